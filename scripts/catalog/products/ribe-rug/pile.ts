import { meshFrom, type Mesh } from "../../kit/index.ts";
import { HALF, KNOTS, knotAt, pileTop, type Knot } from "./layout.ts";

/** The closed surface that the tufts grow from lies this far below their tips, metres. */
const DEPTH = 0.0028;

/** The pile as one closed surface between the tufts, down to the floor at its edges: what is seen of the rug from afar. */
export function ground(): Mesh {
  const nx = 140, nz = 200, positions: number[] = [], uvs: number[] = [], indices: number[] = [];
  for (let j = 0; j <= nz; j++) {
    for (let i = 0; i <= nx; i++) {
      const x = HALF[0] * ((2 * i) / nx - 1), z = HALF[1] * ((2 * j) / nz - 1);
      const rim = i === 0 || i === nx || j === 0 || j === nz;
      positions.push(x, rim ? 0.002 : pileTop(x, z) - DEPTH, z);
      uvs.push(x + HALF[0], z + HALF[1]);
    }
  }
  for (let j = 0; j < nz; j++) {
    for (let i = 0; i < nx; i++) {
      const a = j * (nx + 1) + i, b = a + 1, c = a + nx + 1, d = c + 1;
      indices.push(a, c, b, b, c, d);
    }
  }
  return meshFrom(positions, indices, uvs, 180);
}

/** Preallocated arrays that tufts are written into. */
class Tufts {
  readonly mesh: Mesh;
  private vertex = 0;
  private index = 0;

  constructor(vertices: number, corners: number) {
    this.mesh = { positions: new Float32Array(vertices * 3), normals: new Float32Array(vertices * 3), uvs: new Float32Array(vertices * 2), indices: new Uint32Array(corners) };
  }

  put(x: number, y: number, z: number, nx: number, ny: number, nz: number, u: number, v: number): number {
    const { positions, normals, uvs } = this.mesh, i = this.vertex * 3, l = Math.hypot(nx, ny, nz) || 1;
    positions[i] = x;
    positions[i + 1] = y;
    positions[i + 2] = z;
    normals[i] = nx / l;
    normals[i + 1] = ny / l;
    normals[i + 2] = nz / l;
    uvs[this.vertex * 2] = u + HALF[0];
    uvs[this.vertex * 2 + 1] = v + HALF[1];
    return this.vertex++;
  }

  triangle(a: number, b: number, c: number): void {
    this.mesh.indices[this.index++] = a;
    this.mesh.indices[this.index++] = b;
    this.mesh.indices[this.index++] = c;
  }
}

/** A solid of rings about a bent axis, closed by a tip: `rings` from the root, each a share of the height and of the radius. */
interface Spike {
  x: number;
  z: number;
  root: number;
  top: number;
  radius: number;
  lean: readonly [number, number];
  turn: number;
  sides: number;
  rings: readonly (readonly [height: number, radius: number, slope: number])[];
  /** Where the colour of the root and of a full radius is taken, metres. */
  uv: (x: number, z: number) => readonly [number, number];
}

function spike(out: Tufts, s: Spike): void {
  const first: number[] = [];
  for (const [h, r, slope] of s.rings) {
    // it leans more towards its tip
    const k = h ** 1.6, cx = s.x + s.lean[0] * k, cz = s.z + s.lean[1] * k;
    for (let side = 0; side < s.sides; side++) {
      const a = s.turn + (side / s.sides) * 2 * Math.PI, c = Math.cos(a), n = Math.sin(a);
      const [u, v] = s.uv(s.x + c * s.radius * r, s.z + n * s.radius * r);
      const at = out.put(cx + c * s.radius * r, s.root + (s.top - s.root) * h, cz + n * s.radius * r, c, slope, n, u, v);
      if (side === 0) first.push(at);
    }
  }
  const [u, v] = s.uv(s.x, s.z);
  const tip = out.put(s.x + s.lean[0], s.top, s.z + s.lean[1], 0, 1, 0, u, v);
  for (let side = 0; side < s.sides; side++) {
    const next = (side + 1) % s.sides;
    for (let k = 0; k + 1 < first.length; k++) {
      const a = first[k]! + side, b = first[k]! + next, c = first[k + 1]! + side, d = first[k + 1]! + next;
      out.triangle(a, c, b);
      out.triangle(b, c, d);
    }
    out.triangle(first[first.length - 1]! + side, tip, first[first.length - 1]! + next);
  }
}

const eachKnot = (from: number, to: number, visit: (knot: Knot) => void): void => {
  for (let j = from; j < to; j++) for (let i = 0; i < KNOTS[0]; i++) visit(knotAt(i, j));
};

/** Every knot of rows `from` up to `to` as one blunt tuft. */
export function tufts(from = 0, to = KNOTS[1]): Mesh {
  const sides = 5, count = (to - from) * KNOTS[0];
  const out = new Tufts(count * (sides * 2 + 1), count * sides * 3 * 3);
  eachKnot(from, to, (k) => {
    // between tufts the picture of the pile is dark: the roots look there
    spike(out, { ...k, root: k.top - 0.0078, sides, rings: [[0, 0.9, -0.1], [0.68, 0.88, 0.75]], uv: (x, z) => [k.x + (x - k.x) * 0.8, k.z + (z - k.z) * 0.8] });
  });
  return out.mesh;
}

/** Plies that one knot's two yarn ends open into when every one is modelled. */
const PLIES = 12;
const PLY_RINGS = [[0, 1, 0], [0.4, 1.04, 0.05], [0.75, 0.98, 0.15], [0.94, 0.72, 0.8]] as const;

/** The same rows with every ply of every knot: 420 triangles a knot. */
export function plies(from: number, to: number): Mesh {
  const sides = 5, count = (to - from) * KNOTS[0] * PLIES;
  const out = new Tufts(count * (sides * PLY_RINGS.length + 1), count * sides * (PLY_RINGS.length * 2 - 1) * 3);
  eachKnot(from, to, (k) => {
    for (let p = 0; p < PLIES; p++) {
      // a sunflower's arrangement fills the tuft evenly (Vogel 1979)
      const a = k.turn + p * 2.39996, far = Math.sqrt((p + 0.35) / PLIES) * k.radius * 0.86;
      const x = k.x + Math.cos(a) * far * 0.8, z = k.z + Math.sin(a) * far * 0.8;
      // the plies open towards their ends, still turned as they were spun
      const open = 0.0011 + 0.0004 * Math.sin(k.turn * 7 + p * 5), swirl = a + 0.9;
      spike(out, {
        x, z, sides, rings: PLY_RINGS, turn: a,
        root: k.top - 0.0088,
        top: k.top - 0.0011 * (far / k.radius) ** 2 + 0.0005 * Math.sin(k.turn * 13 + p * 3),
        radius: k.radius * 0.24,
        lean: [k.lean[0] + Math.cos(swirl) * open * (far / k.radius), k.lean[1] + Math.sin(swirl) * open * (far / k.radius)],
        uv: (px, pz) => [k.x + (px - k.x) * 0.72, k.z + (pz - k.z) * 0.72],
      });
    }
  });
  return out.mesh;
}

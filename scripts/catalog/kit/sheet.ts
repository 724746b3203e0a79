import { add, cross, difference, normalize, type Mesh, type Vec2, type Vec3 } from "./mesh.ts";

export interface SheetOptions {
  /** Parameter values of the columns and rows, ascending; dense where the sheet bends. */
  us: readonly number[];
  vs: readonly number[];
  /** The outer face, metres; ∂u × ∂v points outwards. */
  at: (u: number, v: number) => Vec3;
  /** Metres, inwards from the outer face. */
  thickness: number | ((u: number, v: number) => number);
  /** How far the rim bulges past the outline, as a share of the thickness: 0.5 for a folded edge (default), less for a cut one. */
  edge?: number;
  rimSteps?: number;
  /** UV in metres; default (u, v) themselves. */
  uv?: (u: number, v: number) => Vec2;
  /** The sheet closes on itself in u: no rim at its first and last column. */
  closedU?: boolean;
}

/** The three surfaces of a sheet of leather, acetate or board, apart so that each can have its own slot. */
export interface Sheet {
  front: Mesh;
  back: Mesh;
  rim: Mesh;
}

/** The outward unit normal of a parametric surface by central differences of `h` in parameter space. */
export function surfaceNormal(at: (u: number, v: number) => Vec3, u: number, v: number, h = 1e-4): Vec3 {
  return normalize(cross(difference(at(u + h, v), at(u - h, v)), difference(at(u, v + h), at(u, v - h))));
}

/** A parametric surface given thickness and a rounded rim, with exact normals. `at` must also answer a little outside its range. */
export function sheet({ us, vs, at, thickness, edge = 0.5, rimSteps = 6, uv = (u, v) => [u, v], closedU = false }: SheetOptions): Sheet {
  const columns = us.length, rows = vs.length;
  const points: Vec3[] = [], normals: Vec3[] = [], uvs: Vec2[] = [], depths: number[] = [];
  for (const v of vs) for (const u of us) {
    points.push(at(u, v));
    normals.push(surfaceNormal(at, u, v));
    uvs.push(uv(u, v));
    depths.push(typeof thickness === "number" ? thickness : thickness(u, v));
  }
  const side = (sign: 1 | -1): Mesh => {
    const indices: number[] = [];
    for (let j = 0; j < rows - 1; j++) for (let i = 0; i < columns - 1; i++) {
      const a = j * columns + i, b = a + 1, c = b + columns, d = a + columns;
      if (sign > 0) indices.push(a, b, c, a, c, d);
      else indices.push(a, c, b, a, d, c);
    }
    return pack(points.map((p, i) => (sign > 0 ? p : add(p, normals[i]!, -depths[i]!))), normals.map((n): Vec3 => [n[0] * sign, n[1] * sign, n[2] * sign]), uvs, indices);
  };
  const across = (from: number, to: number) => Array.from({ length: Math.abs(to - from) + 1 }, (_, k) => from + Math.sign(to - from) * k);
  const bottom = across(0, columns - 1), top = across(columns - 1, 0).map((i) => (rows - 1) * columns + i);
  const right = across(0, rows - 1).map((j) => j * columns + columns - 1), left = across(rows - 1, 0).map((j) => j * columns);
  const loops = closedU
    ? [{ ids: bottom, closed: false }, { ids: top, closed: false }]
    : [{ ids: [...bottom.slice(0, -1), ...right.slice(0, -1), ...top.slice(0, -1), ...left.slice(0, -1)], closed: true }];
  const rimPoints: Vec3[] = [], rimNormals: Vec3[] = [], rimUvs: Vec2[] = [], rimIndices: number[] = [];
  for (const { ids, closed } of loops) {
    const n = ids.length, base = rimPoints.length;
    let along = 0;
    for (let k = 0; k <= (closed ? n : n - 1); k++) {
      const id = ids[k % n]!;
      const before = ids[closed ? (k + n - 1) % n : closedU && k === 0 ? n - 2 : Math.max(0, k - 1)]!;
      const after = ids[closed ? (k + 1) % n : closedU && k === n - 1 ? 1 : Math.min(n - 1, k + 1)]!;
      const p = points[id]!, normal = normals[id]!, thick = depths[id]!, bulge = edge * thick;
      const tangent = add(normalize(difference(points[after]!, p)), normalize(difference(p, points[before]!)));
      const out = normalize(cross(tangent, normal));
      if (k > 0) along += Math.hypot(...difference(p, points[ids[k - 1]!]!));
      for (let s = 0; s <= rimSteps; s++) {
        const a = (Math.PI * s) / rimSteps, c = Math.cos(a), r = Math.sin(a);
        rimPoints.push(add(add(p, normal, (thick / 2) * (c - 1)), out, bulge * r));
        rimNormals.push(normalize(add([normal[0] * c * bulge, normal[1] * c * bulge, normal[2] * c * bulge], out, (r * thick) / 2)));
        rimUvs.push([along, (a / Math.PI) * thick * 1.5]);
      }
    }
    const m = rimSteps + 1;
    for (let k = 0; k < (closed ? n : n - 1); k++) for (let s = 0; s < rimSteps; s++) {
      const a = base + k * m + s, b = a + m;
      rimIndices.push(a, a + 1, b + 1, a, b + 1, b);
    }
  }
  return { front: side(1), back: side(-1), rim: pack(rimPoints, rimNormals, rimUvs, rimIndices) };
}

function pack(points: readonly Vec3[], normals: readonly Vec3[], uvs: readonly Vec2[], indices: readonly number[]): Mesh {
  return {
    positions: Float32Array.from(points.flat()),
    normals: Float32Array.from(normals.flat()),
    uvs: Float32Array.from(uvs.flat()),
    indices: Uint32Array.from(indices),
  };
}

/** `count` values from `a` to `b`, closer together towards both ends by `ends` (0 even, 1 cosine). */
export function spread(a: number, b: number, count: number, ends = 0): number[] {
  return Array.from({ length: count }, (_, i) => {
    const t = i / (count - 1);
    return a + (b - a) * (t * (1 - ends) + (0.5 - 0.5 * Math.cos(Math.PI * t)) * ends);
  });
}

import { computeNormals, merge, type Mesh, type Vec3 } from "../../kit/index.ts";
import type { SurfacePoint } from "../../kit/seam.ts";
import { brimAt, crownAt } from "./shape.ts";

const AROUND = 280;
/** Thickness of the felt, mm. */
const THICK = 2;

interface Grid {
  points: Vec3[][];
  normals: Vec3[][];
}

/** Rings of points from the apex outwards with their normals. */
function outside(): Grid {
  const rings: ((angle: number) => Vec3)[] = [];
  const crownRings = 150, brimRings = 84;
  for (let k = 0; k <= crownRings; k++) {
    // closer together over the edge of the dome
    const t = 1 - k / crownRings, rise = (Math.PI / 2) * (t + 0.1 * Math.sin(2 * Math.PI * t));
    rings.push((a) => crownAt(a, k === 0 ? Math.PI / 2 : rise));
  }
  for (let k = 1; k <= brimRings; k++) rings.push((a) => brimAt(a, (k / brimRings) ** 1.25));
  const points = rings.map((ring) => Array.from({ length: AROUND }, (_, i) => ring((i / AROUND) * 2 * Math.PI)));
  return { points, normals: normalsOf(points) };
}

function mesh(points: readonly (readonly Vec3[])[], inward = false): Mesh {
  const positions: number[] = [], uvs: number[] = [], indices: number[] = [];
  points.forEach((ring) => {
    for (let i = 0; i <= AROUND; i++) {
      const p = ring[i % AROUND]!;
      positions.push(...p);
      // seen from above; steep places take their height along
      uvs.push(p[0] + p[1] * 0.5 * Math.sign(p[0]), p[2] + p[1] * 0.5);
    }
  });
  for (let k = 0; k + 1 < points.length; k++) for (let i = 0; i < AROUND; i++) {
    const a = k * (AROUND + 1) + i, b = a + 1, c = a + AROUND + 1, d = c + 1;
    if (inward) indices.push(a, d, c, a, b, d);
    else indices.push(a, c, d, a, d, b);
  }
  return computeNormals({ positions: Float32Array.from(positions), normals: new Float32Array(positions.length), uvs: Float32Array.from(uvs), indices: Uint32Array.from(indices) }, 180);
}

/** Central differences; at the apex, straight up. */
function normalsOf(points: readonly (readonly Vec3[])[]): Vec3[][] {
  return points.map((ring, k) => ring.map((_, i): Vec3 => {
    if (k === 0) return [0, 1, 0];
    const l = ring[(i + AROUND - 1) % AROUND]!, r = ring[(i + 1) % AROUND]!;
    const up = points[k - 1]![i]!, down = points[Math.min(points.length - 1, k + 1)]![i]!;
    const a: Vec3 = [down[0] - up[0], down[1] - up[1], down[2] - up[2]], b: Vec3 = [r[0] - l[0], r[1] - l[1], r[2] - l[2]];
    const n: Vec3 = [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
    const length = Math.hypot(...n) || 1;
    return [n[0] / length, n[1] / length, n[2] / length];
  }));
}

export interface Felt {
  /** Crown, brim from both sides, and the cut edge between. */
  hood: Mesh;
  /** Inside of the crown. */
  lining: Mesh;
  /** A line for stitches on the brim, `inset` mm from its edge, on its upper or its lower side. */
  seamLine: (inset: number, below: boolean) => SurfacePoint[];
}

export function makeFelt(): Felt {
  const { points, normals } = outside();
  const sunk = (by: number): Vec3[][] => points.map((ring, k) => ring.map((p, i): Vec3 => {
    const n = normals[k]![i]!;
    return [p[0] - n[0] * by, p[1] - n[1] * by, p[2] - n[2] * by];
  }));
  const inner = sunk(THICK), last = points.length - 1, crownRings = 150;
  // the cut edge: half a round between the two faces
  const edge = Array.from({ length: 9 }, (_, s) => points[last]!.map((p, i): Vec3 => {
    const q = inner[last]![i]!, a = (Math.PI * s) / 8, m: Vec3 = [(p[0] + q[0]) / 2, (p[1] + q[1]) / 2, (p[2] + q[2]) / 2];
    const up: Vec3 = [p[0] - m[0], p[1] - m[1], p[2] - m[2]], out = Math.hypot(p[0], p[2]);
    return [m[0] + up[0] * Math.cos(a) + (p[0] / out) * 0.8 * Math.sin(a), m[1] + up[1] * Math.cos(a), m[2] + up[2] * Math.cos(a) + (p[2] / out) * 0.8 * Math.sin(a)];
  }));
  const under = inner.slice(crownRings - 10).reverse();
  const seamLine = (inset: number, below: boolean): SurfacePoint[] => Array.from({ length: AROUND * 2 }, (_, i): SurfacePoint => {
    const a = (i / (AROUND * 2)) * 2 * Math.PI * (below ? -1 : 1), out = 1 - inset / 61, h = 1e-3;
    const p = brimAt(a, out), r = brimAt(a + h, out), o = brimAt(a, out + h);
    const u: Vec3 = [o[0] - p[0], o[1] - p[1], o[2] - p[2]], v: Vec3 = [r[0] - p[0], r[1] - p[1], r[2] - p[2]];
    const n: Vec3 = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]], l = Math.hypot(...n);
    const normal: Vec3 = [n[0] / l, n[1] / l, n[2] / l];
    return below
      ? { at: [p[0] - normal[0] * THICK, p[1] - normal[1] * THICK, p[2] - normal[2] * THICK], normal: [-normal[0], -normal[1], -normal[2]] }
      : { at: p, normal };
  });
  return { hood: merge([mesh(points), mesh(edge), mesh(under)]), lining: mesh(sunk(THICK + 0.3).slice(0, crownRings - 5).filter((_, k) => k % 2 === 0), true), seamLine };
}

import { add, arcLengths, difference, frames, lathe, meshFrom, normalize, place, spline, sweep, superellipse, type Mesh, type Vec2, type Vec3 } from "../../kit/index.ts";
import { sheet, spread, surfaceNormal, type Sheet } from "../../kit/sheet.ts";
import type { SurfacePoint } from "../../kit/seam.ts";

/** A flat strap that follows a line of surface points: half its width (metres) at length `s`, of `total` length. */
export interface StrapOptions {
  line: readonly SurfacePoint[];
  half: (s: number, total: number) => number;
  thickness: number;
  columns?: number;
  step?: number;
}

export interface StrapWork extends Sheet {
  /** The outer face at x across (metres) and `s` along. */
  point: (x: number, s: number) => SurfacePoint;
  total: number;
}

/** The strap's outer face runs through the line; it bends about X only, its width lies along X. */
export function strap({ line, half, thickness, columns = 18, step = 0.0022 }: StrapOptions): StrapWork {
  const lengths = arcLengths(line.map((p) => p.at));
  const total = lengths[lengths.length - 1]!;
  const centre = (s: number): Vec3 => {
    let k = 0;
    while (k < line.length - 2 && lengths[k + 1]! < s) k++;
    const t = (s - lengths[k]!) / (lengths[k + 1]! - lengths[k]! || 1);
    const a = line[k]!, b = line[k + 1]!;
    return add(a.at, difference(b.at, a.at), t);
  };
  // the line's normals tell which way across makes the outer face look outwards
  const first = line[Math.floor(line.length / 2)]!, next = line[Math.floor(line.length / 2) + 1]!;
  const along = difference(next.at, first.at);
  const sign = along[1] * first.normal[2] - along[2] * first.normal[1] > 0 ? 1 : -1;
  const at = (u: number, s: number): Vec3 => {
    const c = centre(s);
    return [c[0] + sign * u * half(Math.min(total, Math.max(0, s)), total), c[1], c[2]];
  };
  const made = sheet({
    us: spread(-1, 1, columns, 0.4), vs: spread(0, total, Math.max(8, Math.round(total / step)), 0.25), at, thickness, edge: 0.32, rimSteps: 6,
    uv: (u, s) => [u * half(s, total) + line[0]!.at[0] * 3.7, s + line[0]!.at[0]],
  });
  const point = (x: number, s: number): SurfacePoint => {
    const u = (x / half(s, total)) * sign;
    return { at: at(u, s), normal: surfaceNormal(at, u, s, 4e-4) };
  };
  return { ...made, point, total };
}

/** Half-width with a round end of `radius` at either end of the strap. */
export function roundEnds(width: number, start: number, end: number): (s: number, total: number) => number {
  const shrink = (d: number, r: number) => (r > 0 && d < r ? Math.sqrt(Math.max(0.006, 1 - ((r - d) / r) ** 2)) : 1);
  return (s, total) => width * Math.min(shrink(s, start), shrink(total - s, end));
}

/** A tube whose section changes along its path; `section(t)` gives as many points (right, up) at every t, counter-clockwise. */
export function loft(path: readonly Vec3[], up: Vec3, section: (t: number) => readonly Vec2[]): Mesh {
  const list = frames(path, false, up), lengths = arcLengths(path), total = lengths[lengths.length - 1]!;
  const positions: number[] = [], uvs: number[] = [], indices: number[] = [];
  const n = section(0).length;
  list.forEach((f, i) => {
    const ring = section(lengths[i]! / total);
    let around = 0;
    for (let j = 0; j <= n; j++) {
      const p = ring[j % n]!, q = ring[(j + n - 1) % n]!;
      if (j > 0) around += Math.hypot(p[0] - q[0], p[1] - q[1]);
      positions.push(...add(add(f.at, f.right, p[0]), f.up, p[1]));
      uvs.push(around, lengths[i]!);
    }
  });
  for (let i = 0; i < list.length - 1; i++) for (let j = 0; j < n; j++) {
    const a = i * (n + 1) + j, b = a + n + 1;
    indices.push(a, a + 1, b + 1, a, b + 1, b);
  }
  for (const [ring, front] of [[0, false], [list.length - 1, true]] as const) {
    const base = positions.length / 3, c = list[ring]!.at;
    positions.push(...c);
    uvs.push(0, 0);
    for (let j = 0; j < n; j++) {
      const v = ring * (n + 1) + j;
      positions.push(positions[v * 3]!, positions[v * 3 + 1]!, positions[v * 3 + 2]!);
      uvs.push(section(ring ? 1 : 0)[j]![0], section(ring ? 1 : 0)[j]![1]);
    }
    for (let j = 0; j < n; j++) {
      const a = base + 1 + j, b = base + 1 + ((j + 1) % n);
      if (front) indices.push(base, a, b);
      else indices.push(base, b, a);
    }
  }
  return meshFrom(positions, indices, uvs, 48);
}

/** A domed rivet with a pressed collar, its face towards +Y. */
export const rivet = (r: number): Mesh => lathe(
  [[0, -r * 0.3], [r * 1.25, -r * 0.3], [r * 1.3, -r * 0.05, r * 0.06], [r * 1.12, r * 0.12, r * 0.1], [r * 1.02, r * 0.08], [r, r * 0.22, r * 0.12], [r * 0.55, r * 0.46, r * 0.6], [0, r * 0.52]],
  { segments: 36, steps: 4 },
);

/** A ring of brass wire in the XY plane through `corners` of a closed line. */
export const ring = (outline: readonly Vec2[], wire: number): Mesh =>
  sweep(superellipse(wire, wire, 2.2, 20), outline.map(([x, y]): Vec3 => [x, y, 0]), { closed: true, up: [0, 0, 1] });

/** Puts a mesh whose +Y looks away from the surface onto a surface point. */
export function onto(mesh: Mesh, { at, normal }: SurfacePoint): Mesh {
  const tilt = (Math.asin(Math.max(-1, Math.min(1, normal[1]))) * 180) / Math.PI;
  const turn = (Math.atan2(normal[0], normal[2]) * 180) / Math.PI;
  return place(place(place(mesh, { rotate: [90 - tilt, 0, 0] }), { rotate: [0, turn, 0] }), { at });
}

/** A smooth line through (y, z) points at `x`, with normals; `count` points. */
export function ribbon(points: readonly Vec2[], x: number, outward: Vec3, count: number): SurfacePoint[] {
  return spline(points.map(([y, z]): Vec3 => [x, y, z]), count).map((at) => ({ at, normal: normalize(outward) }));
}

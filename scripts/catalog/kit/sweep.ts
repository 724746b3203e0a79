import { ShapeUtils, Vector2 } from "three";
import { arcLengths, frames } from "./curve.ts";
import { add, computeNormals, type Mesh, type Vec2, type Vec3 } from "./mesh.ts";
import { circle, inset, signedArea } from "./outline.ts";

export interface SweepOptions {
  /** The path returns to its start. */
  closed?: boolean;
  /** Size of the profile at path length fraction t (0..1): one number, or [x, y]. */
  scale?: (t: number) => number | Vec2;
  /** Turn of the profile about the path at t, radians. */
  twist?: (t: number) => number;
  /** Wished direction of the profile's +Y at the start. */
  up?: Vec3;
  /** Ends of an open path: flat with an edge rounded by `bevel` metres, or "none". */
  caps?: "flat" | "none";
  bevel?: number;
  bevelSteps?: number;
  /** The profile is a closed outline (default) or an open line. */
  closedProfile?: boolean;
  creaseDegrees?: number;
}

/**
 * `profile` (counter-clockwise in the plane right × up, metres) moved along `path` with rotation-minimising
 * frames. UV: u along the profile, v along the path (metres).
 */
export function sweep(profile: readonly Vec2[], path: readonly Vec3[], options: SweepOptions = {}): Mesh {
  const { closed = false, scale, twist, up, caps = "flat", bevel = 0, bevelSteps = 4, closedProfile = true, creaseDegrees = 35 } = options;
  const list = frames(path, closed, up);
  const lengths = arcLengths(path, closed);
  const total = lengths[lengths.length - 1]! || 1;
  const columns = profile.length + (closedProfile ? 1 : 0);
  const around = arcLengths(profile.map((p): Vec3 => [p[0], p[1], 0]), closedProfile);
  const halfX = Math.max(1e-9, ...profile.map((p) => Math.abs(p[0]))), halfY = Math.max(1e-9, ...profile.map((p) => Math.abs(p[1])));
  const rings: { at: Vec3; frame: number; shrink: number; v: number; t: number }[] = [];
  const capped = caps === "flat" && !closed && closedProfile;
  list.forEach((f, i) => rings.push({ at: f.at, frame: i, shrink: 0, v: lengths[i]!, t: lengths[i]! / total }));
  if (closed) rings.push({ at: list[0]!.at, frame: 0, shrink: 0, v: total, t: 1 });
  if (capped && bevel > 0) {
    const last = list.length - 1;
    for (let k = 1; k <= bevelSteps; k++) {
      const a = (k / bevelSteps) * (Math.PI / 2);
      const out = bevel * Math.sin(a), shrink = bevel * (1 - Math.cos(a));
      rings.unshift({ at: add(list[0]!.at, list[0]!.tangent, -out), frame: 0, shrink, v: -out, t: 0 });
      rings.push({ at: add(list[last]!.at, list[last]!.tangent, out), frame: last, shrink, v: total + out, t: 1 });
    }
  }
  const positions: number[] = [], uvs: number[] = [], indices: number[] = [];
  for (const ring of rings) {
    const f = list[ring.frame]!;
    const s = scale?.(ring.t) ?? 1;
    const [sx, sy] = typeof s === "number" ? [s, s] : s;
    const a = twist?.(ring.t) ?? 0;
    const kx = Math.max(0.02, 1 - ring.shrink / (halfX * sx)) * sx, ky = Math.max(0.02, 1 - ring.shrink / (halfY * sy)) * sy;
    for (let j = 0; j < columns; j++) {
      const p = profile[j % profile.length]!;
      const x = p[0] * kx, y = p[1] * ky;
      const rx = x * Math.cos(a) - y * Math.sin(a), ry = x * Math.sin(a) + y * Math.cos(a);
      positions.push(...add(add(ring.at, f.right, rx), f.up, ry));
      uvs.push(around[j]!, ring.v);
    }
  }
  for (let i = 0; i < rings.length - 1; i++) {
    for (let j = 0; j < columns - 1; j++) {
      const a = i * columns + j, b = a + columns;
      indices.push(a, a + 1, b + 1, a, b + 1, b);
    }
  }
  if (capped) {
    const flat = ShapeUtils.triangulateShape(profile.map((p) => new Vector2(p[0], p[1])), []);
    for (const [ring, front] of [[0, false], [rings.length - 1, true]] as const) {
      const base = positions.length / 3;
      for (let j = 0; j < profile.length; j++) {
        const v = ring * columns + j;
        positions.push(positions[v * 3]!, positions[v * 3 + 1]!, positions[v * 3 + 2]!);
        uvs.push(profile[j]![0], profile[j]![1]);
      }
      for (const t of flat) {
        const [a, b, c] = t as [number, number, number];
        if (front) indices.push(base + a, base + b, base + c);
        else indices.push(base + a, base + c, base + b);
      }
    }
  }
  const mesh: Mesh = {
    positions: Float32Array.from(positions),
    normals: new Float32Array(positions.length),
    uvs: Float32Array.from(uvs),
    indices: Uint32Array.from(indices),
  };
  return computeNormals(mesh, creaseDegrees);
}

/** A round bar, cable or piping of `radius` metres along `path`. */
export const tube = (path: readonly Vec3[], radius: number, options: SweepOptions & { segments?: number } = {}): Mesh =>
  sweep(circle(radius, options.segments ?? 20), path, options);

export interface ExtrudeOptions {
  /** Thickness along Z, metres; centred on z = 0. */
  depth: number;
  /** Radius of the rounded edges, metres. */
  bevel?: number;
  bevelSteps?: number;
  holes?: readonly (readonly Vec2[])[];
  creaseDegrees?: number;
}

/**
 * A flat outline given thickness, its edges rounded inwards (the outline is the outer size), holes too.
 * UV: faces by x and y, the rim by its length and z (metres).
 */
export function extrude(outline: readonly Vec2[], options: ExtrudeOptions): Mesh {
  const { depth, bevel = 0, bevelSteps = 4, holes = [], creaseDegrees = 35 } = options;
  const turned = (p: readonly Vec2[], ccw: boolean) => (signedArea(p) > 0 === ccw ? [...p] : [...p].reverse());
  const loops = [turned(outline, true), ...holes.map((h) => turned(h, false))];
  const positions: number[] = [], uvs: number[] = [], indices: number[] = [];
  const z = depth / 2;
  const rings: { z: number; inset: number }[] = [];
  if (bevel > 0) {
    for (let k = 0; k <= bevelSteps; k++) {
      const a = (k / bevelSteps) * (Math.PI / 2);
      rings.push({ z: -z + bevel * (1 - Math.cos(a)), inset: bevel * (1 - Math.sin(a)) });
    }
    for (let k = rings.length - 1; k >= 0; k--) rings.push({ z: -rings[k]!.z, inset: rings[k]!.inset });
  } else rings.push({ z: -z, inset: 0 }, { z, inset: 0 });
  const caps: Vec2[][] = [];
  for (const loop of loops) {
    const n = loop.length;
    const around = arcLengths(loop.map((p): Vec3 => [p[0], p[1], 0]), true);
    const base = positions.length / 3;
    for (const ring of rings) {
      const moved = ring.inset > 0 ? inset(loop, ring.inset) : loop;
      for (let j = 0; j <= n; j++) {
        const p = moved[j % n]!;
        positions.push(p[0], p[1], ring.z);
        uvs.push(around[j]!, ring.z);
      }
    }
    caps.push(rings[0]!.inset > 0 ? inset(loop, rings[0]!.inset) : loop);
    for (let i = 0; i < rings.length - 1; i++) {
      for (let j = 0; j < n; j++) {
        const a = base + i * (n + 1) + j, b = a + n + 1;
        indices.push(a, a + 1, b + 1, a, b + 1, b);
      }
    }
  }
  const to = (p: readonly Vec2[]) => p.map((q) => new Vector2(q[0], q[1]));
  const flat = ShapeUtils.triangulateShape(to(caps[0]!), caps.slice(1).map(to));
  for (const front of [true, false]) {
    const base = positions.length / 3;
    for (const p of caps.flat()) {
      positions.push(p[0], p[1], front ? z : -z);
      uvs.push(front ? p[0] : -p[0], p[1]);
    }
    for (const t of flat) {
      const [a, b, c] = t as [number, number, number];
      if (front) indices.push(base + a, base + b, base + c);
      else indices.push(base + a, base + c, base + b);
    }
  }
  const mesh: Mesh = {
    positions: Float32Array.from(positions),
    normals: new Float32Array(positions.length),
    uvs: Float32Array.from(uvs),
    indices: Uint32Array.from(indices),
  };
  return computeNormals(mesh, creaseDegrees);
}

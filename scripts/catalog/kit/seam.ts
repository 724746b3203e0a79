import { Matrix4, Vector3 } from "three";
import { arcLengths } from "./curve.ts";
import { add, cross, difference, dot, lerp, normalize, type Vec3 } from "./mesh.ts";
import { hash } from "./textures/noise.ts";

/** A point on a surface with the surface's outward unit normal. */
export interface SurfacePoint {
  at: Vec3;
  normal: Vec3;
}

export interface SeamOptions {
  /** From stitch to stitch, in the line's unit. */
  spacing: number;
  /** Turn of each stitch about the normal, radians, as saddle stitches lie. */
  slant?: number;
  /** Along the normal, in the line's unit. */
  lift?: number;
  seed?: number;
  closed?: boolean;
}

/** Places for stitches along a line on a surface: +Z along the seam, +Y the normal, slightly irregular by `seed`. */
export function seam(line: readonly SurfacePoint[], { spacing, slant = 0.14, lift = 0, seed = 1, closed = false }: SeamOptions): Matrix4[] {
  const lengths = arcLengths(line.map((p) => p.at), closed);
  const total = lengths[lengths.length - 1]!;
  const count = Math.max(1, Math.round(total / spacing));
  const out: Matrix4[] = [];
  let k = 0;
  for (let i = 0; i < count; i++) {
    const s = (total * (i + 0.5)) / count;
    while (k < lengths.length - 2 && lengths[k + 1]! < s) k++;
    const a = line[k % line.length]!, b = line[(k + 1) % line.length]!;
    const t = (s - lengths[k]!) / (lengths[k + 1]! - lengths[k]! || 1);
    const up = normalize(lerp(a.normal, b.normal, t));
    const along = difference(b.at, a.at);
    const z = normalize(add(along, up, -dot(along, up)));
    const m = new Matrix4().makeBasis(new Vector3(...cross(up, z)), new Vector3(...up), new Vector3(...z));
    m.setPosition(new Vector3(...add(lerp(a.at, b.at, t), up, lift)));
    out.push(m.multiply(new Matrix4().makeRotationY(slant + (hash(i, 0, seed) - 0.5) * 0.09)));
  }
  return out;
}

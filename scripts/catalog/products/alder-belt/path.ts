import { add, arcLengths, difference, frames, lerp, normalize, resample, smoothstep, valueNoise3, type Vec3 } from "../../kit/index.ts";
import type { SurfacePoint } from "../../kit/seam.ts";

// The belt stands on its edge, rolled up from its tip, the buckle in front towards +X. Millimetres.

export const WIDTH = 32;
export const THICK = 3.5;
/** Half the height of the buckle's frame, mm: where the buckle is, the strap is lifted by it. */
export const FRAME = 21.2;
/** From the bar's middle to the middle of the leather folded around it, mm. */
export const FOLD = 3.9;
const TURNS = 3.85;

/** Middle line of the strap from its tip to the buckle's bar. */
export const LINE: readonly Vec3[] = (() => {
  const points: Vec3[] = [];
  const steps = 900;
  for (let i = 0; i <= steps; i++) {
    const t = i / steps, a = (t - 1) * TURNS * 2 * Math.PI;
    // the turns lie loosely: nowhere closer than the leather is thick
    const r = 24 + 5.3 * TURNS * t + 0.55 * valueNoise3(Math.sin(a) * 0.9, t * 2, Math.cos(a) * 0.9, 4);
    points.push([Math.sin(a) * r, 0, Math.cos(a) * r]);
  }
  const end = points[points.length - 1]!, before = points[points.length - 4]!;
  let heading = Math.atan2(end[2] - before[2], end[0] - before[0]);
  let at: Vec3 = end;
  const tail = 78, step = 0.5;
  for (let s = 0; s < tail; s += step) {
    // the coil's bend runs out into the stiff end with its two layers
    const bend = (1 - smoothstep(0, 52, s)) / Math.hypot(end[0], end[2]);
    heading -= bend * step;
    at = [at[0] + Math.cos(heading) * step, 0, at[2] + Math.sin(heading) * step];
    points.push(at);
  }
  const flat = resample(points, 1100);
  const along = arcLengths(flat), total = along[along.length - 1]!;
  return flat.map((p, i): Vec3 => {
    const s = along[i]!, lift = (FRAME - WIDTH / 2) * smoothstep(total - 150, total - 20, s);
    return [p[0], WIDTH / 2 + lift + 1.3 * (1 - s / total) ** 2, p[2]];
  });
})();

const LENGTHS = arcLengths(LINE);
export const LENGTH = LENGTHS[LENGTHS.length - 1]!;

/** The strap at `s` mm from its tip: its middle, the direction towards the buckle, and outwards from the coil. */
export function strapAt(s: number): { at: Vec3; along: Vec3; out: Vec3 } {
  let k = 0;
  while (k < LINE.length - 2 && LENGTHS[k + 1]! < s) k++;
  const a = LINE[k]!, b = LINE[k + 1]!, along = normalize(difference(b, a));
  return { at: lerp(a, b, (s - LENGTHS[k]!) / (LENGTHS[k + 1]! - LENGTHS[k]!)), along, out: normalize([-along[2], 0, along[0]]) };
}

/** A line on the strap from `from` to `to` mm, `y` mm from its middle, on the outer or the inner face. */
export function faceLine(from: number, to: number, y: number, outer: boolean): SurfacePoint[] {
  const count = Math.ceil((to - from) / 2);
  return Array.from({ length: count + 1 }, (_, i): SurfacePoint => {
    const { at, out } = strapAt(from + ((to - from) * i) / count), side = outer ? 1 : -1;
    const normal: Vec3 = [out[0] * side, 0, out[2] * side];
    return { at: add(add(at, normal, THICK / 2), [0, 1, 0], y), normal };
  });
}

/** The folded end: around the bar and back along the inner face, from the bar's outer side on. */
export function foldLine(): Vec3[] {
  const { at, along, out } = strapAt(LENGTH);
  const centre = add(at, out, -FOLD);
  const points: Vec3[] = [];
  for (let k = 1; k <= 24; k++) {
    const a = Math.PI / 2 - (k / 24) * Math.PI;
    points.push(add(add(centre, along, Math.cos(a) * FOLD), out, Math.sin(a) * FOLD));
  }
  const back = 52;
  for (let s = 2; s <= back; s += 1) {
    const p = strapAt(LENGTH - s);
    const gap = THICK + 0.15 + (2 * FOLD - THICK - 0.15) * (1 - smoothstep(0, 15, s));
    points.push(add(p.at, p.out, -gap));
  }
  return points;
}

/** Frames of a polyline with the belt's upright. */
export const upright = (points: readonly Vec3[]) => frames(points, false, [0, 1, 0]);

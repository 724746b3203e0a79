import { Matrix4, Vector3 } from "three";
import { arcLengths, spline, type Vec3 } from "../../kit/index.ts";

/** The closed strap seen from three o'clock, from the lug at six (z > 0) under the wrist to the lug at twelve; mm. */
const LOOP: readonly Vec3[] = [
  [0, 3.5, 19.55], [0, 2.1, 22.5], [0, -2.6, 26.6], [0, -9.6, 30], [0, -18.6, 31.4], [0, -28.2, 29], [0, -36.6, 22], [0, -41.8, 11.2], [0, -43.4, 0],
  [0, -42.2, -11.2], [0, -37.2, -22], [0, -28.6, -29], [0, -18.6, -31.4], [0, -9.6, -30], [0, -2.6, -26.6], [0, 2.1, -22.5], [0, 3.5, -19.55],
];
const points = spline(LOOP, 700);
const lengths = arcLengths(points);

/** Length of the whole loop, mm. */
export const LOOP_LENGTH = lengths[lengths.length - 1]!;

/** A place on the loop: the wrist side's surface, the direction of travel and the direction away from the wrist. */
export interface LoopPoint {
  at: Vec3;
  along: Vec3;
  out: Vec3;
}

/** The loop at `s` mm from the lug at six; runs on straight past its ends. */
export function loopAt(s: number): LoopPoint {
  const f = (s / LOOP_LENGTH) * (points.length - 1);
  const i = Math.min(points.length - 2, Math.max(0, Math.floor(f)));
  const t = f - i;
  const at = (k: number): Vec3 => points[Math.min(points.length - 1, Math.max(0, k))]!;
  const p = at(i), q = at(i + 1), before = at(i - 1), after = at(i + 2);
  const y0 = q[1] - before[1], z0 = q[2] - before[2], y1 = after[1] - p[1], z1 = after[2] - p[2];
  const ty = y0 + (y1 - y0) * t, tz = z0 + (z1 - z0) * t, l = Math.hypot(ty, tz);
  return {
    at: [0, p[1] + (q[1] - p[1]) * t, p[2] + (q[2] - p[2]) * t],
    along: [0, ty / l, tz / l],
    out: [0, tz / l, -ty / l],
  };
}

/** A frame on the loop, `offset` mm above the wrist side: +Z along it, +Y away from the wrist. */
export function loopFrame(s: number, offset: number): Matrix4 {
  const { at, along, out } = loopAt(s);
  const y = new Vector3(...out), z = new Vector3(...along), x = new Vector3().crossVectors(y, z);
  return new Matrix4().makeBasis(x, y, z).setPosition(new Vector3(...at).addScaledVector(y, offset));
}

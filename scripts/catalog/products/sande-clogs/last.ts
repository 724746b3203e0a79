import { inset, spline2, type Vec2, type Vec3 } from "../../kit/index.ts";
import { surfaceNormal } from "../../kit/sheet.ts";
import type { SurfacePoint } from "../../kit/seam.ts";
import { smoothstep } from "../../kit/textures/maps.ts";
import { valueNoise3 } from "../../kit/textures/noise.ts";

/** The right shoe: toe towards +Z, outer side towards +X, metres. Counter-clockwise in (x, −z). */
export const OUTLINE: readonly Vec2[] = spline2([
  [0.003, -0.137], [0.026, -0.128], [0.036, -0.1], [0.0355, -0.055], [0.0395, -0.005], [0.0485, 0.042], [0.0515, 0.075], [0.045, 0.107], [0.026, 0.13],
  [-0.004, 0.139], [-0.031, 0.128], [-0.0455, 0.098], [-0.0475, 0.062], [-0.0405, 0.018], [-0.0325, -0.03], [-0.0325, -0.08], [-0.0305, -0.112], [-0.017, -0.132],
], 240, true).map(([x, z]): Vec2 => [x, -z]).reverse();

/** The line on which the upper meets the sole, and its foremost z. */
const FEATHER = inset(OUTLINE, 0.0019);
const TOE = Math.max(...FEATHER.map(([, y]) => -y));

/** The sole's underside and the rim of its footbed above the floor: a low heel, a toe that lifts off. */
export const soleBottom = (z: number): number => 0.0105 * Math.max(0, (z - 0.052) / 0.086) ** 2 + 0.003 * Math.max(0, (-0.112 - z) / 0.025) ** 2;
export function soleTop(z: number): number {
  return soleBottom(z) + 0.0235 + 0.0125 * (1 - smoothstep(-0.09, 0.06, z));
}

/** Where the feather line lies at depth z: inner and outer x. */
function edges(z: number): readonly [number, number] {
  let low = 0, high = 0, near = Infinity, far = Infinity;
  const at = Math.min(TOE - 1e-6, Math.max(-0.13, z));
  for (let i = 0; i < FEATHER.length; i++) {
    const a = FEATHER[i]!, b = FEATHER[(i + 1) % FEATHER.length]!, za = -a[1], zb = -b[1];
    if ((za - at) * (zb - at) > 0 || za === zb) continue;
    const x = a[0] + ((b[0] - a[0]) * (at - za)) / (zb - za);
    if (x < near) low = near = x;
    if (-x < far) {
      far = -x;
      high = x;
    }
  }
  return [low, high];
}

/** Where the upper ends towards the heel: low and far back at the sides, further forward over the instep. */
const throat = (u: number): number => -0.052 + 0.062 * Math.max(0, Math.cos((u * Math.PI) / 2)) ** 1.5;

/** The upper's height over the footbed's rim at depth z. */
function instep(z: number): number {
  const box = Math.max(0, (z - 0.042) / (TOE - 0.042));
  return (0.0445 + 0.029 * (1 - smoothstep(-0.02, 0.1, z))) * Math.sqrt(Math.max(0, 1 - box ** 2.5));
}

/**
 * The upper's outer face: `u` from the inner edge (−1) over the instep to the outer (1), `v` from the toe (0) to the throat (1).
 * Creased a little where a foot bends.
 */
export function upperAt(u: number, v: number): Vec3 {
  const z = TOE + (throat(u) - TOE) * (1 - Math.cos((Math.min(1.05, v) * Math.PI) / 2));
  const [left, right] = edges(z), half = (right - left) / 2, middle = (right + left) / 2;
  const a = (u * Math.PI) / 2, s = Math.sin(a), c = Math.max(0, Math.cos(a));
  // the ridge runs towards the big toe
  const lean = -0.0065 * smoothstep(0.09, -0.03, z) * c;
  const x = middle + lean + half * Math.sign(s) * Math.abs(s) ** 0.86;
  const crease = 0.0011 * c * Math.exp(-(((z - 0.052) / 0.024) ** 2)) * Math.sin(z * 420 + x * 34) + 0.0007 * c * valueNoise3(x * 32, 1, z * 32, 5);
  return [x, soleTop(z) - 0.0035 + (instep(z) + crease) * c ** 0.84, z];
}

/** The depth z as the upper's `v` at `u`; the inverse of `upperAt`. */
export function depthOf(u: number, z: number): number {
  const t = (z - TOE) / (throat(u) - TOE);
  return (Math.acos(1 - Math.min(1, Math.max(0, t))) * 2) / Math.PI;
}

/** A point `lift` above the upper, with its normal. */
export function onUpper(u: number, v: number, lift = 0): SurfacePoint {
  const normal = surfaceNormal(upperAt, u, v, 2e-3), p = upperAt(u, v);
  return { at: [p[0] + normal[0] * lift, p[1] + normal[1] * lift, p[2] + normal[2] * lift], normal };
}

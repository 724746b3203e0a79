import { valueNoise3, type Vec3 } from "../../kit/index.ts";

// The front faces +Z, the wearer's left is +X; y = 0 where crown and brim meet. Millimetres.

/** Half axes of the crown where it meets the brim, mm: a head of 58 cm with felt and leather around it. */
const HEAD = { x: 82, z: 101 } as const;
export const CROWN = 112;
const BRIM = 61;
/** How boxy the crown's dome is: 2 would be an ellipse. */
const DOME = 3.3;

const bell = (v: number, width: number): number => Math.exp(-((v / width) ** 2));

/**
 * The crown at `angle` (0 at the front, radians towards the wearer's left) and `rise`, the angle up its dome: 0 at the
 * brim, π/2 at the apex. Pinched on both sides of the front, dented along the top.
 */
export function crownAt(angle: number, rise: number): Vec3 {
  const c = Math.max(0, Math.cos(rise)) ** (2 / DOME), h = Math.max(0, Math.sin(rise)) ** (2 / DOME);
  const front = Math.cos(angle);
  const lean = 1 - 0.1 * h ** 1.6;
  const side = Math.atan2(Math.sin(angle), front);
  const pinch = (bell(side - 0.56, 0.34) + bell(side + 0.56, 0.34)) * bell(h - 0.86, 0.34) * (0.35 + 0.65 * h) * c ** 0.5;
  const r = c * lean * (1 - 0.26 * pinch);
  const x = Math.sin(angle) * HEAD.x * r, z = front * HEAD.z * r;
  const height = CROWN + 5 * (z / HEAD.z);
  // a drop-shaped dent, pointed towards the front
  const width = 25 - 9 * Math.max(-1, Math.min(1, z / 70));
  const along = 1 / (1 + Math.exp((Math.abs(z + 4) - 58) / 9));
  const dent = 29 * bell(x, width) * along * h ** 6;
  const hand = 0.8 * valueNoise3(x / 38, h * 3, z / 38, 3) * h;
  return [x + hand * 0.6, h * height - dent + hand, z + hand * 0.4];
}

/** The brim at `angle` and `out`, 0 at the crown to 1 at its edge: turned up at the sides, dipped in front. */
export function brimAt(angle: number, out: number): Vec3 {
  const s = Math.sin(angle), c = Math.cos(angle);
  const width = BRIM + 5 * c * c;
  const lift = -5.5 + 21 * s * s - 2.5 * c;
  const droop = out ** 1.7 * lift + 0.9 * out * valueNoise3(s * 2.2, out, c * 2.2, 8);
  // leaves the crown upright, in a small hollow
  const root = Math.exp(-out * 13) * 3.4;
  const reach = width * out * (1 - 0.06 * out);
  return [s * (HEAD.x + reach), droop + root - 3.4, c * (HEAD.z + reach)];
}

/** The crown's angle of rise at height y above the brim, mm. */
export const riseAt = (y: number): number => Math.asin(Math.min(1, (y / CROWN) ** (DOME / 2)));

import type { Vec2 } from "../../kit/index.ts";
import { smoothstep } from "../../kit/textures/maps.ts";
import { hash, valueNoise3 } from "../../kit/textures/noise.ts";

/** The pile's half width (x) and half length (z), metres. */
export const HALF: Vec2 = [0.7, 1];
/** Knots across and along; one every 8 mm. */
export const KNOTS: Vec2 = [175, 250];
/** Metres from knot to knot. */
export const PITCH: Vec2 = [(2 * HALF[0]) / KNOTS[0], (2 * HALF[1]) / KNOTS[1]];
/** Top of the woven foundation above the floor, metres. */
export const FOUNDATION = 0.0035;

/** Two stones in the tide: centre and radius, metres. */
const STONES = [
  { at: [-0.24, -0.36], radius: 0.235 },
  { at: [0.3, 0.42], radius: 0.155 },
] as const;
/** From furrow to furrow where nothing is in the way, and a furrow's width. */
const SPACING = 0.078;
const FURROW = 0.0175;
const MARGIN = 0.045;

/**
 * The stream function of an even flow along z around the stones, metres: its contours are the furrows.
 * Each stone adds the doublet of a cylinder in potential flow (Milne-Thomson 1938); inside it, rings.
 */
function stream(x: number, z: number): number {
  let psi = x + 0.018 * Math.sin(z * 3.1 + 0.6);
  for (const { at, radius } of STONES) {
    const dx = x - at[0], dz = z - at[1], r2 = dx * dx + dz * dz;
    if (r2 < radius * radius) return radius - Math.sqrt(r2) + SPACING / 2;
    psi -= (radius * radius * dx) / r2;
  }
  return psi;
}

/** How much of a furrow lies at a point: 1 in its middle, 0 outside. */
export function furrow(x: number, z: number): number {
  const edge = Math.min(HALF[0] - Math.abs(x), HALF[1] - Math.abs(z));
  if (edge < MARGIN) return 0;
  const h = 0.002, psi = stream(x, z);
  const slope = Math.max(0.25, Math.hypot(stream(x + h, z) - stream(x - h, z), stream(x, z + h) - stream(x, z - h)) / (2 * h));
  const away = Math.abs(psi / SPACING - 0.5 - Math.round(psi / SPACING - 0.5)) * (SPACING / Math.min(3, slope));
  return 1 - smoothstep(FURROW * 0.38, FURROW * 0.62, away);
}

/** Height of the pile above the floor, metres: shorn low in the furrows, worn round at the edges. */
export function pileTop(x: number, z: number): number {
  const edge = Math.max(0, Math.min(HALF[0] - Math.abs(x), HALF[1] - Math.abs(z)));
  const round = 1 - 0.32 * (1 - Math.min(1, edge / 0.02)) ** 2;
  const shorn = 0.0155 + 0.0009 * valueNoise3(x * 6, 0.5, z * 6, 31) + 0.0004 * valueNoise3(x * 23, 0.5, z * 23, 32);
  return FOUNDATION + (shorn - 0.0072 * furrow(x, z)) * round;
}

/** One knot of the pile. Lengths in metres. */
export interface Knot {
  x: number;
  z: number;
  /** Where the tuft's tip lies beside its root. */
  lean: Vec2;
  top: number;
  radius: number;
  /** Lightness of the yarn, about 0..1: each skein and spinning differs a little, row by row (abrash). */
  tone: number;
  /** Turn of the tuft, radians. */
  turn: number;
}

/** The knot in column `i` of row `j`. */
export function knotAt(i: number, j: number): Knot {
  const x = -HALF[0] + (i + 0.5 + (hash(i, j, 1) - 0.5) * 0.34) * PITCH[0];
  const z = -HALF[1] + (j + 0.5 + (hash(i, j, 2) - 0.5) * 0.34) * PITCH[1];
  // the nap lies towards the front, combed this way and that by feet
  const comb = valueNoise3(x * 4.2, 0.5, z * 4.2, 11) * 1.5 + (hash(i, j, 3) - 0.5) * 1.2;
  const reach = 0.0023 + 0.0014 * hash(i, j, 4);
  const f = furrow(x, z);
  const abrash = 0.6 * valueNoise3(x * 0.6, 0.5, z * 9, 21) + 0.4 * valueNoise3(x * 1.4, 0.5, z * 31, 22);
  return {
    x, z,
    lean: [Math.sin(comb) * reach, Math.cos(comb) * reach],
    top: pileTop(x, z) + (hash(i, j, 5) - 0.5) * 0.0018,
    radius: 0.0049 * (0.88 + 0.24 * hash(i, j, 6)),
    tone: (0.86 + 0.075 * abrash + 0.13 * (hash(i, j, 7) - 0.5)) * (1 - 0.5 * f),
    turn: hash(i, j, 8) * 2 * Math.PI,
  };
}

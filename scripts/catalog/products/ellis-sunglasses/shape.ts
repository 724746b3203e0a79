import type { Vec2, Vec3 } from "../../kit/index.ts";

/** All lengths in metres. The frame's own axes: x across, y up from the lens centres, z forwards; the front is bent about Y. */
export const LENS_X = 0.0348;
export const FRONT_THICKNESS = 0.0044;
/** Back plane of the end pieces, where the temples begin. */
export const HINGE_Z = -0.0192;
export const HINGE_Y = 0.0118;

/** How far the front curves back at `x`: an acetate sheet bent to a radius of 250 mm. */
export const bend = (x: number): number => -(x * x) / 0.5;

/** Radius of the lens at `theta` (0 towards the temple, π/2 up): a panto, squarer above, narrower below. */
export function lensRadius(theta: number): number {
  const s = Math.sin(theta), c = Math.cos(theta);
  const a = 0.0252 * (1 + 0.03 * s), b = 0.0219 - 0.0012 * s;
  const e = 2.35 + 0.3 * s;
  return (Math.abs(c / a) ** e + Math.abs(s / b) ** e) ** (-1 / e);
}

/** Distance from the lens outline (negative inside) of the eye at positive x. */
export function lensDistance(x: number, y: number): number {
  const px = x - LENS_X;
  return Math.hypot(px, y) - lensRadius(Math.atan2(y, px));
}

/** A point of the lens outline, scaled about its centre. */
export function lensPoint(theta: number, scale: number): Vec2 {
  const r = lensRadius(theta) * scale;
  return [LENS_X + Math.cos(theta) * r, Math.sin(theta) * r];
}

/** The temple's centre line on the positive side, from the hinge to the tip. */
export const TEMPLE_PATH: readonly Vec3[] = [
  [0.07015, HINGE_Y, HINGE_Z - 0.0003], [0.0708, HINGE_Y + 0.0001, -0.035], [0.0714, HINGE_Y + 0.0004, -0.058], [0.0711, HINGE_Y + 0.0003, -0.082],
  [0.0698, HINGE_Y - 0.0009, -0.101], [0.0676, HINGE_Y - 0.0075, -0.119], [0.0648, HINGE_Y - 0.0196, -0.1345], [0.0622, HINGE_Y - 0.0325, -0.1445],
];

import type { CameraPose } from "../framing";

/** From where the product is seen, in eighths of a turn, counted as the camera goes to the product's left. */
export const SIDES = ["front", "frontLeft", "left", "backLeft", "back", "backRight", "right", "frontRight"] as const;
export type Side = (typeof SIDES)[number];

/** From this pitch on, radians, one looks down on a product rather than at it. */
const ABOVE = Math.PI / 4;

/** From where a camera sees the product: positive yaw goes to +X, the product's left as it faces us along +Z. */
export function sideOf({ yaw, pitch }: Pick<CameraPose, "yaw" | "pitch">): { side: Side; above: boolean } {
  const eighth = Math.round(yaw / (Math.PI / 4));
  return { side: SIDES[((eighth % 8) + 8) % 8] ?? "front", above: pitch > ABOVE };
}

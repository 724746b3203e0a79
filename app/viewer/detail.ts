import { SQUARE_FOV, viewDirection, type CameraPose, type Vector } from "./framing";

/** A place on the product that is worth a look, as a hotspot names it; lengths are metres. */
export interface Detail {
  /** The point that is looked at. */
  readonly target: Vector;
  /** From the point towards the camera; its length does not matter. */
  readonly from: Vector;
  /** What the centred square of the stage sees at the point, edge to edge. */
  readonly width: number;
}

/** The camera that shows a detail: `distance = width / (2 · tan(fov/2))`. A direction without length looks from the front. */
export function detailPose({ target, from, width }: Detail): CameraPose {
  const [x, y, z] = from;
  return {
    yaw: Math.atan2(x, z),
    pitch: Math.atan2(y, Math.hypot(x, z)),
    distance: width / (2 * Math.tan(SQUARE_FOV / 2)),
    target,
  };
}

/** The detail that a camera shows now: going there again comes back to this view. */
export function detailAt({ yaw, pitch, distance, target }: CameraPose): Detail {
  return { target, from: viewDirection(yaw, pitch), width: distance * 2 * Math.tan(SQUARE_FOV / 2) };
}

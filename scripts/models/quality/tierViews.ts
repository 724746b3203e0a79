import { SQUARE_FOV, type CameraPose } from "../../../app/viewer/framing.ts";
import type { TierName } from "../../../app/domain/modelManifest.ts";
import type { Prepared } from "../prepare.ts";
import { closeUpPoses } from "./closeUps.ts";
import { standardPoses } from "./views.ts";

/** What a tier is judged by. */
export interface TierViews {
  poses: CameraPose[];
  /** Edge length of the square pictures. */
  pixels: number;
}

/** A close-up's picture need not be large: a texel is a pixel in it whatever its size. */
const CLOSE_UP_PIXELS = 768;

/** The views that the tiers of a model are for: the whole at 512 and at 1280 pixels, and zoomed in until a texel is a pixel. */
export function tierViews(prepared: Prepared): Record<TierName, TierViews> {
  const poses = standardPoses(prepared.bounds);
  return {
    preview: { poses, pixels: 512 },
    standard: { poses, pixels: 1280 },
    high: { poses: closeUpPoses(prepared, CLOSE_UP_PIXELS), pixels: CLOSE_UP_PIXELS },
  };
}

/** What a pixel in the middle of a view covers, metres. */
export function pixelSize({ distance }: CameraPose, pixels: number): number {
  return (2 * Math.tan(SQUARE_FOV / 2) * distance) / pixels;
}

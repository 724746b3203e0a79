import { centreOf, fitDistance, radiusOf, type Bounds, type CameraPose, type Vector } from "../../../app/viewer/framing.ts";

const degrees = (value: number): number => (value * Math.PI) / 180;

/** A side that models are judged from. */
export interface ViewDirection {
  name: string;
  /** Radians, as in {@link CameraPose}. */
  yaw: number;
  pitch: number;
}

/**
 * The sides that tiers are compared with their sources from: the rest view's three quarters, the far side of the back,
 * nearly level from the right, and from above on the left. Together they show nearly every outside face at a slant.
 */
export const STANDARD_VIEWS: readonly ViewDirection[] = [
  { name: "front", yaw: degrees(30), pitch: degrees(20) },
  { name: "back", yaw: degrees(205), pitch: degrees(15) },
  { name: "right", yaw: degrees(100), pitch: degrees(6) },
  { name: "above", yaw: degrees(-50), pitch: degrees(55) },
];

/** Free space around the model, as a share of the half picture. */
const MARGIN = 0.04;

/** The standard views of a model, filling the picture. Lengths in metres. */
export function standardPoses(bounds: Bounds): CameraPose[] {
  const { min, max } = bounds;
  const corners = [min[0], max[0]].flatMap((x) => [min[1], max[1]].flatMap((y) => [min[2], max[2]].map((z): Vector => [x, y, z])));
  const target = centreOf(bounds);
  return STANDARD_VIEWS.map(({ yaw, pitch }) => ({
    yaw,
    pitch,
    target,
    distance: Math.max(fitDistance(corners, target, yaw, pitch, MARGIN), radiusOf(bounds)),
  }));
}

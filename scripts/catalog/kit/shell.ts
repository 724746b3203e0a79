import { resample } from "./curve.ts";
import { mapUvs, type Mesh, type Vec2, type Vec3 } from "./mesh.ts";
import { fillet, refine, type Corner } from "./outline.ts";
import { sweep } from "./sweep.ts";

export interface ShellOptions {
  /** Even steps around the outline; without it the outline's own points. */
  segments?: number;
  /** Arc steps for each rounded corner. */
  steps?: number;
  /** Longest edge up the profile, metres. */
  step?: number;
  creaseDegrees?: number;
}

/**
 * A wall about Y that follows `outline` (convex, smooth, counter-clockwise in x and −z; the seam lies at its first
 * point): `profile` corners [offset, y, fillet radius] run from the bottom along the outside to the top, the
 * offset measured outwards from the outline, metres. UV: u around, v along the profile, metres.
 */
export function shellAround(outline: readonly Vec2[], profile: readonly Corner[], options: ShellOptions = {}): Mesh {
  const { segments, steps = 6, step, creaseDegrees = 32 } = options;
  let line = fillet(profile, { steps });
  if (step) line = refine(line, step);
  const around = outline.map((p): Vec3 => [p[0], 0, -p[1]]);
  const path = (segments ? resample(around, segments, true) : around).reverse();
  return mapUvs(sweep(line, path, { closed: true, up: [0, 1, 0], closedProfile: false, creaseDegrees }), { swap: true, su: -1 });
}

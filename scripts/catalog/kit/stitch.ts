import type { Mesh, Vec3 } from "./mesh.ts";
import { tube } from "./sweep.ts";

export interface StitchOptions {
  /** From hole to hole, metres. */
  length: number;
  /** Of the thread, metres. */
  radius: number;
  /** How far its middle stands above the surface, metres. */
  rise?: number;
  segments?: number;
  /** Points along the stitch. */
  steps?: number;
}

/** One stitch along Z on a surface at y = 0: a thread that rises from its hole, lies and dives back. For `instancesAlong`. */
export function stitch({ length, radius, rise = radius * 0.7, segments = 7, steps = 8 }: StitchOptions): Mesh {
  const path = Array.from({ length: steps + 1 }, (_, i): Vec3 => {
    const t = i / steps, a = 2 * t - 1;
    return [0, rise - (rise + radius * 1.2) * a ** 6, a * length * 0.5];
  });
  return tube(path, radius, { segments, caps: "none", up: [0, 1, 0], scale: (t) => 1 - 0.3 * Math.abs(2 * t - 1) ** 3 });
}

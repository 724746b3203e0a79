import type { Scene } from "@gltf-transform/core";
import type { Bounds } from "./geometry.ts";
import { matricesOf, posed } from "./posing.ts";

/**
 * Bounds of everything a scene shows, in its world space, as it stands before anything moves: skinned vertices where
 * their joints put them.
 */
export function movingBounds(scene: Scene): Bounds {
  const bounds: Bounds = { min: [Infinity, Infinity, Infinity], max: [-Infinity, -Infinity, -Infinity] };
  scene.traverse((node) => {
    const primitives = node.getMesh()?.listPrimitives() ?? [];
    if (primitives.length === 0) return;
    const matrices = matricesOf(node);
    for (const primitive of primitives) {
      posed(primitive, "POSITION", matrices)?.forEach((value, i) => {
        const axis = (i % 3) as 0 | 1 | 2;
        bounds.min[axis] = Math.min(bounds.min[axis], value);
        bounds.max[axis] = Math.max(bounds.max[axis], value);
      });
    }
  });
  return bounds;
}

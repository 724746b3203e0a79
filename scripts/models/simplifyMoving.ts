import { type Document, type Mesh, Primitive } from "@gltf-transform/core";
import { simplifyPrimitive, weldPrimitive } from "@gltf-transform/functions";
import { MeshoptSimplifier } from "meshoptimizer/simplifier";
import type { TierGoal } from "./tiers.ts";

/** What moves is not simplified beyond this share of its own extent, whatever the budget: joints would tear. */
const ERROR_CAP = 0.02;

/**
 * Simplifies, in place, the meshes that move, each primitive by itself and by leaving vertices out, so that joints and
 * weights stay right. The goal's pixels are taken as if each filled the view by itself. Those with morph targets stay
 * as they are: what is flat and cheap at rest may be what is about to rise.
 *
 * @param still the mesh of all that doesn't move.
 * @returns the largest error, as a share of the primitives' own extents, which are no larger than the model's.
 */
export async function simplifyMoving(document: Document, still: Mesh | null | undefined, goal: TierGoal): Promise<number> {
  if (goal.errorPixels === 0) return 0;
  const meshes = document.getRoot().listMeshes().filter((mesh) => mesh !== still);
  const primitives = meshes
    .flatMap((mesh) => mesh.listPrimitives())
    .filter((primitive) => primitive.getMode() === Primitive.Mode.TRIANGLES && primitive.listTargets().length === 0);
  if (primitives.length === 0) return 0;
  await MeshoptSimplifier.ready;
  for (const primitive of primitives) if (!primitive.getIndices()) weldPrimitive(primitive);
  const triangles = (): number => primitives.reduce((total, primitive) => total + (primitive.getIndices()?.getCount() ?? 0) / 3, 0);
  const before = triangles();
  const simplify = (ratio: number, error: number): void => {
    for (const primitive of primitives) simplifyPrimitive(primitive, { simplifier: MeshoptSimplifier, ratio, error, lockBorder: true });
  };
  const free = goal.errorPixels / goal.viewPixels;
  simplify(0, free);
  const left = triangles();
  if (left <= goal.maxTriangles) return left < before ? free : 0;
  simplify(goal.maxTriangles / left, ERROR_CAP);
  return free + ERROR_CAP;
}

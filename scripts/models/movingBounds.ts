import type { mat4, Node, Primitive, Scene } from "@gltf-transform/core";
import type { Bounds } from "./geometry.ts";

/**
 * Bounds of everything a scene shows, in its world space, as it stands before anything moves: skinned vertices where
 * their joints put them, for the skinned node's own transform doesn't count (glTF 2.0, section 3.7.3.3).
 */
export function movingBounds(scene: Scene): Bounds {
  const bounds: Bounds = { min: [Infinity, Infinity, Infinity], max: [-Infinity, -Infinity, -Infinity] };
  scene.traverse((node) => {
    for (const primitive of node.getMesh()?.listPrimitives() ?? []) include(bounds, primitive, matricesOf(node));
  });
  return bounds;
}

/** The matrices that the node's vertices are moved by: one for each joint, or the node's own alone. */
function matricesOf(node: Node): mat4[] {
  const skin = node.getSkin();
  if (!skin) return [node.getWorldMatrix()];
  const inverses = skin.getInverseBindMatrices();
  return skin.listJoints().map((joint, index) => {
    const world = joint.getWorldMatrix();
    return inverses ? multiply(world, inverses.getElement<number[]>(index, [])) : world;
  });
}

function include({ min, max }: Bounds, primitive: Primitive, matrices: readonly mat4[]): void {
  const positions = primitive.getAttribute("POSITION");
  const [whole] = matrices;
  if (!positions || !whole) return;
  const sets = [0, 1].flatMap((set) => {
    const [joints, weights] = [primitive.getAttribute(`JOINTS_${set}`), primitive.getAttribute(`WEIGHTS_${set}`)];
    return joints && weights ? [{ joints, weights }] : [];
  });
  const corner: number[] = [];
  const [joint, weight]: [number[], number[]] = [[], []];
  for (let vertex = 0; vertex < positions.getCount(); vertex++) {
    positions.getElement(vertex, corner);
    const place: [number, number, number] = [0, 0, 0];
    const add = (matrix: mat4, share: number): void => {
      const [x = 0, y = 0, z = 0] = corner;
      for (const axis of [0, 1, 2] as const) {
        place[axis] += share * ((matrix[axis] ?? 0) * x + (matrix[axis + 4] ?? 0) * y + (matrix[axis + 8] ?? 0) * z + (matrix[axis + 12] ?? 0));
      }
    };
    if (sets.length === 0) add(whole, 1);
    for (const { joints, weights } of sets) {
      joints.getElement(vertex, joint);
      weights.getElement(vertex, weight);
      joint.forEach((index, i) => weight[i] && add(matrices[index] ?? whole, weight[i]));
    }
    for (const axis of [0, 1, 2] as const) {
      min[axis] = Math.min(min[axis], place[axis]);
      max[axis] = Math.max(max[axis], place[axis]);
    }
  }
}

/** a · b, both column by column. */
function multiply(a: mat4, b: readonly number[]): mat4 {
  return b.map((_, i) => {
    const [row, column] = [i % 4, i - (i % 4)];
    return [0, 1, 2, 3].reduce((sum, k) => sum + (a[k * 4 + row] ?? 0) * (b[column + k] ?? 0), 0);
  }) as mat4;
}

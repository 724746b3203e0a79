import type { mat4, Node, Primitive } from "@gltf-transform/core";

/**
 * The matrices that move a node's vertices to world space, as it stands before anything moves: one for each joint, or
 * the node's own alone. A skinned node's own transform doesn't count (glTF 2.0, section 3.7.3.3).
 */
export function matricesOf(node: Node): mat4[] {
  const skin = node.getSkin();
  if (!skin) return [node.getWorldMatrix()];
  const inverses = skin.getInverseBindMatrices();
  return skin.listJoints().map((joint, index) => {
    const world = joint.getWorldMatrix();
    return inverses ? multiply(world, inverses.getElement<number[]>(index, [])) : world;
  });
}

/**
 * A primitive's positions or normals in world space, three numbers a vertex; null where it has none. Normals are turned
 * as directions are and given length 1, which is exact for matrices that scale evenly.
 */
export function posed(primitive: Primitive, semantic: "POSITION" | "NORMAL", matrices: readonly mat4[]): Float32Array | null {
  const accessor = primitive.getAttribute(semantic);
  const [whole] = matrices;
  if (!accessor || !whole) return null;
  const sets = [0, 1].flatMap((set) => {
    const [joints, weights] = [primitive.getAttribute(`JOINTS_${set}`), primitive.getAttribute(`WEIGHTS_${set}`)];
    return joints && weights ? [{ joints, weights }] : [];
  });
  const isPlace = semantic === "POSITION";
  const moved = new Float32Array(accessor.getCount() * 3);
  const element: number[] = [];
  const [joint, weight]: [number[], number[]] = [[], []];
  for (let vertex = 0; vertex < accessor.getCount(); vertex++) {
    const [x = 0, y = 0, z = 0] = accessor.getElement(vertex, element);
    const add = (matrix: mat4, share: number): void => {
      for (const axis of [0, 1, 2] as const) {
        const turned = matrix[axis] * x + (matrix[axis + 4] ?? 0) * y + (matrix[axis + 8] ?? 0) * z;
        moved[vertex * 3 + axis]! += share * (isPlace ? turned + (matrix[axis + 12] ?? 0) : turned);
      }
    };
    if (sets.length === 0) add(whole, 1);
    for (const { joints, weights } of sets) {
      joints.getElement(vertex, joint);
      weights.getElement(vertex, weight);
      joint.forEach((index, i) => weight[i] && add(matrices[index] ?? whole, weight[i]));
    }
  }
  return moved;
}

/** a · b, both column by column. */
function multiply(a: mat4, b: readonly number[]): mat4 {
  return b.map((_, i) => {
    const [row, column] = [i % 4, i - (i % 4)];
    return [0, 1, 2, 3].reduce((sum, k) => sum + (a[k * 4 + row] ?? 0) * (b[column + k] ?? 0), 0);
  }) as mat4;
}

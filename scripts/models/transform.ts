import type { mat4 } from "@gltf-transform/core";
import { normalise } from "./geometry.ts";

/** Turns triangles round, in place. */
export function flip(indices: Uint32Array): void {
  for (let i = 0; i < indices.length; i += 3) {
    const second = indices[i + 1] ?? 0;
    indices[i + 1] = indices[i + 2] ?? 0;
    indices[i + 2] = second;
  }
}

/** Determinant of the upper 3×3 of a matrix, which is given column by column. */
export function determinant3(m: mat4): number {
  return (
    m[0] * (m[5] * m[10] - m[6] * m[9]) - m[4] * (m[1] * m[10] - m[2] * m[9]) + m[8] * (m[1] * m[6] - m[2] * m[5])
  );
}

/** Moves points in place. */
export function transformPoints(points: Float32Array, m: mat4): void {
  for (let i = 0; i < points.length; i += 3) {
    const x = points[i]!;
    const y = points[i + 1]!;
    const z = points[i + 2]!;
    points[i] = m[0] * x + m[4] * y + m[8] * z + m[12];
    points[i + 1] = m[1] * x + m[5] * y + m[9] * z + m[13];
    points[i + 2] = m[2] * x + m[6] * y + m[10] * z + m[14];
  }
}

/**
 * Normals follow the cofactor matrix of the upper 3×3 (the transposed inverse times the determinant), which mirrored
 * transforms turn inwards: the determinant's sign turns them back.
 */
export function transformNormals(normals: Float32Array, m: mat4): void {
  const sign = Math.sign(determinant3(m)) || 1;
  const c = [
    m[5] * m[10] - m[6] * m[9], m[6] * m[8] - m[4] * m[10], m[4] * m[9] - m[5] * m[8],
    m[2] * m[9] - m[1] * m[10], m[0] * m[10] - m[2] * m[8], m[1] * m[8] - m[0] * m[9],
    m[1] * m[6] - m[2] * m[5], m[2] * m[4] - m[0] * m[6], m[0] * m[5] - m[1] * m[4],
  ] as const; // prettier-ignore
  for (let i = 0; i < normals.length; i += 3) {
    const x = normals[i]!;
    const y = normals[i + 1]!;
    const z = normals[i + 2]!;
    normals[i] = sign * (c[0] * x + c[3] * y + c[6] * z);
    normals[i + 1] = sign * (c[1] * x + c[4] * y + c[7] * z);
    normals[i + 2] = sign * (c[2] * x + c[5] * y + c[8] * z);
  }
  normalise(normals);
}

/** Tangents follow the surface; their fourth value, the side the bitangent lies on, turns round in a mirror. */
export function transformTangents(tangents: Float32Array, m: mat4): void {
  const sign = Math.sign(determinant3(m)) || 1;
  for (let i = 0; i < tangents.length; i += 4) {
    const [x = 0, y = 0, z = 0, side = 1] = tangents.subarray(i, i + 4);
    const moved = [m[0] * x + m[4] * y + m[8] * z, m[1] * x + m[5] * y + m[9] * z, m[2] * x + m[6] * y + m[10] * z] as const;
    const length = Math.hypot(...moved) || 1;
    tangents.set([moved[0] / length, moved[1] / length, moved[2] / length, side * sign], i);
  }
}

import { computeNormals, type Mesh, type Vec2 } from "./mesh.ts";
import { fillet, refine, type Corner } from "./outline.ts";

export interface LatheOptions {
  /** Steps around the axis. */
  segments?: number;
  /** Arc steps for each rounded corner. */
  steps?: number;
  /** Longest edge along the profile, metres: gives the triangles that bending and displacement need. */
  step?: number;
  /** Edges sharper than this stay hard. */
  creaseDegrees?: number;
  /** Part of the turn, radians, from `from`; less than a full turn leaves the cut open. */
  from?: number;
  angle?: number;
  /** Changes the radius by angle and height: facets, flutes, hand-thrown wobble. Default none. */
  radius?: (r: number, theta: number, y: number) => number;
}

/**
 * A solid of revolution about Y. `profile` runs counter-clockwise in the (r, y) half plane, that is from
 * the bottom along the outside to the top: corners [r, y, fillet radius], metres.
 * UV: u is angle × mean radius, v the length along the profile (metres).
 */
export function lathe(profile: readonly Corner[], options: LatheOptions = {}): Mesh {
  const { segments = 96, steps = 6, step, creaseDegrees = 32, from = 0, angle = 2 * Math.PI, radius } = options;
  let line: Vec2[] = fillet(profile, { steps });
  if (step) line = refine(line, step);
  const rows = line.length;
  const mean = line.reduce((s, p) => s + p[0], 0) / rows || 1e-3;
  const along = [0];
  for (let j = 1; j < rows; j++) along.push(along[j - 1]! + Math.hypot(line[j]![0] - line[j - 1]![0], line[j]![1] - line[j - 1]![1]));
  const positions = new Float32Array((segments + 1) * rows * 3);
  const uvs = new Float32Array((segments + 1) * rows * 2);
  const full = Math.abs(angle - 2 * Math.PI) < 1e-9;
  for (let i = 0; i <= segments; i++) {
    const theta = from + (angle * (full ? i % segments : i)) / segments;
    const c = Math.sin(theta), s = Math.cos(theta);
    for (let j = 0; j < rows; j++) {
      const [r0, y] = line[j]!;
      const r = radius && r0 > 0 ? radius(r0, theta, y) : r0;
      const v = i * rows + j;
      positions[v * 3] = c * r;
      positions[v * 3 + 1] = y;
      positions[v * 3 + 2] = s * r;
      uvs[v * 2] = (angle * i * mean) / segments;
      uvs[v * 2 + 1] = along[j]!;
    }
  }
  const indices: number[] = [];
  for (let i = 0; i < segments; i++) {
    for (let j = 0; j < rows - 1; j++) {
      const a = i * rows + j, b = a + rows;
      if (line[j]![0] > 1e-9) indices.push(a, b, a + 1);
      if (line[j + 1]![0] > 1e-9) indices.push(b, b + 1, a + 1);
    }
  }
  return computeNormals({ positions, uvs, normals: new Float32Array(positions.length), indices: Uint32Array.from(indices) }, creaseDegrees);
}

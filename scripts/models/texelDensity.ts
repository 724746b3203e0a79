import type { Part } from "./geometry.ts";

/**
 * How long one unit of a texture coordinate is on a part's surface: the square root of the ratio of the surface's
 * area to its area in texture space. An unwrapped model has about its size, a tiled one the tile's size.
 *
 * @returns a length in the unit of the positions; 0 where there are no such coordinates or they span no area.
 */
export function texelLength(part: Part, semantic: string): number {
  const uv = part.attributes.get(semantic);
  if (!uv) return 0;
  const { positions, indices } = part;
  let area = 0;
  let uvArea = 0;
  for (let i = 0; i < indices.length; i += 3) {
    const [a = 0, b = 0, c = 0] = [indices[i], indices[i + 1], indices[i + 2]];
    const edge = (from: number, to: number, axis: number): number =>
      (positions[to * 3 + axis] ?? 0) - (positions[from * 3 + axis] ?? 0);
    const [ux, uy, uz] = [edge(a, b, 0), edge(a, b, 1), edge(a, b, 2)];
    const [vx, vy, vz] = [edge(a, c, 0), edge(a, c, 1), edge(a, c, 2)];
    area += Math.hypot(uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx);
    const s = (vertex: number): number => uv.array[vertex * uv.size] ?? 0;
    const t = (vertex: number): number => uv.array[vertex * uv.size + 1] ?? 0;
    uvArea += Math.abs((s(b) - s(a)) * (t(c) - t(a)) - (s(c) - s(a)) * (t(b) - t(a)));
  }
  return uvArea > 0 ? Math.sqrt(area / uvArea) : 0;
}

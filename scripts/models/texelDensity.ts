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
  const along = (from: number, to: number, axis: number): number => positions[to * 3 + axis]! - positions[from * 3 + axis]!;
  const across = (from: number, to: number, axis: number): number => uv.array[to * uv.size + axis]! - uv.array[from * uv.size + axis]!;
  // Millions of times: nothing is allocated in here.
  for (let i = 0; i < indices.length; i += 3) {
    const a = indices[i]!;
    const b = indices[i + 1]!;
    const c = indices[i + 2]!;
    const ux = along(a, b, 0);
    const uy = along(a, b, 1);
    const uz = along(a, b, 2);
    const vx = along(a, c, 0);
    const vy = along(a, c, 1);
    const vz = along(a, c, 2);
    const nx = uy * vz - uz * vy;
    const ny = uz * vx - ux * vz;
    const nz = ux * vy - uy * vx;
    area += Math.sqrt(nx * nx + ny * ny + nz * nz);
    uvArea += Math.abs(across(a, b, 0) * across(a, c, 1) - across(a, c, 0) * across(a, b, 1));
  }
  return uvArea > 0 ? Math.sqrt(area / uvArea) : 0;
}

import type { Bounds } from "../geometry.ts";
import { placePoints, type Placement } from "../prepare.ts";
import { transformPoints } from "../transform.ts";
import { checkFinite } from "./accessorReader.ts";
import type { Member, Triangles } from "./triangles.ts";

/** A source's triangles, and how they get to where the model stands. */
export interface PlacedTriangles {
  /** The source's name, for messages. */
  file: string;
  triangles: Triangles;
  placement: Placement;
}

/**
 * Bounds, in the source's own world space, of a span of its triangles that have an area.
 *
 * @throws ModelError when an index points beyond the vertices, or a position is not a number.
 */
export function boundsOfSpan(file: string, triangles: Triangles, from: number, to: number): Bounds {
  const bounds: Bounds = { min: [Infinity, Infinity, Infinity], max: [-Infinity, -Infinity, -Infinity] };
  const corners = new Float32Array(9);
  triangles.forEach(from, to, (member, vertices) => {
    worldCorners(member, vertices, corners);
    checkFinite(file, "the positions", corners);
    if (isSame(corners, 0, 3) || isSame(corners, 3, 6) || isSame(corners, 6, 0)) return;
    for (let i = 0; i < 9; i++) {
      const axis = (i % 3) as 0 | 1 | 2;
      if (corners[i]! < bounds.min[axis]) bounds.min[axis] = corners[i]!;
      if (corners[i]! > bounds.max[axis]) bounds.max[axis] = corners[i]!;
    }
  });
  return bounds;
}

/** Writes a triangle's corners where the model stands: nine numbers in metres. */
export function placedCorners({ placement }: PlacedTriangles, member: Member, vertices: Uint32Array, corners: Float32Array): void {
  worldCorners(member, vertices, corners);
  placePoints(corners, placement);
}

function worldCorners({ positions, matrix }: Member, vertices: Uint32Array, corners: Float32Array): void {
  for (let corner = 0; corner < 3; corner++) positions.read(vertices[corner]!, corners, corner * 3);
  transformPoints(corners, matrix);
}

function isSame(points: Float32Array, a: number, b: number): boolean {
  return points[a] === points[b] && points[a + 1] === points[b + 1] && points[a + 2] === points[b + 2];
}

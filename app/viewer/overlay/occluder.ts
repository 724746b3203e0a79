import { Matrix4, Mesh, Vector3, type BufferGeometry, type Object3D } from "three";
import type { Vector } from "../framing";

/** Tells what of a model's surface can't be seen because the model itself stands before it. */
export interface Occluder {
  /**
   * Whether something solid lies between the eye and a point of the surface.
   * @param tolerance Metres around the point in which a hit is the surface that the point lies on.
   */
  hides(point: Vector, eye: Vector, tolerance: number): boolean;
}

/** Share of a triangle by which it reaches beyond its edges, so that no ray slips through between two. */
const SEAM = 1e-6;

/**
 * Keeps a model's solid triangles in its own metres, so that the model itself may be let go. Meant for the coarsest
 * tier: some thousand triangles take a fraction of a millisecond a ray, so every frame can ask.
 */
export function createOccluder(root: Object3D): Occluder {
  const corners: number[] = [];
  const place = new Matrix4();
  root.updateMatrixWorld();
  root.traverse((object) => {
    // Only what is solid casts a shadow; one sees through the rest.
    if (!(object instanceof Mesh) || !object.castShadow) return;
    place.identity();
    for (let at: Object3D | null = object; at; at = at === root ? null : at.parent) place.premultiply(at.matrix);
    addTriangles(corners, object.geometry as BufferGeometry, place);
  });
  const triangles = new Float32Array(corners);
  return {
    hides(point, eye, tolerance) {
      const direction = new Vector3(...point).sub(new Vector3(...eye));
      const reach = 1 - tolerance / Math.max(direction.length(), 1e-9);
      for (let i = 0; i < triangles.length; i += 9) if (crosses(triangles, i, eye, direction, reach)) return true;
      return false;
    },
  };
}

function addTriangles(corners: number[], geometry: BufferGeometry, place: Matrix4): void {
  const position = geometry.getAttribute("position");
  const index = geometry.getIndex();
  const corner = new Vector3();
  for (let i = 0; i < (index?.count ?? position.count); i += 1) {
    corner.fromBufferAttribute(position, index ? index.getX(i) : i).applyMatrix4(place);
    corners.push(corner.x, corner.y, corner.z);
  }
}

/**
 * Whether the segment from `eye` to `eye + reach · direction` crosses the triangle at `i`
 * (Möller and Trumbore, "Fast, Minimum Storage Ray/Triangle Intersection", 1997).
 */
function crosses(t: Float32Array, i: number, eye: Vector, { x: dx, y: dy, z: dz }: Vector3, reach: number): boolean {
  const [ax, ay, az] = [t[i]!, t[i + 1]!, t[i + 2]!];
  const [ux, uy, uz] = [t[i + 3]! - ax, t[i + 4]! - ay, t[i + 5]! - az];
  const [vx, vy, vz] = [t[i + 6]! - ax, t[i + 7]! - ay, t[i + 8]! - az];
  const [px, py, pz] = [dy * vz - dz * vy, dz * vx - dx * vz, dx * vy - dy * vx];
  const determinant = ux * px + uy * py + uz * pz;
  if (determinant === 0) return false;
  const [sx, sy, sz] = [eye[0] - ax, eye[1] - ay, eye[2] - az];
  const u = (sx * px + sy * py + sz * pz) / determinant;
  if (u < -SEAM || u > 1 + SEAM) return false;
  const [qx, qy, qz] = [sy * uz - sz * uy, sz * ux - sx * uz, sx * uy - sy * ux];
  const v = (dx * qx + dy * qy + dz * qz) / determinant;
  if (v < -SEAM || u + v > 1 + SEAM) return false;
  const along = (vx * qx + vy * qy + vz * qz) / determinant;
  return along > 0 && along < reach;
}

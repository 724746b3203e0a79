import { Matrix4, Quaternion, Vector3 } from "three";
import { add, difference, length, normalize, transform, type Mesh, type Vec3 } from "./mesh.ts";

/** Moves a mesh built along +Y from the origin so that it runs from `from` towards `to` (metres). */
export function stand(mesh: Mesh, from: Vec3, to: Vec3): Mesh {
  const d = normalize(difference(to, from));
  const q = new Quaternion().setFromUnitVectors(new Vector3(0, 1, 0), new Vector3(...d));
  return transform(mesh, new Matrix4().compose(new Vector3(...from), q, new Vector3(1, 1, 1)));
}

/** The point at `metres` from `from` on the way to `to`. */
export function along(from: Vec3, to: Vec3, metres: number): Vec3 {
  return add(from, normalize(difference(to, from)), metres);
}

export const span = (from: Vec3, to: Vec3): number => length(difference(to, from));

import { deform, type Mesh } from "./mesh.ts";

/**
 * Lettering drawn in the xy plane, laid around a cylinder about Y: the middle of the line faces +Z, y stays, what stood
 * out along +Z stands out from the cylinder. `radius` in the mesh's unit.
 */
export const aroundCylinder = (mesh: Mesh, radius: number): Mesh =>
  deform(mesh, ([x, y, z]) => [Math.sin(x / radius) * (radius + z), y, Math.cos(x / radius) * (radius + z)]);

/**
 * Lettering drawn in the xy plane, laid along a circle on a disc that faces +Y: the middle of the line lies towards −Z, the
 * letters' heads point outwards and their feet stand on `radius` (in the mesh's unit).
 */
export const aroundDisc = (mesh: Mesh, radius: number): Mesh =>
  deform(mesh, ([x, y, z]) => [Math.sin(x / radius) * (radius + y), z, -Math.cos(x / radius) * (radius + y)]);

import { mapUvs, place, type Mesh } from "./mesh.ts";

/** A mesh drawn in millimetres, as watches and cameras are, in metres; its UVs too. */
export const mm = (mesh: Mesh): Mesh => mapUvs(place(mesh, { scale: 0.001 }), { su: 0.001, sv: 0.001 });

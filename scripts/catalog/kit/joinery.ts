import { Matrix4, Quaternion, Vector3 } from "three";
import { lathe } from "./lathe.ts";
import { add, difference, length, normalize, place, transform, type Mesh, type Vec3 } from "./mesh.ts";
import { roundedBox } from "./roundedBox.ts";
import { boxUvs } from "./uv.ts";

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

/**
 * The end of a round tenon of radius `r` that has come through a board, split by a wedge and planed off
 * flush; its face lies on y = 0. `end` wants end grain, `wedge` a contrasting wood, `joint` a dark hairline.
 */
export function wedgedTenon(r: number, { turn = 0, seed = 0 } = {}): { end: Mesh; wedge: Mesh; joint: Mesh } {
  const face = lathe([[0, -0.006], [r, -0.006], [r, 0.0004, 0.0006], [0.004, 0.0006], [0, 0.0006]], { segments: 64, steps: 6, step: 0.002 });
  return {
    end: place(boxUvs(face, { grain: "z", offset: [seed * 0.06 + 0.03, seed * 0.07] }), { rotate: [0, turn, 0] }),
    wedge: place(boxUvs(roundedBox(r * 0.32, 0.008, r * 1.95, 0.0003, { cells: 6 }), { grain: "z" }), { at: [0, -0.0031, 0], rotate: [0, turn + ((seed * 37) % 5) - 2, 0] }),
    joint: lathe([[r - 0.001, -0.001], [r + 0.00014, -0.001], [r + 0.00014, 0.0001], [r - 0.001, 0.0001]], { segments: 64 }),
  };
}

import {
  extrude, lathe, mapUvs, merge, mirrored, place, roundedBox, roundedRect, spline, superellipse, sweep, tube, type Mesh, type Vec3,
} from "../../kit/index.ts";
import { faceZ } from "./front.ts";
import { HINGE_Y, HINGE_Z, TEMPLE_PATH } from "./shape.ts";

const path = spline(TEMPLE_PATH, 170);

/** Height and thickness against their size at the hinge, along the temple. */
function girth(t: number): readonly [number, number] {
  const slim = 1 - 0.3 * Math.min(1, t / 0.5) ** 1.2;
  const paddle = 0.2 * Math.max(0, (t - 0.62) / 0.38) ** 1.4;
  const end = t > 0.965 ? Math.sqrt(Math.max(0.03, 1 - ((t - 0.965) / 0.0355) ** 2)) : 1;
  return [(1 - 0.22 * t) * (0.35 + 0.65 * end), (slim + paddle) * end];
}

export function makeTemples(): Mesh {
  const profile = superellipse(0.00215, 0.0056, 3.6, 48);
  const one = sweep(profile, path, { up: [0, 1, 0], scale: girth, bevel: 0.0005, creaseDegrees: 50 });
  return mirrored(mapUvs(one, { swap: true, du: 0.03 }), "x");
}

/** The wire that stiffens the temple; seen in clear acetate. */
export function makeCore(): Mesh {
  const wire = path.slice(6, 138);
  const one = sweep(superellipse(0.00055, 0.0013, 3, 12), wire, { up: [0, 1, 0], scale: (t) => 1 - 0.35 * t, bevel: 0.0003, bevelSteps: 2 });
  return mirrored(one, "x");
}

function barrels(): Mesh {
  const axis = 0.06665, z = HINGE_Z - 0.0006;
  const knuckle = lathe([[0, -0.0008], [0.00155, -0.0008, 0.00018], [0.00155, 0.0008, 0.00018], [0, 0.0008]], { segments: 32, steps: 3 });
  const stack = [-2, -1, 0, 1, 2].map((k) => place(knuckle, { at: [axis, HINGE_Y + k * 0.00166, z] }));
  const head = lathe([[0, 0], [0.00125, 0, 0.0001], [0.00125, 0.0006, 0.0003], [0.00075, 0.00072], [0.00075, 0.0004], [0, 0.0004]], { segments: 28, steps: 3 });
  const slot = roundedBox(0.0022, 0.0002, 0.00032, 0.00005);
  return merge([...stack, place(head, { at: [axis, HINGE_Y + 0.0042, z] }), place(slot, { at: [axis, HINGE_Y + 0.00466, z], rotate: [0, 35, 0] })]);
}

/** Hinges, rivets and the inlaid bars. */
export function makeMetal(): Mesh {
  const rivet = lathe([[0, -0.0008], [0.00115, -0.0008], [0.00115, 0.00012, 0.00012], [0, 0.00022]], { segments: 28, steps: 4 });
  const facing = (x: number, y: number, z: number): Mesh => place(rivet, { at: [x, y, z], rotate: [90, 0, 0] });
  const onFront = [[0.0667, HINGE_Y + 0.0022], [0.0667, HINGE_Y - 0.0022]].map(([x, y]) => facing(x!, y!, faceZ(x!, y!)));
  const leaf = place(extrude(roundedRect(0.0125, 0.0068, 0.0026, 8), { depth: 0.0009, bevel: 0.0002, bevelSteps: 3 }), { at: [0.06795, HINGE_Y, HINGE_Z - 0.0072], rotate: [0, 90, 0] });
  const screw = lathe([[0, -0.0002], [0.001, -0.0002], [0.001, 0.0003, 0.0002], [0, 0.0004]], { segments: 24, steps: 3 });
  const leafScrews = [-0.0055, -0.0105].map((dz) => place(screw, { at: [0.06752, HINGE_Y, HINGE_Z + dz], rotate: [0, 0, 90] }));
  const plate = place(extrude(roundedRect(0.0034, 0.007, 0.0008, 6), { depth: 0.0009, bevel: 0.0002, bevelSteps: 3 }), { at: [0.06455, HINGE_Y, HINGE_Z + 0.0012], rotate: [0, 90, 0] });
  const outside: Vec3[] = [-0.0062, -0.0104].map((dz): Vec3 => [outerFace(HINGE_Z + dz), HINGE_Y, HINGE_Z + dz]);
  const pins = outside.map((p) => place(rivet, { at: p, rotate: [0, 0, -90] }));
  const bar = place(tube([[0, 0, -0.004], [0, 0, 0.004]], 0.00055, { bevel: 0.0004, segments: 16 }), { at: [outerFace(-0.066) - 0.00036, HINGE_Y + 0.0004, -0.066] });
  return mirrored(merge([...onFront, leaf, ...leafScrews, plate, ...pins, bar, barrels()]), "x");
}

/** x of the temple's outer face at `z`. */
function outerFace(z: number): number {
  const i = path.findIndex((p) => p[2] <= z);
  return path[i]![0] + 0.00215 * girth(i / (path.length - 1))[0] - 0.00004;
}


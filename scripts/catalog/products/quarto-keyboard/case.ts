import { extrude, fillet, flatFace, inset, knurledBand, lathe, merge, place, placed, refine, roundedRect, shellAround, deform, turnedFace, type Mesh, type Part, type Vec2, type Vec3 } from "../../kit/index.ts";
import { COLUMNS, KNOB, UNIT } from "./layout.ts";

/** Outer size, metres: the top rises from the front to the back edge. */
export const CASE = { width: COLUMNS * UNIT + 0.0165, depth: 5 * UNIT + 0.0175, front: 0.0175, back: 0.0295, foot: 0.0016 } as const;
/** Height of the flat case before it is made a wedge. */
const FLAT = 0.02;
const CHAMFER = 0.0011;
/** Depth of the plate below the case's top, metres. */
const WELL = 0.0092;
export const LEAN = Math.atan((CASE.back - CASE.front) / CASE.depth);

const topAt = (z: number): number => (CASE.front + CASE.back) / 2 - z * Math.tan(LEAN);

/** From the flat case (top at FLAT) to the wedge. */
const wedge = (mesh: Mesh): Mesh =>
  deform(mesh, ([x, y, z]: Vec3): Vec3 => [x, CASE.foot + (y / FLAT) * (topAt(z) - CASE.foot), z]);

/** From the plate's own frame (plate at y = 0, key layout centred) to its place in the case. */
export const onPlate = placed({ at: [0, topAt(0) - WELL, 0], rotate: [(LEAN * 180) / Math.PI, 0, 0] });
/** From a frame on the case's top face to its place. */
const onTop = (x: number, z: number) => placed({ at: [x, topAt(z), z], rotate: [(LEAN * 180) / Math.PI, 0, 0] });

const flatSlab = (shape: readonly Vec2[], top: number, depth: number): Mesh => place(extrude(shape, { depth }), { rotate: [-90, 0, 0], at: [0, top - depth / 2, 0] });

/** The opening for the keys: the layout's rectangle without the knob's corner; x and −z. */
function well(): Vec2[] {
  const x = (COLUMNS * UNIT) / 2 + 0.0005, y = (5 * UNIT) / 2 + 0.0005, r = 0.0024;
  const cut = (COLUMNS / 2 - 1) * UNIT + 0.0005, low = 1.5 * UNIT + 0.0005;
  return fillet([[-x, -y, r], [x, -y, r], [x, low, r], [cut, low, r], [cut, y, r], [-x, y, r]], { closed: true, steps: 7 });
}

export function caseParts(): Part[] {
  // points along the straights too: the shading baked into the vertices needs them
  const edge = refine(roundedRect(CASE.width, CASE.depth, 0.0085, 14), 0.008, true);
  const split = FLAT * 0.4, groove = 0.00035;
  const lower = shellAround(edge, [[-0.012, 0, 0], [-0.0035, 0, 0.0012], [0, 0.0042, 0.0012], [0, split - groove, 0.0003], [-0.0006, split - groove, 0]], { steps: 4 });
  const upper = shellAround(edge, [[-0.0006, split + groove, 0], [0, split + groove, 0.0003], [0, FLAT - CHAMFER, 0]], { steps: 4 });
  const gap = shellAround(edge, [[-0.00055, split - groove, 0], [-0.00055, split + groove, 0]]);
  const chamfer = shellAround(edge, [[0, FLAT - CHAMFER, 0], [-CHAMFER, FLAT, 0]]);
  const opening = refine(well(), 0.006, true), lip = 0.0007;
  const face = place(flatFace({ outline: inset(edge, CHAMFER), holes: [inset(opening, -lip)], cell: 0.0032 }), { rotate: [-90, 0, 0], at: [0, FLAT, 0] });
  const wall = shellAround(opening, [[lip, FLAT, 0], [0, FLAT, lip], [0, FLAT - 0.014, 0]], { steps: 5 });
  const bottom = flatSlab(inset(edge, 0.0115), 0.0005, 0.0005);
  const plate = place(extrude(inset(opening, -0.002), { depth: 0.001 }), { rotate: [-90, 0, 0] });
  const foot = lathe([[0, 0, 0], [0.0048, 0, 0.0005], [0.0056, 0.003, 0.0003], [0, 0.003, 0]], { segments: 40 });
  const feet = [[-1, -1], [1, -1], [1, 1], [-1, 1]].map(([a, b]) => placed({ at: [a! * (CASE.width / 2 - 0.024), 0, b! * (CASE.depth / 2 - 0.018)] }));
  return [
    { name: "upper case", mesh: wedge(merge([upper, face, wall])), slot: "case" },
    { name: "chamfer", mesh: wedge(chamfer), slot: "chamfer" },
    { name: "lower case", mesh: wedge(merge([lower, bottom])), slot: "base" },
    { name: "split", mesh: wedge(gap), slot: "dark" },
    { name: "plate", mesh: plate, instances: [onPlate], slot: "dark" },
    { name: "feet", mesh: foot, instances: feet, slot: "rubber" },
    ...knobParts(),
  ];
}

function knobParts(): Part[] {
  const at = onTop((KNOB.x - COLUMNS / 2) * UNIT + 0.0038, (KNOB.y - 2.5) * UNIT - 0.0038);
  const R = 0.0084;
  const grip = merge([
    place(knurledBand({ radius: R, height: 0.0078, count: 54, rows: 8, depth: 0.00034, flat: 0.4 }), { at: [0, 0.0022, 0] }),
    lathe([[R - 0.0022, -0.0005, 0], [R - 0.0022, 0.0009, 0.0002], [R - 0.0001, 0.0009, 0.0003], [R - 0.0001, 0.0022, 0.0002], [R - 0.0006, 0.0022, 0]], { segments: 96, steps: 3 }),
  ]);
  const rim = lathe([[R - 0.0006, 0.01, 0], [R - 0.0001, 0.01, 0.0001], [R - 0.0001, 0.0107, 0.0001], [R - 0.001, 0.0116, 0.0002], [R - 0.0017, 0.0116, 0.0002], [R - 0.0019, 0.0112, 0]], { segments: 96, steps: 4 });
  const top = place(turnedFace({ radius: R - 0.0019, hollow: 0.0004, pitch: 0.0004 }), { at: [0, 0.0113, 0] });
  const seat = lathe([[0.0099, 0.00012, 0], [0, 0.00012, 0]], { segments: 96 });
  const collar = lathe([[0.0091, 0.00005, 0], [0.0107, 0.00005, 0], [0.0106, 0.0004, 0.0002], [0.0095, 0.0004, 0.0002], [0.0091, 0.00005, 0]], { segments: 96, steps: 3 });
  const mark = place(extrude(roundedRect(0.0007, 0.0026, 0.00035, 5), { depth: 0.0004, bevel: 0.0001 }), { rotate: [-90, 0, 0], at: [0, 0.01122, -0.0044] });
  const turn = placed({ rotate: [0, 28, 0] });
  const here = at.clone().multiply(turn);
  return [
    { name: "knob grip", mesh: grip, instances: [here], slot: "knob" },
    { name: "knob rim", mesh: rim, instances: [here], slot: "knob-polished" },
    { name: "knob face", mesh: top, instances: [here], slot: "knob-turned" },
    { name: "knob mark", mesh: mark, instances: [here], slot: "dark" },
    { name: "knob collar", mesh: collar, instances: [here], slot: "chamfer" },
    { name: "knob seat", mesh: seat, instances: [here], slot: "dark" },
  ];
}

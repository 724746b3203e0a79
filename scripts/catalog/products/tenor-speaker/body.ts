import {
  circle, deform, extrude, flatFace, inset, lathe, lettering, merge, place, placed, resample, roundedRect, shellAround, signedArea, stitch, subset, superellipse,
  type Mesh, type Part, type Vec2, type Vec3,
} from "../../kit/index.ts";

/** Half width and depth of the body's outline, metres, before the cloth's swell. */
export const HALF = { x: 0.0985, z: 0.0495 } as const;
export const CLOTH = { bottom: 0.0155, top: 0.1165, swell: 0.0042 } as const;
/** Height of the aluminium top, metres. */
export const DECK = 0.1155;
/** Centre of the dial on the deck, metres. */
export const DIAL: Vec2 = [0.052, 0];

/** The body's outline in x and −z, its first point at the back's middle; grown by `by` metres. */
export function outline(by = 0): Vec2[] {
  const raw = superellipse(HALF.x + by, HALF.z + by, 3.1, 1600);
  const even = resample(raw.map((p): Vec3 => [p[0], p[1], 0]), 400, true).map((p): Vec2 => [p[0], p[1]]);
  const start = even.reduce((best, p, i) => (p[1] > 0 && Math.abs(p[0]) < Math.abs(even[best]![0]) ? i : best), 100);
  return [...even.slice(start), ...even.slice(0, start)];
}

/** How far the cloth stands out from the outline at height y, metres. */
export const swell = (y: number): number => {
  const t = (y - CLOTH.bottom) / (CLOTH.top - CLOTH.bottom);
  return CLOTH.swell * Math.sin(Math.PI * Math.min(1, Math.max(0, t)));
};

/** An extrusion laid flat: its outline in x and −z, its thickness along y with the top at `top`. */
const slab = (shape: readonly Vec2[], top: number, depth: number): Mesh => place(extrude(shape, { depth }), { rotate: [-90, 0, 0], at: [0, top - depth / 2, 0] });

/** The deck: rim and edges of its openings rounded, its face in even cells. */
function deckPlate(shape: readonly Vec2[], holes: readonly Vec2[][]): Mesh {
  const depth = 0.0035, bevel = 0.0007;
  const solid = extrude(shape, { depth, bevel, bevelSteps: 4, holes });
  // without its caps, whose normals are those of the axis
  const kept: number[] = [];
  for (let t = 0; t < solid.indices.length; t += 3) {
    const tri = [solid.indices[t]!, solid.indices[t + 1]!, solid.indices[t + 2]!];
    if (tri.some((v) => Math.abs(Math.abs(solid.positions[v * 3 + 2]!) - depth / 2) > 1e-6)) kept.push(...tri);
  }
  const ccw = (l: readonly Vec2[]) => (signedArea(l) > 0 ? [...l] : [...l].reverse());
  const face = flatFace({ outline: inset(ccw(shape), bevel), holes: holes.map((h) => inset(ccw(h), -bevel)), cell: 0.0022 });
  return place(merge([subset(solid, kept), place(face, { at: [0, 0, depth / 2] })]), { rotate: [-90, 0, 0], at: [0, DECK - depth / 2, 0] });
}

const movedOutline = (shape: readonly Vec2[], [dx, dy]: Vec2): Vec2[] => shape.map((p): Vec2 => [p[0] + dx, p[1] + dy]);

function cloth(): Mesh {
  const { bottom, top } = CLOTH;
  const height = top - bottom;
  const mid = Array.from({ length: 9 }, (_, i) => bottom + (height * (i + 1)) / 10).map((y) => [swell(y), y, 0.03] as const);
  const skin = shellAround(
    outline(),
    [[-0.012, bottom + 0.004, 0], [-0.011, bottom, 0.001], [-0.0005, bottom, 0.008], ...mid, [-0.0005, top, 0.0085], [-0.0105, top, 0.002], [-0.0115, top - 0.006, 0]],
    { segments: 420, step: 0.0024, steps: 7 },
  );
  // the seam at the back draws the cloth in
  const warp = ([x, y, z]: Vec3): Vec3 => {
    if (z > 0) return [x, y, z];
    const pull = Math.exp(-((x / 0.0011) ** 2)) * 0.0009 - Math.exp(-(((Math.abs(x) - 0.0032) / 0.0022) ** 2)) * 0.00035;
    return [x, y, z + pull];
  };
  return deform(skin, warp);
}

function seamStitches(): { mesh: Mesh; at: ReturnType<typeof placed>[] } {
  const at = [];
  for (let y = CLOTH.bottom + 0.006; y < CLOTH.top - 0.005; y += 0.0034) {
    for (const side of [-1, 1]) {
      at.push(placed({ at: [side * 0.0034, y, -(HALF.z + swell(y) + 0.0003)], rotate: [-90, 0, 0] }));
    }
  }
  return { mesh: stitch({ length: 0.0026, radius: 0.00028 }), at };
}

/** Cloth, tray, deck, feet and lettering. */
export function bodyParts(): Part[] {
  const tray = merge([
    shellAround(outline(), [[-0.02, 0.0022, 0], [-0.0065, 0.0022, 0.0035], [-0.0012, 0.0125, 0.002], [-0.002, 0.0142, 0.0008], [-0.014, 0.0142, 0]], { segments: 260, step: 0.003 }),
    slab(outline(-0.0185), 0.0046, 0.0024),
  ]);
  const core = slab(outline(-0.0085), DECK - 0.0035, DECK - 0.0175);
  const edge = outline(-0.0126);
  const buttons: Vec2[] = [[-0.066, 0], [-0.046, 0], [-0.026, 0]];
  const hole = circle(0.0234, 96);
  const deck = deckPlate(edge, [movedOutline(hole, DIAL), ...buttons.map((b) => movedOutline(circle(0.0062, 48), b))]);
  const button = lathe(
    [[0, -0.002, 0], [0.00575, -0.002, 0], [0.00575, 0.0007, 0.0005], [0.0044, 0.00045, 0.002], [0, 0.00025, 0]],
    { segments: 64, steps: 5 },
  );
  const stitches = seamStitches();
  const foot = lathe([[0, 0, 0], [0.0085, 0, 0.0008], [0.0093, 0.003, 0.0004], [0, 0.003, 0]], { segments: 48 });
  const name = lettering("TENOR", { height: 0.005, weight: 0.00098, tracking: 0.62, depth: 0.0014 });
  const port = extrude(roundedRect(0.0125, 0.006, 0.003, 10), { depth: 0.0024, bevel: 0.0007, holes: [roundedRect(0.0096, 0.0036, 0.0018, 10)] });
  const socket = extrude(roundedRect(0.0098, 0.0038, 0.0019, 8), { depth: 0.0006 });
  const tongue = extrude(roundedRect(0.0066, 0.0008, 0.0003, 4), { depth: 0.0016 });
  const back = -(HALF.z - 0.0036);
  const light = lathe([[0, 0, 0], [0.0007, 0, 0], [0.0007, 0.0003, 0.0002], [0, 0.0004, 0]], { segments: 20 });
  const marks = [
    { mesh: lettering("-", { height: 0.0044, weight: 0.00042 }), at: buttons[0]! },
    { mesh: lettering("◇", { height: 0.0038, weight: 0.00042 }), at: buttons[1]! },
    { mesh: lettering("=", { height: 0.0044, weight: 0.00042 }), at: buttons[2]! },
  ].map(({ mesh, at: [x, z] }, i) => place(mesh, { rotate: [-90, 0, 0], at: [x, DECK + 0.00046, z + [0.0022, 0.0019, 0.0022][i]!] }));
  const corners = [[-1, -1], [1, -1], [1, 1], [-1, 1]].map(([a, b]) => placed({ at: [a! * 0.072, 0, b! * 0.027] }));
  return [
    { name: "cloth", mesh: cloth(), slot: "cloth" },
    { name: "seam", mesh: stitches.mesh, instances: stitches.at, slot: "thread" },
    { name: "tray", mesh: tray, slot: "tray" },
    { name: "core", mesh: merge([core, place(socket, { at: [0, 0.0083, back - 0.0002] })]), slot: "dark" },
    { name: "feet", mesh: foot, instances: corners, slot: "rubber" },
    { name: "deck", mesh: deck, slot: "metal" },
    { name: "buttons", mesh: button, instances: buttons.map(([x, z]) => placed({ at: [x, DECK - 0.0003, z] })), slot: "metal" },
    { name: "marks", mesh: merge(marks), slot: "dark" },
    { name: "light", mesh: light, instances: [placed({ at: [-0.009, DECK, 0] })], slot: "light" },
    { name: "name", mesh: place(name, { at: [0, 0.0275, HALF.z + swell(0.03) - 0.0001], rotate: [-3.6, 0, 0] }), slot: "name" },
    { name: "port", mesh: merge([place(port, { at: [0, 0.0083, back - 0.0004] }), place(tongue, { at: [0, 0.0083, back - 0.0006] })]), slot: "metal" },
  ];
}

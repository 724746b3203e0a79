import {
  add, circle, extrude, flatFace, inset, knurledBand, lathe, lettering, mapUvs, merge, mm, place, placed, planarUvs, refine, roundedBox, roundedRect, shellAround, turnedFace,
  type Corner, type Mesh, type Part, type Vec2, type Vec3,
} from "../../kit/index.ts";

// The front faces +Z; the platter stands at the left, the arm at the right. Millimetres.

export const SIZE = { width: 430, depth: 344 } as const;
/** Underside and top of the wooden plinth, mm. */
const WOOD = { bottom: 17, top: 68 } as const;
/** Top of the deck let into the wood, mm. */
export const DECK = 67.2;
/** Middle of the platter and of the arm's bearing, in x and z, mm. */
export const SPINDLE: Vec2 = [-48, 2];
export const PIVOT: Vec2 = [150, -92];
const KNOB: Vec2 = [160, 126];
const ADAPTER: Vec2 = [170, 62];

const turned = (profile: readonly Corner[], segments = 96): Mesh => lathe(profile, { segments, steps: 4 });
const rim = (by = 0): Vec2[] => refine(roundedRect(SIZE.width + 2 * by, SIZE.depth + 2 * by, 20 + by, 18), 7, true);

/** A frame of solid wood, the grain running around it and over its mitred top. */
function frame(): Mesh {
  const wall = shellAround(rim(), [[-30, WOOD.bottom, 0], [-2, WOOD.bottom, 1.2], [0, WOOD.bottom + 2, 1.2], [0, WOOD.top, 2], [-11.6, WOOD.top, 0.6], [-11.6, WOOD.top - 4, 0]], { steps: 6, step: 5 });
  return mapUvs(wall, { swap: true });
}

function deck(): Mesh {
  const edge = inset(rim(), 12.2);
  const holes = [circle(20, 80).map(([x, y]): Vec2 => [x + ADAPTER[0], y - ADAPTER[1]])];
  return merge([
    shellAround(edge, [[0, WOOD.top - 4, 0], [0, DECK, 0.7], [-1, DECK, 0]], { steps: 4 }),
    place(flatFace({ outline: inset(edge, 1), holes, cell: 6 }), { rotate: [-90, 0, 0], at: [0, DECK, 0] }),
  ]);
}

function feet(): { metal: Mesh; grip: Mesh; rubber: Mesh } {
  const at = [[-1, -1], [1, -1], [1, 1], [-1, 1]].map(([a, b]): Vec3 => [a! * (SIZE.width / 2 - 52), 0, b! * (SIZE.depth / 2 - 48)]);
  const four = (mesh: Mesh): Mesh => merge(at.map((p) => place(mesh, { at: p })));
  return {
    metal: four(merge([turned([[23, 2.6, 0], [25, 2.6, 0.4], [25.6, 4.4, 0.3], [25.2, 4.6, 0]]), turned([[25.2, 12.4, 0], [25.6, 12.6, 0.3], [24.6, 14.2, 0.5], [19, 14.4, 0.4], [19, WOOD.bottom + 0.5, 0]])])),
    grip: four(place(knurledBand({ radius: 25.7, height: 7.8, count: 110, rows: 6, depth: 0.5, flat: 0.42 }), { at: [0, 4.6, 0] })),
    rubber: four(turned([[0, 0, 0], [21.5, 0, 0.9], [22.5, 2.8, 0.3], [0, 2.8, 0]], 64)),
  };
}

/** Speed knob, its ring of figures and the light beside it. */
function speed(): { grip: Mesh; face: Mesh; mark: Mesh; ink: Mesh; light: Mesh } {
  const r = 17, at: Vec3 = [KNOB[0], DECK, KNOB[1]];
  const grip = merge([
    turned([[r - 2.5, -0.5, 0], [r - 2.5, 0.8, 0.2], [r - 0.2, 1, 0.3], [r - 0.2, 2, 0.2], [r - 0.8, 2, 0]]),
    place(knurledBand({ radius: r, height: 8.2, count: 88, rows: 7, depth: 0.55, flat: 0.4 }), { at: [0, 2, 0] }),
    turned([[r - 0.8, 10.2, 0], [r - 0.15, 10.2, 0.15], [r - 0.15, 11.4, 0.2], [r - 1.5, 12.6, 0.3], [r - 2, 12.6, 0]]),
  ]);
  const face = place(turnedFace({ radius: r - 1.9, hollow: 0.7, pitch: 0.6, depth: 0.016, segments: 110 }), { at: [0, 12.6, 0] });
  const mark = place(extrude(roundedRect(1, 5, 0.5, 5), { depth: 0.6, bevel: 0.14 }), { rotate: [-90, 0, 0], at: [0, 12.25, -11.4] });
  const put = (m: Mesh): Mesh => place(place(m, { rotate: [0, 88, 0] }), { at });
  const figure = (text: string, turn: number, height = 3): Mesh => {
    const a = (turn * Math.PI) / 180;
    return place(lettering(text, { height, weight: height * 0.14, tracking: 0.3 }), { rotate: [-90, 0, 0], at: add(at, [Math.sin(a) * 24, 0.04, -Math.cos(a) * 24 + height / 2]) });
  };
  const light = place(turned([[1.3, -0.3, 0], [1.3, 0.1, 0.1], [0.7, 0.35, 0.2], [0, 0.4, 0]], 28), { at: add(at, [-24, 0, -5]) });
  return { grip: put(grip), face: put(face), mark: put(mark), ink: merge([figure("33", -92), figure("45", 92)]), light };
}

/** The puck for singles with a large hole, parked in its own recess. */
function adapter(): { puck: Mesh; well: Mesh } {
  const at: Vec3 = [ADAPTER[0], DECK, ADAPTER[1]];
  return {
    puck: place(merge([
      turned([[18.9, -3, 0], [18.9, 1.2, 0.4], [17.6, 3.4, 0.4], [5.4, 6.2, 0.6], [4.2, 6.2, 0.4], [3.8, 5, 0], [3.8, -2, 0]], 110),
    ]), { at }),
    well: place(merge([turned([[0, -3.5, 0], [20, -3.5, 0], [20, 0, 0.2], [20.6, 0.02, 0]], 96)]), { at }),
  };
}

/** Sockets in the back: two for the signal, a screw for the earth, one for power. */
function sockets(): { plate: Mesh; metal: Mesh; dark: Mesh; accent: Mesh } {
  const z = -SIZE.depth / 2, out = (m: Mesh, x: number): Mesh => place(m, { rotate: [-90, 0, 0], at: [x, 42, z - 1.4] });
  const ring = turned([[5.8, -0.4, 0], [5.8, 0.8, 0.3], [4.6, 1.2, 0.3], [4.1, 1.2, 0.2], [4.1, 8.6, 0.4], [3.3, 8.6, 0.2], [3.3, 1, 0], [1.6, 1, 0]], 48);
  const white = turned([[3.4, 3, 0], [3.4, 6.6, 0.3], [1.7, 6.6, 0.2], [1.7, 2, 0]], 40);
  const earth = merge([turned([[2, 0, 0], [2, 4, 0], [5, 4.2, 0.3], [5, 9, 0.5], [0, 9.2, 0]], 48), place(knurledBand({ radius: 5.2, height: 3.6, count: 34, rows: 3, depth: 0.35 }), { at: [0, 4.8, 0] })]);
  return {
    plate: place(extrude(roundedRect(120, 26, 4, 8), { depth: 2, bevel: 0.5 }), { at: [-110, 42, z - 0.4] }),
    metal: merge([out(ring, -152), out(ring, -130), out(earth, -108)]),
    dark: merge([place(extrude(roundedRect(13, 8, 3.9, 8), { depth: 0.4 }), { at: [-72, 42, z - 1.5] }), out(turned([[1.7, 2.2, 0], [0, 2.2, 0]], 24), -152), out(turned([[1.7, 2.2, 0], [0, 2.2, 0]], 24), -130)]),
    accent: merge([out(white, -152)]),
  };
}

export function plinthParts(): Part[] {
  const f = feet(), s = speed(), a = adapter(), b = sockets();
  const badge = place(lettering("CADENCE", { height: 6, weight: 0.85, tracking: 0.55, depth: 0.5 }), { at: [-158, 39.5, SIZE.depth / 2 - 0.1] });
  const bottom = planarUvs(place(flatFace({ outline: inset(rim(), 30), cell: 12 }), { rotate: [90, 0, 0], at: [0, WOOD.bottom, 0] }), "y");
  const maker = place(lettering("AUROLOT", { height: 3.2, weight: 0.44, tracking: 0.5 }), { rotate: [-90, 0, 0], at: [-168, DECK + 0.04, 152] });
  // pads on which a cover would rest
  const pads = [[-186, -150], [186, -150]].map(([x, z]) => placed({ at: [x!, DECK + 0.3, z!] }));
  return [
    { name: "plinth", mesh: mm(frame()), slot: "wood" },
    { name: "bottom", mesh: mm(bottom), slot: "dark" },
    { name: "deck", mesh: mm(deck()), slot: "deck" },
    { name: "feet", mesh: mm(f.metal), slot: "metal" },
    { name: "foot grips", mesh: mm(merge([f.grip, s.grip])), slot: "metal" },
    { name: "soles", mesh: mm(merge([f.rubber, ...pads.map((m) => place(roundedBox(16, 1.6, 8, 0.6), { at: [m.elements[12]!, m.elements[13]!, m.elements[14]!] }))])), slot: "rubber" },
    { name: "knob face", mesh: mm(s.face), slot: "metal" },
    { name: "knob mark", mesh: mm(merge([s.mark, b.accent])), slot: "accent" },
    { name: "figures", mesh: mm(merge([s.ink, maker])), slot: "ink" },
    { name: "light", mesh: mm(s.light), slot: "light" },
    { name: "adapter", mesh: mm(a.puck), slot: "polished" },
    { name: "adapter well", mesh: mm(merge([a.well, b.dark])), slot: "dark" },
    { name: "badge", mesh: mm(badge), slot: "polished" },
    { name: "socket plate", mesh: mm(b.plate), slot: "rubber" },
    { name: "sockets", mesh: mm(b.metal), slot: "polished" },
  ];
}

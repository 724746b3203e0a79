import {
  boxUvs, circle, extrude, flatFace, inset, lathe, lettering, merge, mm, place, refine, roundedRect, sdf, shellAround, surfaceNets, tube,
  type Corner, type Mesh, type Part, type Vec2, type Vec3,
} from "../../kit/index.ts";

// The camera stands on its base plate, the lens towards +Z; the photographer's right hand is at −X. Millimetres.

/** Half width and half depth of the body and the radius of its ends, mm. */
const HALF = { x: 66, z: 15.5, end: 15.4 } as const;
/** The body's front plane, mm. */
export const FRONT = HALF.z;
/** Where leather begins and ends, and the top cover's two heights, mm. */
const LEATHER = { bottom: 7, top: 49.6 } as const;
export const SHOULDER = 61.5;
export const ROOF = 69;

/** Centres and sizes of the windows in the cover's front, mm. */
export const WINDOWS = {
  finder: { x: 41, y: 60, width: 17, height: 11 },
  frames: { x: 17.5, y: 60, width: 15, height: 8.5 },
  range: { x: -5, y: 60, width: 8, height: 6 },
} as const;

const stadium = (by = 0): Vec2[] => refine(roundedRect(2 * (HALF.x + by), 2 * (HALF.z + by), HALF.end + by, 28), 3, true);

/** The cover's height over x: the shoulder rises to the finder in one soft step. */
function roof(x: number): { height: number; slope: number } {
  const from = -24, run = 6.5, t = Math.min(1, Math.max(0, (x - from) / run));
  return { height: SHOULDER + (ROOF - SHOULDER) * t * t * (3 - 2 * t), slope: ((ROOF - SHOULDER) * 6 * t * (1 - t)) / run };
}

/** Top cover, pressed in one piece, with pockets for the windows. */
function cover(): Mesh {
  const round = 1.1;
  const pockets = sdf.union(...Object.values(WINDOWS).map((w) => sdf.at([w.x, w.y, HALF.z], sdf.box(w.width - 1.4, w.height - 1.4, 5, 0.4))));
  const eye = sdf.at([WINDOWS.finder.x, WINDOWS.finder.y, -HALF.z], sdf.rotated("x", 90, sdf.cylinder(5, 5)));
  const solid: sdf.Sdf = (x, y, z) => {
    const qx = Math.abs(x) - (HALF.x - HALF.end), qz = Math.abs(z) - (HALF.z - HALF.end);
    const wall = Math.hypot(Math.max(qx, 0), Math.max(qz, 0)) + Math.min(Math.max(qx, qz), 0) - HALF.end + round;
    const { height, slope } = roof(x);
    const top = (y - height) / Math.sqrt(1 + slope * slope) + round;
    const edge = Math.min(Math.max(wall, top), 0) + Math.hypot(Math.max(wall, 0), Math.max(top, 0)) - round;
    return Math.max(edge, 48.6 - y);
  };
  const hollowed: sdf.Sdf = (x, y, z) => Math.max(solid(x, y, z), -pockets(x, y, z), -eye(x, y, z));
  return boxUvs(surfaceNets(hollowed, { min: [-HALF.x - 1.2, 47.4, -HALF.z - 1.2], max: [HALF.x + 1.2, ROOF + 1.2, HALF.z + 1.2], cell: 0.68, lipschitz: 2 }));
}

/** Base plate with its seam, and its face towards the table. */
function base(): Mesh {
  const rim = stadium();
  const wall = shellAround(rim, [[-1.3, 0, 0], [0, 0, 1.1], [0, LEATHER.bottom + 0.8, 0]], { steps: 5 });
  const face = place(flatFace({ outline: inset(rim, 1.3), holes: [circle(5.2, 40).map(([x, y]): Vec2 => [x + 2, y]), circle(8.4, 48).map(([x, y]): Vec2 => [x + 44, y])], cell: 2.6 }), { rotate: [90, 0, 0] });
  return merge([wall, face]);
}

/** Tripod bush and the key that locks the base plate. */
function underside(): { metal: Mesh; dark: Mesh } {
  const down = (mesh: Mesh, x: number): Mesh => place(mesh, { rotate: [180, 0, 0], at: [x, 0, 0] });
  const bush = lathe([[5.2, -0.6, 0], [5.2, -0.02, 0.1], [3.4, -0.02, 0.2], ...Array.from({ length: 12 }, (_, i): Corner => [3.45 - (i % 2) * 0.35, -0.65 - i * 0.45]), [3.1, -6, 0]], { segments: 56 });
  const key = lathe([[0, -3, 0], [7.9, -3, 0], [7.9, -1.5, 0.3], [7, -1.2, 0.2], [0, -1.2, 0]], { segments: 72 });
  const grip = extrude(roundedRect(13.4, 3, 1.4, 8), { depth: 1.1, bevel: 0.35 });
  const well = lathe([[0, -2.6, 0], [8.4, -2.6, 0], [8.4, 0, 0]], { segments: 48 });
  const floor = lathe([[3.4, -6, 0], [0, -6, 0]], { segments: 32 });
  return {
    metal: merge([down(bush, 2), down(key, 44), down(place(place(grip, { rotate: [-90, 0, 0] }), { rotate: [0, 24, 0], at: [0, -0.7, 0] }), 44)]),
    dark: merge([down(well, 44), down(floor, 2)]),
  };
}

/** A wire ring in the xz plane, mm. */
const wireRing = (radius: number, wire: number): Mesh => tube(circle(radius, 72).map(([x, y]): Vec3 => [x, 0, -y]), wire, { closed: true, segments: 14 });

/** Lugs with split rings for the strap, at both ends. */
function lugs(): Mesh {
  const post = merge([
    lathe([[0, -0.4, 0], [3.6, -0.4, 0], [3.6, 0.5, 0.35], [1.7, 0.8, 0.3], [1.5, 2.6, 0.4], [2.1, 3, 0.3], [2.1, 3.9, 0.4], [0, 4.1, 0]], { segments: 48, steps: 4 }),
  ]);
  const one = (side: 1 | -1): Mesh[] => [
    place(post, { rotate: [0, 0, -90 * side], at: [side * (HALF.x - 0.1), 55.5, 0] }),
    place(wireRing(5.4, 0.62), { rotate: [90 + side * 9, 0, 90], at: [side * (HALF.x + 2), 55.5 - 3.9, 0.3] }),
    place(wireRing(5.4, 0.62), { rotate: [90 + side * 9, 0, 90], at: [side * (HALF.x + 2) + 0.25, 55.5 - 3.9, -0.6] }),
  ];
  return merge([...one(1), ...one(-1)]);
}

/** Film-speed reminder on the back: a turned disc in a ring. */
function reminder(): { ring: Mesh; disc: Mesh; ink: Mesh } {
  const back = (mesh: Mesh): Mesh => place(mesh, { rotate: [-90, 0, 0], at: [0, 28, -HALF.z - 0.2] });
  const ring = lathe([[12.6, -1, 0], [14.2, -1, 0], [14.2, 0.9, 0.35], [13.2, 1.25, 0.25], [12.6, 1.0, 0.2], [12.6, 0, 0]], { segments: 120 });
  const disc = lathe([[12.5, -0.5, 0], [12.5, 0.55, 0.3], [11, 0.55, 0], [0, 0.55, 0]], { segments: 96, step: 1 });
  const slot = place(extrude(roundedRect(9, 1.3, 0.6, 5), { depth: 0.3 }), { rotate: [-90, 0, 0], at: [0, 0.5, 0] });
  const words = ["1600", "800", "400", "200", "100", "50", "25"].map((text, i) => {
    const a = ((i - 3) / 7) * 2 * Math.PI, flat = place(lettering(text, { height: 1.7, weight: 0.24, tracking: 0.26 }), { at: [0, 8.6, 0], rotate: [0, 0, 0] });
    return place(place(flat, { rotate: [0, 0, (-a * 180) / Math.PI] }), { rotate: [-90, 0, 0], at: [0, 0.58, 0] });
  });
  return { ring: back(ring), disc: back(disc), ink: back(merge([slot, ...words])) };
}

/** Body, covers, back and underside. */
export function bodyParts(): Part[] {
  const { bottom, top } = LEATHER;
  const hide = shellAround(stadium(), [[-0.8, bottom, 0], [0.32, bottom, 0.3], [0.32, top, 0.3], [-0.8, top, 0]], { steps: 4, step: 1.6 });
  const under = underside(), memo = reminder();
  // where the back opens: a door let into the leather
  const seam = [[-46, 1], [46, -1]].map(([x]) => place(extrude(roundedRect(0.5, top - bottom - 0.6, 0.2, 3), { depth: 0.3 }), { at: [x!, (top + bottom) / 2, -HALF.z - 0.28] }));
  const hinge = merge([0, 1, 2].map((i) => place(lathe([[0, 0, 0], [1.35, 0, 0.2], [1.35, 11.6, 0.2], [0, 11.6, 0]], { segments: 28 }), { at: [-50.6, 10.6 + i * 12, -HALF.z + 0.1] })));
  const latch = place(extrude(roundedRect(3.4, 12, 1.7, 10), { depth: 1.6, bevel: 0.5 }), { at: [51, 28, -HALF.z - 0.5] });
  const name = place(lettering("MERIDIAN", { height: 2.5, weight: 0.34, tracking: 0.5 }), { at: [-44.5, 54.4, FRONT + 0.02] });
  return [
    { name: "cover", mesh: mm(cover()), slot: "cover" },
    { name: "base", mesh: mm(base()), slot: "cover" },
    { name: "underside", mesh: mm(under.metal), slot: "metal" },
    { name: "wells", mesh: mm(merge([under.dark, ...seam])), slot: "dark" },
    { name: "leather", mesh: mm(hide), slot: "leather" },
    { name: "lugs", mesh: mm(lugs()), slot: "polished" },
    { name: "hinge", mesh: mm(merge([hinge, latch, memo.ring])), slot: "metal" },
    { name: "reminder", mesh: mm(memo.disc), slot: "barrel" },
    { name: "reminder figures", mesh: mm(memo.ink), slot: "barrel-ink" },
    { name: "name", mesh: mm(name), slot: "ink" },
  ];
}

import {
  boxUvs, deform, fillet, inverted, lathe, lettering, merge, mm, place, resample, roundedRect, spline, superellipse, sweep, tube,
  type Corner, type Mesh, type Part, type Vec2, type Vec3,
} from "../../kit/index.ts";
import { PLATE } from "./base.ts";

// The spout points to −X, the handle to +X; the controls face +Z. Millimetres.

/** Lowest point of the vessel's wall, mm; it stands on the base's plate with a foot of its own. */
const FLOOR = PLATE + 2.4;
/** The wall from the floor to the mouth: radius and height above FLOOR, mm. */
const WALL: readonly Corner[] = [[66, 0, 0], [76.5, 0, 5], [78, 9, 12], [59.5, 92, 16], [50.5, 101.5, 3], [49.2, 104.5, 0.8], [47.8, 104.5, 0.5], [47.6, 100, 0]];
const wallLine = fillet(WALL, { steps: 10 });

/** Radius of the wall at height y above the table, mm. */
function wallRadius(y: number): number {
  const h = y - FLOOR;
  const i = wallLine.findIndex((p, k) => k > 4 && p[1] >= h);
  const a = wallLine[i - 1]!, b = wallLine[i]!;
  return a[0] + ((b[0] - a[0]) * (h - a[1])) / (b[1] - a[1] || 1);
}

const raised = (mesh: Mesh, by = FLOOR): Mesh => place(mesh, { at: [0, by, 0] });

function body(): { wall: Mesh; foot: Mesh } {
  return {
    wall: raised(lathe(WALL, { segments: 220, steps: 8, step: 2.4 })),
    foot: raised(lathe([[60, -2.4, 0], [71, -2.4, 0.4], [71.4, -0.6, 0.3], [70.4, 0.2, 0]], { segments: 160, steps: 3 })),
  };
}

/** The spout's middle line: out of the wall low down, up, and over in the swan's bend. */
const spoutLine: Vec3[] = resample(
  spline([[-60, 52, 0], [-74, 52.5, 0], [-90, 57, 0], [-101.5, 69, 0], [-106, 86, 0], [-108.5, 104, 0], [-115, 121, 0], [-127.5, 132, 0], [-142.5, 134.5, 0], [-153, 131.5, 0]], 400),
  150,
);
/** Outer radius of the spout at t along it, mm: wide where it is welded on, slender at its lip. */
const spoutRadius = (t: number): number => 5.1 + 4.6 * (1 - t) ** 1.5 + 10.5 * Math.max(0, 1 - t / 0.13) ** 2.6 + 0.7 * Math.max(0, (t - 0.94) / 0.06) ** 2;

function spout(): Mesh {
  const unit = superellipse(1, 1, 2, 56);
  const outer = sweep(unit, spoutLine, { up: [0, 0, 1], caps: "none", scale: spoutRadius });
  const inner = inverted(sweep(unit, spoutLine.slice(96), { up: [0, 0, 1], caps: "none", scale: (t) => spoutRadius(96 / 149 + t * (53 / 149)) - 0.9 }));
  const end = spoutLine[spoutLine.length - 1]!, before = spoutLine[spoutLine.length - 2]!;
  const lean = (Math.atan2(end[1] - before[1], end[0] - before[0]) * 180) / Math.PI;
  const lip = place(tube(superellipse(1, 1, 2, 64).map(([x, y]): Vec3 => [x * (spoutRadius(1) - 0.42), 0, -y * (spoutRadius(1) - 0.42)]), 0.48, { closed: true, segments: 12 }), { rotate: [0, 0, lean - 90], at: end });
  return merge([outer, inner, lip]);
}

/** The lid, sunk into the mouth with a gap around it, and its knob. */
function lid(): { metal: Mesh; dark: Mesh; wood: Mesh; collar: Mesh } {
  const y = FLOOR + 104.5;
  const metal = raised(lathe([[46.6, -5, 0], [46.6, 0.1, 0.9], [43, 1.2, 6], [20, 4.4, 30], [9, 5.2, 2], [6.2, 6, 0.6], [6.2, 7.5, 0.2], [0, 7.5, 0]], { segments: 180, steps: 6, step: 1.6 }), y);
  const gap = raised(lathe([[47.8, -4, 0], [46.4, -4, 0]], { segments: 120 }), y);
  // steam leaves through three holes on the handle's side
  const vents = [-1, 0, 1].map((k) => place(place(lathe([[2, 0, 0], [2, 0.35, 0.2], [0, 0.35, 0]], { segments: 28 }), { at: [33, 2.55, 0] }), { rotate: [0, k * 11, 0], at: [0, y, 0] }));
  const collar = raised(lathe([[7.4, 7.2, 0], [8, 7.4, 0.3], [8, 9, 0.4], [6.8, 9.2, 0]], { segments: 72 }), y);
  const wood = raised(lathe([[6.6, 9.1, 0], [7.2, 9.1, 0.4], [8.2, 13, 5], [14.4, 20.5, 4], [15.2, 25.5, 3.4], [12, 28.4, 4], [0, 29.3, 0]], { segments: 96, steps: 10, step: 0.9 }), y);
  return { metal, dark: merge([gap, ...vents]), wood, collar };
}

/** Half width and height of the grip's section, mm, and how much wider it is at t along it. */
const GRIP = { width: 10.4, height: 8.4 } as const;
const swell = (t: number): number => 0.86 + 0.2 * Math.sin(Math.PI * Math.min(1, t * 1.06)) ** 1.4 + 0.1 * Math.max(0, (t - 0.82) / 0.18) ** 2;

/** The grip: a bent piece of wood on a flat steel bar, thickest where the hand closes. */
function handle(): { bar: Mesh; wood: Mesh; screws: Mesh } {
  const line = resample(spline([[52, 111, 0], [66, 116, 0], [84, 121, 0], [104, 120, 0], [120, 110.5, 0], [128.5, 94, 0], [131.5, 74, 0], [130.5, 54, 0], [127.5, 41, 0]], 500), 200);
  const bar = sweep(roundedRect(17, 4.4, 1.4, 6), line.slice(0, 84), {
    up: [0, 1, 0], bevel: 0.5,
    // spread where it is welded to the wall
    scale: (t): Vec2 => [1 - 0.1 * Math.sin(t * Math.PI) + 0.35 * Math.max(0, 1 - t / 0.26) ** 2, 1 + 1.7 * Math.max(0, 1 - t / 0.26) ** 2],
  });
  const grip = line.slice(46);
  const wood = sweep(superellipse(GRIP.width, GRIP.height, 2.7, 72), grip, {
    up: [0, 1, 0], bevel: 2.6, bevelSteps: 9, creaseDegrees: 50,
    scale: (t): Vec2 => [swell(t), swell(t) * (1 + 0.05 * Math.sin(t * 9))],
  });
  const head = lathe([[0, -2, 0], [3, -2, 0], [3, 0.45, 0.25], [2.4, 0.75, 0.25], [0, 0.75, 0]], { segments: 44 });
  const slot = sweep(roundedRect(0.7, 0.4, 0.1, 2), [[-2, 0.72, 0], [2, 0.72, 0]], { up: [0, 1, 0] });
  const screw = merge([head, slot]);
  const screws = [18, 46].flatMap((k) => {
    const p = grip[k]!, q = grip[k + 1]!;
    const lean = (Math.atan2(q[1] - p[1], q[0] - p[0]) * 180) / Math.PI;
    return [1, -1].map((side) => place(place(screw, { rotate: [90 * side, 0, 0], at: [0, 0, side * (GRIP.width * swell(k / (grip.length - 1)) - 0.1)] }), { rotate: [0, 0, lean], at: p }));
  });
  const bolster = sweep(superellipse(9.2, 7.6, 2.7, 64), line.slice(42, 47), { up: [0, 1, 0], bevel: 0.5 });
  return { bar: merge([bar, bolster]), wood, screws: merge(screws) };
}

/** The name, cut into the wall above its foot. */
function name(): Mesh {
  const flat = lettering("HERON", { height: 4.6, weight: 0.62, tracking: 0.62 });
  const y0 = FLOOR + 16;
  return deform(flat, ([x, y, z]) => {
    const r = wallRadius(y0 + y), a = x / r;
    return [Math.sin(a) * (r + z + 0.05), y0 + y, Math.cos(a) * (r + z + 0.05)];
  });
}

export function vesselParts(): Part[] {
  const { wall, foot } = body(), top = lid(), grip = handle();
  return [
    { name: "wall", mesh: mm(wall), slot: "vessel" },
    { name: "spout", mesh: mm(spout()), slot: "spout" },
    { name: "lid", mesh: mm(top.metal), slot: "lid" },
    { name: "foot", mesh: mm(foot), slot: "rubber" },
    { name: "lid gap", mesh: mm(top.dark), slot: "dark" },
    { name: "collar", mesh: mm(merge([top.collar, grip.screws])), slot: "polished" },
    { name: "knob", mesh: mm(boxUvs(top.wood, { grain: "x" })), slot: "wood" },
    { name: "bracket", mesh: mm(grip.bar), slot: "spout" },
    { name: "grip", mesh: mm(grip.wood), slot: "wood" },
    { name: "name", mesh: mm(name()), slot: "engraving" },
  ];
}

import {
  add, circle, extrude, fillet, knurledBand, lathe, merge, mm, place, resample, roundedBox, roundedRect, spline, sweep, tube, aroundCylinder, lettering,
  type Corner, type Mesh, type Part, type Vec2, type Vec3,
} from "../../kit/index.ts";
import { DECK, PIVOT, SPINDLE } from "./plinth.ts";
import { RECORD } from "./platter.ts";

/** Height of the arm's axis above the table, and from bearing to stylus, mm. */
const AXIS = RECORD.top + 17.5;
const LENGTH = 232;
/** The stylus lies in the groove at this radius, mm. */
const GROOVE = 121;

const turned = (profile: readonly Corner[], segments = 72): Mesh => lathe(profile, { segments, steps: 4 });
/** About +Z instead of +Y. */
const forward = (mesh: Mesh, at: Vec3 = [0, 0, 0]): Mesh => place(mesh, { rotate: [90, 0, 0], at });

/** Degrees by which the arm, drawn along +Z, turns about its bearing until the stylus lies in the groove. */
function armTurn(): number {
  const dx = SPINDLE[0] - PIVOT[0], dz = SPINDLE[1] - PIVOT[1], d = Math.hypot(dx, dz);
  const corner = Math.acos((d * d + LENGTH * LENGTH - GROOVE * GROOVE) / (2 * d * LENGTH));
  return ((Math.atan2(dx, dz) + corner) * 180) / Math.PI;
}

/** Head shell, cartridge and stylus; the joint at the origin, forward along +Z, the stylus 46 mm ahead and 17.5 below. */
function head(): { metal: Mesh; body: Mesh; tip: Mesh; polished: Mesh } {
  const outline = fillet([[-4.6, 0, 1], [4.6, 0, 1], [8.8, 14, 6], [8.8, 52, 2.4], [-8.8, 52, 2.4], [-8.8, 14, 6]], { closed: true, steps: 6 });
  const slots = [-6, 6].map((x): Vec2[] => roundedRect(2.4, 13, 1.2, 6).map(([a, b]): Vec2 => [a + x, b + 34]));
  const shell = place(extrude(outline, { depth: 2.2, bevel: 0.5, holes: slots }), { rotate: [90, 0, 0], at: [0, -1.2, 0] });
  const lift = tube(resample(spline([[8.4, -1.2, 44], [13, -1, 45], [18, 0.6, 47], [21.5, 3.8, 49], [23, 7, 50]], 60), 40), 0.95, { segments: 12, bevel: 0.7, scale: (t) => 1 - 0.25 * t });
  const screw = turned([[0, 0, 0], [1.9, 0, 0], [1.9, 1.1, 0.3], [0.9, 1.25, 0], [0, 0.9, 0]], 32);
  const screws = [-6, 6].map((x) => place(screw, { at: [x, -0.1, 34] }));
  const body = merge([place(roundedBox(16.6, 8, 25, 1.2), { at: [0, -6.6, 37] }), place(roundedBox(12.4, 5.6, 17, 1.6), { at: [0, -11.6, 40] })]);
  const pins = [[-3, -5], [3, -5], [-3, -8.4], [3, -8.4]].map(([x, y]) => forward(turned([[0.6, 0, 0], [0.6, 5, 0.2], [0, 5, 0]], 16), [x!, y!, 20]));
  const cantilever = tube([[0, -12.6, 41], [0, -15, 45], [0, -16.9, 47.6]], 0.32, { segments: 10 });
  const wires = [-3, -1, 1, 3].map((x, i) => tube(resample(spline([[x * 0.7, -2.8, 4], [x * 1.3, -4.6 - (i % 2), 10], [x, -5 - 3.4 * (i % 2), 16], [x, -5 - 3.4 * (i % 2), 21]], 40), 24), 0.42, { segments: 8 }));
  return { metal: shell, body: merge([body]), tip: merge(wires), polished: merge([lift, ...screws, ...pins, cantilever]) };
}

/** Everything that swings: tube, joint, head, counterweight. */
function swinging(): { metal: Mesh; polished: Mesh; grip: Mesh; body: Mesh; tip: Mesh; ink: Mesh } {
  const bend = 21;
  const end = LENGTH - 46;
  const line: Vec3[] = resample(spline([[0, 0, -16], [0, 0, 40], [0, 0, 110], [0.6, 0, end - 34], [-1.6, 0, end - 14], [-6, 0, end]], 400), 120);
  const pipe = tube(line, 4.7, { segments: 40, scale: (t) => 1 - 0.16 * t, up: [0, 1, 0] });
  const h = head();
  // the joint lies where the bent end brings the stylus back onto the arm's line
  const put = (m: Mesh): Mesh => place(place(m, { rotate: [0, bend * -1, 0] }), { at: [line[119]![0], 0, end] });
  const collar = merge([
    forward(turned([[3, -9, 0], [5.2, -9, 0.4], [5.2, -6, 0.3], [4.6, -5.8, 0]]), [0, 0, 0]),
    forward(turned([[4.6, 0.6, 0], [5.4, 0.8, 0.3], [5.4, 2.6, 0.5], [0, 2.8, 0]]), [0, 0, 0]),
  ]);
  const collarGrip = forward(place(knurledBand({ radius: 5.6, height: 6.4, count: 36, rows: 6, depth: 0.35, flat: 0.4 }), { at: [0, -5.8, 0] }));
  const weight = merge([
    forward(turned([[4.4, -64, 0], [14.4, -64, 0.8], [16, -62.4, 0.6], [16, -61, 0.2], [15.4, -60.8, 0]], 110)),
    forward(turned([[15.4, -46.2, 0], [16, -46, 0.3], [16, -38.6, 0.6], [14.6, -37.4, 0.6], [4.4, -37.4, 0]], 110)),
    forward(turned([[5, -37, 0], [12.6, -37, 0.3], [12.6, -31.4, 0.5], [5, -31.2, 0]], 96)),
    forward(turned([[3.4, -72, 0], [3.9, -72, 0.5], [3.9, -14, 0]], 40)),
  ]);
  const weightGrip = forward(place(knurledBand({ radius: 16.1, height: 14.6, count: 78, rows: 11, depth: 0.55, flat: 0.4 }), { at: [0, -60.8, 0] }));
  const figures = ["0", "1", "2", "3"].map((t, i) => place(aroundCylinder(lettering(t, { height: 2.6, weight: 0.36 }), 12.65), { rotate: [0, 180 + i * 52, 0], at: [0, -35.6, 0] }));
  const bearing = merge([place(turned([[0, -10.5, 0], [7.6, -10.5, 0.8], [7.6, 10.5, 0.8], [0, 10.5, 0]], 64), { rotate: [0, 0, 90] })]);
  return {
    metal: merge([pipe, put(h.metal), bearing]), polished: merge([put(collar), weight, put(h.polished)]), grip: merge([put(collarGrip), weightGrip]),
    body: put(h.body), tip: put(h.tip), ink: merge(figures.map((f) => forward(f))),
  };
}

/** What stays on the deck: base, yoke, rest, cueing lever and the dial against skating. */
function standing(): { metal: Mesh; polished: Mesh; grip: Mesh; tip: Mesh } {
  const y = DECK, up = AXIS - DECK;
  const base = merge([
    turned([[30, 0, 0], [36, 0, 0.3], [36, 2.4, 0.8], [31, 4.4, 1], [30, 4.4, 0.3]], 130),
    turned([[30.2, 4, 0], [29.6, 4, 0.2], [29.6, 6.6, 0.6], [18, 7.4, 1], [15, 7.8, 1.2], [15, up - 15, 0.6], [16.4, up - 14, 0.5], [16.4, up - 10.6, 0.6], [0, up - 10.4, 0]], 120),
  ]);
  const cheek = fillet([[-7, -12, 0.5], [7, -12, 0.5], [7, 2, 7], [7, 8, 7], [-7, 8, 7], [-7, 2, 7]], { closed: true, steps: 8 });
  const cheeks = [-1, 1].map((s) => place(extrude(cheek, { depth: 4.4, bevel: 0.7 }), { rotate: [0, 90, 0], at: [s * 13.4, up, 0] }));
  const pivots = [-1, 1].map((s) => place(turned([[0, -3, 0], [3.2, -3, 0], [3.2, 1.6, 0.3], [2.2, 2, 0.2], [0, 1.2, 0]], 40), { rotate: [0, 0, -90 * s], at: [s * 15.4, up, 0] }));
  const post = merge([turned([[3.6, 0, 0], [6.6, 0, 0], [6.6, 1.6, 0.5], [3.7, 2.2, 0.5], [3.4, up - 12, 0.4], [4.8, up - 11, 0.4], [4.8, up - 8.6, 0.5], [0, up - 8.4, 0]], 56)]);
  const clip = sweep(roundedRect(7, 1.5, 0.6, 4), resample(spline([[-7.6, 7.6, 0], [-6.1, 3, 0], [-6.2, -1.5, 0], [-3.6, -5.2, 0], [0, -6.4, 0], [3.6, -5.2, 0], [6.2, -1.5, 0], [5.6, 2, 0]], 80), 60), { up: [0, 0, 1], bevel: 0.4 });
  const rest: Vec3 = [6, 0, 88];
  const skate: Vec3 = [29, 0, 18];
  const dial = merge([turned([[7.4, 0, 0], [7.4, 3.4, 0.2], [8.4, 3.6, 0]]), turned([[8.4, 8.6, 0], [8.3, 9.4, 0.3], [7, 10, 0.3], [0, 9.8, 0]])]);
  const dialGrip = place(knurledBand({ radius: 8.6, height: 5, count: 48, rows: 4, depth: 0.4 }), { at: [0, 3.6, 0] });
  const lever = tube(resample(spline([[22, 11, 8], [28, 13, 24], [33, 15.4, 40], [37, 17.6, 52]], 60), 40), 1.5, { segments: 16, bevel: 0.6 });
  const cam = place(turned([[0, 0, 0], [4.6, 0, 0], [4.6, 12.4, 0.6], [0, 12.8, 0]], 44), { at: [22, 2, 8] });
  const knob = place(roundedBox(5.4, 5.4, 13, 2.6, { steps: 6 }), { rotate: [-11, 18, 0], at: [38.2, 18.2, 56] });
  // the bench that lifts the tube
  const bench = tube(resample(spline([[-19, up - 7, 30], [0, up - 7.6, 34], [17, up - 7, 30]], 40), 24), 1.9, { segments: 18, bevel: 1.2 });
  const stem = place(turned([[0, 4, 0], [2.6, 4, 0], [2.6, up - 7.4, 0.4], [0, up - 7.2, 0]], 32), { at: [14, 0, 30] });
  const at: Vec3 = [PIVOT[0], y, PIVOT[1]];
  const put = (m: Mesh): Mesh => place(m, { at });
  return {
    metal: put(merge([base, ...cheeks, place(post, { at: rest }), cam, place(circleWasher(), { at: [14, 4.6, 30] })])),
    polished: put(merge([...pivots, place(dial, { at: skate }), lever, stem])),
    grip: put(place(dialGrip, { at: skate })),
    tip: put(merge([knob, bench, place(clip, { at: add(rest, [0, up - 1, 0]) })])),
  };
}

const circleWasher = (): Mesh => place(extrude(circle(4.6, 40), { depth: 1, bevel: 0.3 }), { rotate: [-90, 0, 0] });

export function armParts(): Part[] {
  const moving = swinging(), fixed = standing();
  const set = (m: Mesh): Mesh => place(place(m, { rotate: [0, armTurn(), 0] }), { at: [PIVOT[0], AXIS, PIVOT[1]] });
  return [
    { name: "arm", mesh: mm(merge([set(moving.metal)])), slot: "arm" },
    { name: "arm base", mesh: mm(fixed.metal), slot: "arm" },
    { name: "arm bright", mesh: mm(merge([set(moving.polished), fixed.polished])), slot: "polished" },
    { name: "arm grips", mesh: mm(merge([set(moving.grip), fixed.grip])), slot: "metal" },
    { name: "cartridge", mesh: mm(set(moving.body)), slot: "accent" },
    { name: "arm rubber", mesh: mm(merge([set(moving.tip), fixed.tip])), slot: "rubber" },
    { name: "arm figures", mesh: mm(set(moving.ink)), slot: "label-ink" },
  ];
}

import {
  aroundDisc, circle, extrude, fillet, knurledBand, lathe, lettering, merge, mm, place, resample, roundedBox, roundedRect, spline, sweep, turnedFace,
  type Corner, type Mesh, type Part, type Vec2, type Vec3,
} from "../../kit/index.ts";
import { FRONT, ROOF, SHOULDER, WINDOWS } from "./body.ts";

const turned = (profile: readonly Corner[], segments = 96): Mesh => lathe(profile, { segments, steps: 4 });
const DIAL: Vec2 = [-33.5, 1.6];
const HUB: Vec2 = [-53.5, 1];
const REWIND: Vec2 = [52, 0.6];

/** Shutter-speed dial: milled edge, figures cut into its top. */
function speedDial(): { grip: Mesh; face: Mesh; ink: Mesh; accent: Mesh } {
  const r = 9.2, h = 5.6, at: Vec3 = [DIAL[0], SHOULDER, DIAL[1]];
  const grip = merge([
    place(knurledBand({ radius: r, height: 3.2, count: 66, rows: 4, depth: 0.42, flat: 0.4 }), { at: [0, 1.2, 0] }),
    turned([[r - 1.6, -0.3, 0], [r - 1.6, 0.5, 0.1], [r - 0.15, 0.7, 0.2], [r - 0.15, 1.2, 0.1], [r - 0.7, 1.2, 0]]),
    turned([[r - 0.7, 4.4, 0], [r - 0.1, 4.4, 0.1], [r - 0.1, 4.9, 0.15], [r - 0.9, h, 0.15], [r - 1.1, h, 0]]),
  ]);
  const face = place(turnedFace({ radius: r - 1.05, hollow: 0.15, pitch: 0.34, depth: 0.012, segments: 90 }), { at: [0, h, 0] });
  // long figures stand further apart
  const speeds: [string, number][] = [["B", 0], ["1", 22], ["2", 43], ["4", 65], ["8", 87], ["15", 111], ["30", 138], ["60", 166], ["125", 199], ["250", 237], ["500", 276], ["1000", 320]];
  const figures = speeds.map(([text, turn]) => place(aroundDisc(lettering(text, { height: 1.25, weight: 0.19, tracking: 0.18, depth: 0.02 }), 6.4), { rotate: [0, 180 - turn, 0], at: [0, h - 0.02, 0] }));
  const hub = place(turned([[0, 0, 0], [1.7, 0, 0], [1.7, 0.35, 0.2], [0, 0.45, 0]], 40), { at: [0, h - 0.15, 0] });
  const put = (m: Mesh) => place(place(m, { rotate: [0, 28, 0] }), { at });
  return { grip: put(merge([grip, hub])), face: put(face), ink: put(merge(figures.slice(1))), accent: merge([put(figures[0]!), place(turned([[0, 0, 0], [0.6, 0, 0], [0.6, 0.12, 0.06], [0, 0.15, 0]], 24), { at: [DIAL[0], SHOULDER, DIAL[1] - 11.2] })]) };
}

/** Advance lever on its hub, the release in the hub's middle, threaded for a cable. */
function advance(): { metal: Mesh; polished: Mesh; tip: Mesh; dark: Mesh } {
  const y = SHOULDER + 3.9, [x, z] = HUB;
  const line = resample(spline([[x, y, z], [x + 1.4, y, z - 6], [x + 8, y, z - 11.6], [x + 18, y, z - 14.8], [x + 27, y, z - 16.6]], 80), 64);
  const arm = sweep(roundedRect(6.2, 1.7, 0.5, 5), line, { up: [0, 1, 0], bevel: 0.4, scale: (t): Vec2 => [1 - 0.3 * t, 1] });
  const end = line.slice(46).map((p): Vec3 => [p[0], p[1] - 0.1, p[2]]);
  const tip = sweep(roundedRect(5.2, 2.9, 1.4, 7), end, { up: [0, 1, 0], bevel: 1.3, bevelSteps: 6, scale: (t): Vec2 => [0.98 - 0.1 * t, 0.82 + 0.22 * Math.sin(t * Math.PI * 0.6)] });
  const hub = merge([
    turned([[5, -0.4, 0], [8.2, -0.4, 0], [8.2, 2.4, 0.35], [7.4, 2.75, 0]]),
    turned([[7.3, 2.9, 0], [7.8, 2.9, 0.2], [7.8, 5.0, 0.4], [6.2, 5.6, 0.3], [5.1, 5.6, 0.2], [4.7, 4.9, 0]]),
  ]);
  const release = merge([turned([[4.1, 3, 0], [4.1, 6.1, 0.5], [3.2, 6.2, 0.3], [1.1, 5.7, 0.15], [0.9, 4.4, 0]]), turned([[4.75, 4.9, 0], [4.7, 4.6, 0], [4.1, 4.6, 0]])]);
  const put = (m: Mesh): Mesh => place(m, { at: [x, SHOULDER, z] });
  return { metal: merge([put(hub), arm]), polished: put(release), tip, dark: put(lathe([[0.95, 4.5, 0], [0, 4.5, 0]], { segments: 24 })) };
}

/** Rewind knob with its folded crank. */
function rewind(): { metal: Mesh; polished: Mesh } {
  const r = 8.6, put = (m: Mesh): Mesh => place(place(m, { rotate: [0, -32, 0] }), { at: [REWIND[0], ROOF, REWIND[1]] });
  const body = merge([
    turned([[r - 1.8, -0.3, 0], [r - 1.8, 0.6, 0.15], [r - 0.2, 0.8, 0.25], [r - 0.2, 1.4, 0.1], [r - 0.7, 1.4, 0]]),
    place(knurledBand({ radius: r, height: 3.1, count: 62, rows: 4, depth: 0.42, flat: 0.4 }), { at: [0, 1.4, 0] }),
    turned([[r - 0.7, 4.5, 0], [r - 0.15, 4.5, 0.1], [r - 0.15, 5, 0.2], [r - 1, 5.6, 0.2], [r - 1.8, 5.6, 0.2], [r - 2, 4.9, 0.1], [0, 4.9, 0]]),
  ]);
  const arm = fillet([[-2.4, -2.4, 2.4], [9.2, -1.7, 1.7], [9.2, 1.7, 1.7], [-2.4, 2.4, 2.4]], { closed: true, steps: 10 });
  const crank = place(extrude(arm, { depth: 0.9, bevel: 0.3, holes: [circle(1.1, 28)] }), { rotate: [-90, 0, 0], at: [-2, 5.9, 0] });
  const pin = turned([[0, 0, 0], [1.5, 0, 0], [1.5, 0.5, 0.1], [1.15, 0.7, 0.1], [1.15, 1.9, 0.2], [1.75, 2.2, 0.2], [1.75, 3, 0.45], [0, 3.2, 0]], 48);
  const axle = turned([[0, 0, 0], [1.5, 0, 0], [1.5, 0.8, 0.3], [0, 0.95, 0]], 40);
  return { metal: put(merge([body])), polished: put(merge([crank, place(pin, { at: [5.6, 6.2, 0] }), place(axle, { at: [-2, 6, 0] })])) };
}

/** Accessory shoe: a plate with two rails folded over it. */
function shoe(): Mesh {
  const at: Vec3 = [14, ROOF, -0.6];
  const rail = fillet([[0, 0, 0.2], [1.4, 0, 0.3], [1.4, 3.1, 1], [-2.2, 3.1, 0.3], [-2.2, 2.1, 0.3], [0.35, 2.1, 0.4], [0.35, 1, 0.2], [0, 1, 0.2]], { closed: true, steps: 5 });
  const one = extrude(rail, { depth: 17.6, bevel: 0.18, bevelSteps: 2 });
  const plate = roundedBox(21.6, 1, 18, 0.3);
  const screws = [[-5, -5], [5, -5], [-5, 5], [5, 5]].map(([x, z]) => place(turned([[0, 0, 0], [1.4, 0, 0], [1.3, 0.3, 0.15], [0.5, 0.35, 0], [0, 0.12, 0]], 32), { at: [x!, 0.68, z!] }));
  return place(merge([place(plate, { at: [0, 0.3, 0] }), place(one, { at: [9.5, 0.2, 0] }), place(one, { rotate: [0, 180, 0], at: [-9.5, 0.2, 0] }), ...screws]), { at });
}

/** A lever on the front: a disc on its pivot and an arm that tapers to its end, hanging down. */
function frontLever(length: number, wide: number, lean: number): Mesh {
  const arm = fillet([[-wide, 2, 0.4], [-wide * 0.72, -length, wide * 0.7], [wide * 0.72, -length, wide * 0.7], [wide, 2, 0.4]], { closed: true, steps: 8 });
  const disc = place(turned([[0, 0, 0], [wide * 1.35, 0, 0], [wide * 1.35, 2.2, 0.3], [wide * 1.05, 2.7, 0.3], [wide * 0.9, 2.45, 0.2], [0, 2.45, 0]], 64), { rotate: [90, 0, 0] });
  return place(merge([place(extrude(arm, { depth: 1.5, bevel: 0.5 }), { at: [0, 0, 1.35] }), disc]), { rotate: [0, 0, lean] });
}

/** Bezels and what lies behind them. */
function windows(): { bezel: Mesh; glass: Mesh; frost: Mesh; dark: Mesh } {
  const bezel: Mesh[] = [], glass: Mesh[] = [], dark: Mesh[] = [];
  for (const w of Object.values(WINDOWS)) {
    const outer = roundedRect(w.width, w.height, 1.5, 7), inner = roundedRect(w.width - 2.2, w.height - 2.2, 0.9, 6);
    bezel.push(place(extrude(outer, { depth: 1.3, bevel: 0.4, holes: [inner] }), { at: [w.x, w.y, FRONT + 0.1] }));
    dark.push(place(extrude(inner, { depth: 0.2 }), { at: [w.x, w.y, FRONT - 1.9] }));
  }
  const pane = ({ x, y, width, height }: { x: number; y: number; width: number; height: number }, z: number) => place(roundedBox(width - 2, height - 2, 0.6, 0.25), { at: [x, y, FRONT + z] });
  glass.push(pane(WINDOWS.finder, -0.75), pane(WINDOWS.range, -0.75));
  // the middle window lights the frames: ground glass cut into fine prisms
  const { x, y, width, height } = WINDOWS.frames;
  const prisms = Array.from({ length: 26 }, (_, i) => place(roundedBox((width - 2.4) / 26, height - 2.2, 0.7, 0.16, { steps: 2 }), { at: [x - (width - 2.4) / 2 + ((i + 0.5) * (width - 2.4)) / 26, y, FRONT - 0.8] }));
  const eye = merge([
    lathe([[5.1, 0, 0], [6.6, 0, 0], [6.6, 1.7, 0.5], [5.6, 2.1, 0.3], [4.4, 1.5, 0.2], [4.4, 0, 0]], { segments: 72 }),
  ]);
  const behind = (m: Mesh, z: number): Mesh => place(m, { rotate: [-90, 0, 0], at: [WINDOWS.finder.x, WINDOWS.finder.y, -FRONT + z] });
  bezel.push(behind(eye, 0));
  glass.push(behind(lathe([[4.5, 0.5, 0], [0, 0.2, 0]], { segments: 48 }), 0));
  dark.push(behind(lathe([[4.8, -1.6, 0], [0, -1.6, 0]], { segments: 40 }), 0));
  return { bezel: merge(bezel), glass: merge(glass), frost: merge(prisms), dark: merge(dark) };
}

export function controlParts(): Part[] {
  const dial = speedDial(), lever = advance(), crank = rewind(), panes = windows();
  const word = place(place(lettering("AUROLOT", { height: 2.6, weight: 0.36, tracking: 0.46 }), { rotate: [-90, 180, 0] }), { at: [-10.5, ROOF + 0.03, 1.3] });
  const small = place(place(lettering("35", { height: 1.5, weight: 0.22, tracking: 0.4 }), { rotate: [-90, 180, 0] }), { at: [-10.5, ROOF + 0.03, -3.4] });
  const levers = merge([place(frontLever(17, 3.1, 3), { at: [-32.5, 39.5, FRONT + 0.2] }), place(frontLever(12.5, 2.5, -16), { at: [31.5, 40.5, FRONT + 0.2] })]);
  const lock = place(place(turned([[0, 0, 0], [4.4, 0, 0], [4.4, 1.9, 0.4], [3.4, 2.6, 0.3], [0, 2.4, 0]], 60), { rotate: [90, 0, 0] }), { at: [35.5, 14.5, FRONT] });
  return [
    { name: "dial grip", mesh: mm(merge([dial.grip, crank.metal])), slot: "knob" },
    { name: "dial face", mesh: mm(dial.face), slot: "knob" },
    { name: "speeds", mesh: mm(merge([dial.ink])), slot: "knob-ink" },
    { name: "bulb", mesh: mm(dial.accent), slot: "accent" },
    { name: "lever", mesh: mm(merge([lever.metal, levers])), slot: "metal" },
    { name: "release", mesh: mm(merge([lever.polished, crank.polished, shoe(), lock])), slot: "polished" },
    { name: "lever tip", mesh: mm(lever.tip), slot: "tip" },
    { name: "wells", mesh: mm(merge([lever.dark, panes.dark])), slot: "dark" },
    { name: "bezels", mesh: mm(panes.bezel), slot: "bezel" },
    { name: "panes", mesh: mm(panes.glass), slot: "pane" },
    { name: "ground glass", mesh: mm(panes.frost), slot: "frost" },
    { name: "maker", mesh: mm(merge([word, small])), slot: "ink" },
  ];
}

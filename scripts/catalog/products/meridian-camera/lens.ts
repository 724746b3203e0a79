import { aroundCylinder, aroundDisc, circle, extrude, fillet, knurledBand, lathe, lettering, merge, mm, place, type Corner, type Mesh, type Part, type Vec2 } from "../../kit/index.ts";
import { FRONT } from "./body.ts";

/** The lens' axis, mm. */
export const AXIS = { x: 1.5, y: 28.4 } as const;

/** From the lens' own frame (axis +Y, 0 at the body's front, −Z upwards) to the camera. */
const onBody = (mesh: Mesh): Mesh => mm(place(mesh, { rotate: [90, 0, 0], at: [AXIS.x, AXIS.y, FRONT] }));
/** Engraved on a barrel of `radius` at `s` from the body and `turn` degrees from the top; read from behind. */
function engraved(text: Mesh, radius: number, s: number, turn: number): Mesh {
  return place(aroundCylinder(text, radius + 0.02), { rotate: [0, 180 - turn, 0], at: [0, s, 0] });
}

const ring = (profile: readonly Corner[], segments = 150): Mesh => lathe(profile, { segments, steps: 4 });
const figure = (text: string, height: number): Mesh => lettering(text, { height, weight: height * 0.15, tracking: 0.28 });

const FOCUS = 22.6;
const STOP = 20.9;

/** The barrel's rings from the mount to the filter thread. */
function barrel(): Mesh {
  const fixed = ring([[19, 1.4, 0], [21.2, 1.4, 0.3], [21.2, 6.1, 0.25], [20.4, 6.4, 0]]);
  const focusBack = ring([[20.2, 6.5, 0], [FOCUS - 0.3, 6.5, 0.3], [FOCUS - 0.1, 7.3, 0.1], [FOCUS - 0.7, 7.5, 0]]);
  const focusFront = ring([[FOCUS - 0.7, 13.9, 0], [FOCUS - 0.05, 14.1, 0.1], [FOCUS, 14.7, 0.2], [FOCUS - 0.5, 15.0, 0.1], [21.6, 19, 0.3], [20.2, 19.1, 0]]);
  const stopBack = ring([[19.8, 19.3, 0], [STOP, 19.3, 0.25], [STOP, 22.3, 0.15], [STOP - 0.5, 22.5, 0]]);
  const nose = ring([[19.4, 26, 0], [20.2, 26.1, 0.2], [20.2, 27.9, 0.15], [20.7, 28.2, 0.15], [20.7, 32, 0.35], [19.6, 32, 0.2]]);
  const thread: [number, number, number][] = [[19.6, 32, 0.2]];
  for (let s = 31.6; s > 29.4; s -= 0.5) thread.push([19.6, s, 0], [19.1, s - 0.25, 0]);
  return merge([fixed, focusBack, focusFront, stopBack, nose, ring([...thread, [18.9, 29, 0]])]);
}

/** What the fingers turn: a knurled focusing ring and a stop ring cut into teeth. */
function grips(): Mesh {
  const focus = place(knurledBand({ radius: FOCUS + 0.25, height: 6.4, count: 104, rows: 5, depth: 0.62, flat: 0.38 }), { at: [0, 7.5, 0] });
  const teeth = 60;
  const outline = Array.from({ length: teeth * 6 }, (_, i): Vec2 => {
    const a = (i / (teeth * 6)) * 2 * Math.PI, k = ((i + 3) % 6) / 6;
    const r = STOP + 0.35 - 0.75 * (0.5 - 0.5 * Math.cos(2 * Math.PI * k)) ** 2.2;
    return [Math.cos(a) * r, Math.sin(a) * r];
  });
  const stop = place(extrude(outline, { depth: 3.5, bevel: 0.3, bevelSteps: 3, holes: [circle(19.2, 90)] }), { rotate: [-90, 0, 0], at: [0, 24.25, 0] });
  return merge([focus, stop]);
}

/** A tongue under the focusing ring for one finger, hollowed on its inside. */
function tab(): Mesh {
  const side: Vec2[] = fillet([[-6.5, 0, 0], [-5.2, -5.8, 2.4], [0, -4.4, 7], [5.2, -5.8, 2.4], [6.5, 0, 0]], { steps: 8 });
  const shape = extrude([...side, [0, 2.2]], { depth: 4.6, bevel: 0.5 });
  return place(place(shape, { rotate: [-90, 0, 0], at: [0, 10.6, FOCUS - 0.2] }), { rotate: [0, 50, 0] });
}

/** Inside of the nose: blackened steps, the iris of ten blades. */
function throat(): { dark: Mesh; iris: Mesh } {
  const steps: [number, number, number][] = [[18.9, 29.2, 0], [13.4, 27.2, 0.2], [13.0, 27.0, 0], [12.9, 24.6, 0]];
  for (let k = 0; k < 9; k++) steps.push([12.4 - k * 0.35, 24.4 - k * 0.55, 0], [12.4 - k * 0.35, 24.1 - k * 0.55, 0]);
  steps.push([9.4, 17.4, 0]);
  const blades = 10, hole: Vec2[] = Array.from({ length: blades }, (_, i) => [Math.cos((i / blades) * 2 * Math.PI + 0.2) * 6.1, Math.sin((i / blades) * 2 * Math.PI + 0.2) * 6.1]);
  const iris: Mesh[] = hole.map((p, i) => {
    const q = hole[(i + 1) % blades]!, dx = q[0] - p[0], dy = q[1] - p[1];
    // each blade lies on its neighbour and runs past the opening's corner to the barrel
    const blade = extrude([p, [p[0] - dx * 1.6, p[1] - dy * 1.6], [q[0] * 1.9, q[1] * 1.9], q], { depth: 0.08 });
    return place(blade, { rotate: [-90, 1.1, 0], at: [0, 17.6 + (i % 2) * 0.05, 0] });
  });
  const pupil = lathe([[9.4, 17.3, 0], [0, 17.3, 0]], { segments: 48 });
  return { dark: merge([lathe(steps, { segments: 110, creaseDegrees: 20 })]), iris: merge([...iris, pupil]) };
}

/** A spherical cap facing away from the body: `radius` at the rim, risen by `sag` (negative is hollow). */
const cap = (radius: number, s: number, sag: number): Mesh =>
  lathe(Array.from({ length: 25 }, (_, i) => [radius * Math.cos((i / 24) * (Math.PI / 2)), s + sag * (1 - Math.cos((i / 24) * (Math.PI / 2)) ** 2), 0] as const), { segments: 90 });

function marks(): { ink: Mesh; accent: Mesh } {
  const ink: Mesh[] = [], accent: Mesh[] = [];
  const stroke = (weight: number, height: number): Mesh => lettering("I", { height, weight });
  ink.push(engraved(stroke(0.4, 3), 21.2, 2.6, 0));
  [["16", 36], ["8", 20], ["4", 10]].forEach(([text, turn]) => {
    for (const side of [-1, 1]) ink.push(engraved(figure(String(text), 1.35), 21.2, 1.9, side * Number(turn)), engraved(stroke(0.16, 1.6), 21.2, 3.9, side * Number(turn)));
  });
  const cone = 22.1;
  const distances: [string, number][] = [["0.7", 62], ["0.8", 47], ["1", 33], ["1.2", 20], ["1.5", 4], ["2", -11], ["3", -24], ["5", -37]];
  for (const [text, turn] of distances) ink.push(engraved(figure(text, 1.75), cone, 16.1, turn));
  // infinity is an eight that lies down
  ink.push(engraved(place(figure("8", 1.9), { rotate: [0, 0, 90], at: [0.95, 0.95, 0] }), cone, 16.1, -50));
  accent.push(engraved(figure("M", 1.6), cone, 16.1, 76));
  for (const [i, text] of ["2", "2.8", "4", "5.6", "8", "11", "16"].entries()) ink.push(engraved(figure(text, 1.75), STOP, 19.95, -44 + i * 16));
  const bead = lathe([[1.25, -0.3, 0], [1.25, 0.1, 0.2], [0.8, 0.55, 0.5], [0, 0.65, 0]], { segments: 28 });
  accent.push(place(bead, { rotate: [-90, 0, 0], at: [0, 0, 0] }));
  const word = (text: string, turn: number): Mesh => place(aroundDisc(lettering(text, { height: 1.55, weight: 0.22, tracking: 0.42 }), 15.6), { rotate: [0, -turn, 0] });
  // on the inner cone, its slope taken from the throat's profile
  const lift = (mesh: Mesh): Mesh => {
    const positions = mesh.positions.slice();
    for (let i = 0; i < positions.length; i += 3) {
      const r = Math.hypot(positions[i]!, positions[i + 2]!);
      positions[i + 1] = 27.2 + ((r - 13.4) / (18.9 - 13.4)) * 2 + 0.06;
    }
    return { ...mesh, positions };
  };
  ink.push(lift(word("AUROLOT", 0)), lift(word("35 MM", 118)), lift(word("1/2", -118)), lift(word("NO 20417", 180)));
  return { ink: merge(ink), accent: merge(accent) };
}

export function lensParts(): Part[] {
  const flange = ring([[16, 0.2, 0], [22.6, 0.2, 0], [22.6, 1.1, 0.35], [21.6, 1.5, 0.2], [19, 1.5, 0]]);
  const collar = ring([[22.4, -1, 0], [24.2, -1, 0], [24.2, 0.5, 0.4], [22.7, 0.75, 0.2], [22.5, 0.2, 0]]);
  const { dark, iris } = throat(), { ink, accent } = marks();
  const screws = [45, 135, 225, 315].map((a) => {
    const t = (a * Math.PI) / 180;
    return place(lathe([[0, 0, 0], [1, 0, 0], [1, 0.2, 0.1], [0.35, 0.26, 0], [0, 0.1, 0]], { segments: 24 }), { at: [Math.sin(t) * 23.4, 0.55, Math.cos(t) * 23.4] });
  });
  return [
    { name: "mount", mesh: onBody(merge([flange, collar, ...screws])), slot: "polished" },
    { name: "barrel", mesh: onBody(barrel()), slot: "barrel" },
    { name: "grips", mesh: onBody(merge([grips(), tab()])), slot: "grip" },
    { name: "throat", mesh: onBody(dark), slot: "dark" },
    { name: "iris", mesh: onBody(iris), slot: "iris" },
    { name: "lens figures", mesh: onBody(ink), slot: "barrel-ink" },
    { name: "lens index", mesh: onBody(accent), slot: "accent" },
    { name: "rear element", mesh: onBody(cap(10.2, 22.6, -2.6)), slot: "amber" },
    { name: "front element", mesh: onBody(cap(12.9, 26.3, 3.4)), slot: "coated" },
  ];
}

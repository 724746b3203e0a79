import { extrude, lathe, merge, place, resample, roundedRect, superellipse, sweep, tube, type Mesh, type Vec2, type Vec3 } from "../../kit/index.ts";
import { FOLD, FRAME, LENGTH, THICK } from "./path.ts";
import { onStrap } from "./strap.ts";

/** From the bar to the far side of the frame, mm. */
const REACH = 31;

export interface Buckle {
  metal: Mesh;
  dark: Mesh;
}

/** Frame, bar, prong and the two screws that hold the fold, mm. Drawn with x along the strap, the bar at 0, z outwards. */
export function makeBuckle(): Buckle {
  const wire = 2.5;
  const outline = roundedRect(REACH, 2 * (FRAME - wire), 7, 16).map(([x, y]): Vec3 => [x + REACH / 2, y, 0.9 * Math.sin((Math.PI * (x + REACH / 2)) / REACH)]);
  // flat in front, half round behind
  const section: Vec2[] = superellipse(wire, 2, 2.6, 40).map(([x, y]): Vec2 => [x, y > 0 ? y * 0.9 : y]);
  const frame = sweep(section, resample(outline, 260, true), { closed: true, up: [0, 0, 1], creaseDegrees: 60 });
  const prongLine = resample([[-0.4, 0, 3.3], [5, 0, 4.5], [12, 0, 4.6], [22, 0, 4.3], [REACH + 1.2, 0, 3.9]], 60);
  const prong = sweep(superellipse(2.5, 1.5, 2.6, 32), prongLine, { up: [0, 0, 1], bevel: 0.9, bevelSteps: 6, scale: (t): Vec2 => [1 - 0.22 * t, 1 - 0.12 * t] });
  const eye = tube(Array.from({ length: 40 }, (_, i): Vec3 => [Math.cos((i / 40) * 2 * Math.PI) * 3.6, 0, Math.sin((i / 40) * 2 * Math.PI) * 3.6]), 1.7, { closed: true, segments: 18 });
  // the notch in the frame that the prong rests in
  const rest = place(extrude(roundedRect(3.2, 6.4, 1.2, 6), { depth: 1.2, bevel: 0.35 }), { at: [REACH, 0, 1.5] });
  const screw = place(lathe([[0, -0.4, 0], [4.3, -0.4, 0], [4.5, 0.5, 0.3], [3.8, 1.25, 0.5], [0, 1.35, 0]], { segments: 64, steps: 5 }), { rotate: [90, 0, 0] });
  const slot = extrude(roundedRect(5.2, 0.9, 0.4, 5), { depth: 0.24 });
  // the leather is cut open where the prong swings
  const cut = sweep(roundedRect(6.6, 0.3, 0.1, 2), Array.from({ length: 30 }, (_, i): Vec3 => {
    const a = Math.PI * 0.5 - (i / 29) * Math.PI * 0.96, r = FOLD + THICK / 2 + 0.02;
    return [Math.cos(a) * r, 0, Math.sin(a) * r];
  }), { up: [0, 0, 1] });
  const onBar = (mesh: Mesh): Mesh => onStrap(mesh, LENGTH - 1e-3, { lift: -FOLD });
  const screws = [LENGTH - 15, LENGTH - 31];
  return {
    metal: merge([onBar(frame), onBar(prong), onBar(eye), onBar(rest), ...screws.flatMap((s) => [onStrap(screw, s), onStrap(screw, s, { lift: THICK * 1.5 + 0.2, inner: true })])]),
    dark: merge([onBar(cut), ...screws.map((s, i) => onStrap(place(place(slot, { rotate: [0, 0, 34 + i * 71] }), { at: [0, 0, 1.28] }), s))]),
  };
}

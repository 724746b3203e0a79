import { circle, computeNormals, extrude, fillet, lathe, merge, mm, place, subset, type Corner, type Mesh, type Vec2 } from "../../kit/index.ts";
import { lettering } from "../../kit/lettering.ts";

// The watch lies with its dial's normal along +Y, twelve o'clock towards -Z, the crown at +X; the case back
// touches y = 0. Millimetres here, because a watch is drawn in them.

/** Dial surface and outer radius of the case, mm. */
export const DIAL_Y = 6;
const CASE_R = 19;

const turned = (profile: readonly Corner[], segments = 180, steps = 5): Mesh => lathe(profile, { segments, steps });

/** Parts of the case by their finish. */
export interface Case {
  brushed: Mesh;
  polished: Mesh;
  glass: Mesh;
  /** Letters cut into the back. */
  engraving: Mesh;
}

function lugs(): { brushed: Mesh; polished: Mesh } {
  const side: Vec2[] = fillet(
    [[11, 6.55], [11, 1.7], [17.2, 1.5, 3], [20.6, 0.2, 2], [22.4, -0.9, 0.5], [23.5, -0.1, 0.6], [22.6, 3.6, 3.4], [19.4, 6.15, 5], [16, 6.55, 4]],
    { closed: true, steps: 10 },
  );
  const one = computeNormals(extrude(side, { depth: 3.3, bevel: 0.55, bevelSteps: 1, creaseDegrees: 24 }), 24);
  const top: number[] = [], shine: number[] = [];
  for (let t = 0; t < one.indices.length; t += 3) {
    const ids = [one.indices[t]!, one.indices[t + 1]!, one.indices[t + 2]!];
    const tilt = ids.reduce((s, i) => s + Math.abs(one.normals[i * 3 + 2]!), 0) / 3;
    (tilt < 0.2 ? top : shine).push(...ids);
  }
  const four = (mesh: Mesh): Mesh => {
    // the side view lies in z and y: turn it so that its x points along +Z
    const ahead = place(mesh, { rotate: [0, -90, 0] });
    return merge([-1, 1].flatMap((x) => [-1, 1].map((z) => place(ahead, { at: [x * 11.75, 0, 0], scale: [1, 1, z] }))));
  };
  return { brushed: four(subset(one, top)), polished: four(subset(one, shine)) };
}

function crown(): Mesh {
  const teeth = 40;
  const outline = Array.from({ length: teeth * 6 }, (_, i): Vec2 => {
    const a = (i / (teeth * 6)) * 2 * Math.PI, k = (i % 6) / 6;
    const r = 3.05 - 0.2 * (0.5 - 0.5 * Math.cos(2 * Math.PI * k)) ** 1.6;
    return [Math.cos(a) * r, Math.sin(a) * r];
  });
  const knurl = extrude(outline, { depth: 2.7, bevel: 0.3, bevelSteps: 4 });
  const cap = turned([[0, 0], [2.62, 0], [2.62, 0.34, 0.3], [0, 0.62]], 64);
  const neck = turned([[1.5, 0], [1.5, 1.6]], 48);
  const initial = lettering("A", { height: 2.1, weight: 0.34, depth: 0.2 });
  const ring = turned([[0, 0], [2.3, 0], [2.3, 0.5, 0.15], [0, 0.5]], 64);
  return merge([
    place(knurl, { at: [CASE_R + 0.75 + 1.35, 4, 0], rotate: [0, 90, 0] }),
    place(cap, { at: [CASE_R + 0.75 + 2.68, 4, 0], rotate: [0, 0, -90] }),
    place(initial, { at: [CASE_R + 0.75 + 2.68 + 0.42, 4 - 1.05, 0], rotate: [0, 90, 0] }),
    place(neck, { at: [CASE_R - 0.6, 4, 0], rotate: [0, 0, -90] }),
    place(ring, { at: [CASE_R - 0.1, 4, 0], rotate: [0, 0, -90] }),
  ]);
}

/** Mid-case, bezel, lugs, back, crown and glass, in mm. */
export function makeCase(): Case {
  const { brushed, polished } = lugs();
  const wall = turned([[18.72, 1.55], [19, 1.85, 0.1], [19.06, 4], [19, 6.35, 0.1], [18.74, 6.62]]);
  const chamfers = [
    turned([[17.4, 1.35], [18.5, 1.35, 0.05], [18.72, 1.55]]),
    turned([[18.74, 6.62], [18.6, 6.78, 0.08], [18.2, 6.8], [18.2, 6.6]]),
  ];
  const bezel = turned([[18.15, 6.6], [18.32, 6.98, 0.08], [18.36, 7.35, 0.22], [17.6, 7.78, 0.9], [16.75, 8.42, 0.35], [16.35, 8.46, 0.12], [16.22, 8.2], [16.2, 7.2]], 200, 8);
  const rehaut = turned([[16.24, 8.0], [16.1, 7.7, 0.1], [15.45, DIAL_Y + 0.05, 0.04], [15.45, DIAL_Y - 0.2]]);
  const back = turned([
    [0, 0], [13.2, 0, 0.1], [13.3, 0.12], [13.5, 0.12], [13.6, 0, 0.1], [16.4, 0, 0.5], [17.5, 0.95, 0.2], [17.5, 1.5],
  ]);
  const notch = extrude(circle(0.9, 20), { depth: 0.1, bevel: 0.03, bevelSteps: 2 });
  const notches = Array.from({ length: 6 }, (_, i) => {
    const a = (i / 6) * 2 * Math.PI;
    return place(notch, { at: [Math.cos(a) * 15, 0.02, Math.sin(a) * 15], rotate: [90, 0, 0] });
  });
  const glass = turned([[16.15, 7.6], [16.12, 8.35, 0.25], [15.4, 8.72, 2.4], [9, 9.12, 12], [0, 9.22]], 120, 10);
  return {
    brushed: mm(merge([wall, brushed, back])),
    polished: mm(merge([...chamfers, bezel, rehaut, polished, crown(), ...notches])),
    glass: mm(glass),
    engraving: mm(place(merge([
      place(lettering("AUROLOT", { height: 1.5, weight: 0.2, tracking: 0.4, depth: 0.02 }), { at: [0, 2.4, 0] }),
      lettering("AUTOMATIC", { height: 0.9, weight: 0.14, tracking: 0.4, depth: 0.02 }),
    ]), { rotate: [90, 0, 180] })),
  };
}


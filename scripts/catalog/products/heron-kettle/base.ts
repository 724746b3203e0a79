import {
  aroundDisc, circle, extrude, flatFace, inset, knurledBand, lathe, lettering, merge, mm, place, refine, resample, roundedRect, shellAround, turnedFace,
  type Corner, type Mesh, type Part, type Vec2, type Vec3,
} from "../../kit/index.ts";

/** Height of the base's plate, on which the vessel stands, mm. */
export const PLATE = 23.2;
const TOP = 21;
/** Middle of the dial, mm towards the front. */
const DIAL_Z = 91;

/** Convex hull, counter-clockwise (Andrew's monotone chain, 1979). */
function hull(points: readonly Vec2[]): Vec2[] {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const half = (list: readonly Vec2[]): Vec2[] => {
    const out: Vec2[] = [];
    for (const p of list) {
      while (out.length > 1) {
        const a = out[out.length - 2]!, b = out[out.length - 1]!;
        if ((b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]) > 0) break;
        out.pop();
      }
      out.push(p);
    }
    return out.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

/** The base seen from above, in x and −z: a round for the kettle, drawn out to the front for the dial. */
function outline(): Vec2[] {
  const front = ([x, y]: Vec2, side: number): Vec2 => [x + side * 17, y - DIAL_Z];
  const corners = hull([...circle(82, 240), ...circle(24, 160).flatMap((p) => [front(p, 1), front(p, -1)])]);
  return resample(corners.map((p): Vec3 => [p[0], p[1], 0]), 320, true).map((p): Vec2 => [p[0], p[1]]);
}

function dial(): { grip: Mesh; face: Mesh; mark: Mesh } {
  const r = 15.5, at: Vec3 = [0, TOP, DIAL_Z], turned = (p: readonly Corner[]) => lathe(p, { segments: 120, steps: 4 });
  const grip = merge([
    turned([[r - 2, -0.6, 0], [r - 2, 0.7, 0.1], [r - 0.2, 0.9, 0.25], [r - 0.2, 1.7, 0.15], [r - 0.8, 1.7, 0]]),
    place(knurledBand({ radius: r, height: 6.6, count: 84, rows: 6, depth: 0.5, flat: 0.4 }), { at: [0, 1.7, 0] }),
    turned([[r - 0.8, 8.3, 0], [r - 0.15, 8.3, 0.15], [r - 0.15, 9.2, 0.15], [r - 1.2, 10.2, 0.25], [r - 1.6, 10.2, 0]]),
  ]);
  const face = place(turnedFace({ radius: r - 1.5, hollow: 0.5, pitch: 0.5, depth: 0.014, segments: 120 }), { at: [0, 10.2, 0] });
  const mark = place(extrude(roundedRect(0.9, 4.4, 0.45, 5), { depth: 0.5, bevel: 0.12 }), { rotate: [-90, 0, 0], at: [0, 9.95, -10.4] });
  const put = (m: Mesh): Mesh => place(place(m, { rotate: [0, -turnOf(93), 0] }), { at });
  return { grip: put(grip), face: put(face), mark: put(mark) };
}

/** Where `degrees` Celsius stand around the dial, turned clockwise from the back: 40 at the left, 100 at the right. */
const turnOf = (degrees: number): number => 270 - (degrees - 40) * 3;

/** Degrees around the front of the dial, where the kettle does not hide them. */
function scale(): { ink: Mesh; accent: Mesh } {
  const tick = (degrees: number, height: number, weight: number): Mesh => place(aroundDisc(lettering("I", { height, weight }), 17.6), { rotate: [0, -turnOf(degrees), 0] });
  const ink: Mesh[] = [];
  for (let t = 40; t <= 100; t += 4) ink.push(tick(t, t % 20 === 0 ? 2.4 : 1.3, t % 20 === 0 ? 0.38 : 0.26));
  const figure = (text: string, x: number, z: number): Mesh => place(lettering(text, { height: 2.5, weight: 0.36, tracking: 0.26 }), { rotate: [-90, 0, 0], at: [x, 0, z] });
  ink.push(figure("40", -24.5, 1.25), figure("100", 25.2, 1.25));
  const put = (m: Mesh): Mesh => place(m, { at: [0, TOP + 0.02, DIAL_Z] });
  return { ink: put(merge(ink)), accent: put(tick(93, 2.4, 0.6)) };
}

export function baseParts(): Part[] {
  const rim = refine(outline(), 6, true);
  const shell = merge([
    shellAround(rim, [[-3, 1.6, 0], [-1.4, 1.6, 0.4], [0, 6, 3], [0, 17, 0], [-0.4, TOP, 3], [-3.4, TOP, 0]], { steps: 6, step: 4 }),
    place(flatFace({ outline: inset(rim, 3.4), holes: [circle(76.5, 160), circle(13, 60).map(([x, y]): Vec2 => [x, y - DIAL_Z])], cell: 4 }), { rotate: [-90, 0, 0], at: [0, TOP, 0] }),
    place(flatFace({ outline: inset(rim, 3).map(([x, y]): Vec2 => [x, -y]), cell: 7 }), { rotate: [90, 0, 0], at: [0, 1.6, 0] }),
  ]);
  // the kettle stands in a shallow dish; its connector is in the middle
  const dish = lathe([[76.5, TOP, 0.3], [76, TOP - 1.2, 0.4], [73.5, TOP - 1.2, 0.6], [72.5, PLATE, 0.8], [16, PLATE, 0.5], [15.4, PLATE - 1, 0]], { segments: 160, steps: 4, step: 5 });
  const plug = lathe([[15.4, PLATE - 1, 0], [9, PLATE - 1, 0.3], [9, PLATE + 1, 0.5], [0, PLATE + 1, 0]], { segments: 60 });
  const foot = lathe([[0, 0, 0], [7, 0, 0.6], [7.6, 1.8, 0.3], [0, 1.8, 0]], { segments: 44 });
  const feet = [[-52, -46], [52, -46], [-56, 34], [56, 34], [0, 98]].map(([x, z]) => place(foot, { at: [x!, 0, z!] }));
  const d = dial(), s = scale();
  const led = place(lathe([[1.1, -0.3, 0], [1.1, 0.1, 0.1], [0.6, 0.3, 0.2], [0, 0.35, 0]], { segments: 28 }), { at: [34.5, TOP, DIAL_Z] });
  const socket = extrude(roundedRect(15, 8, 3.9, 10), { depth: 2.4, bevel: 0.5, holes: [roundedRect(12, 5.4, 2.6, 8)] });
  const hole = extrude(roundedRect(12.2, 5.6, 2.7, 8), { depth: 0.4 });
  const pins = [-3, 3].map((x) => place(lathe([[0, 0, 0], [1, 0, 0], [1, 1.6, 0.3], [0, 1.6, 0]], { segments: 24 }), { rotate: [-90, 0, 0], at: [x, 10.8, -82] }));
  const maker = place(lettering("AUROLOT", { height: 2.6, weight: 0.36, tracking: 0.55 }), { at: [0, 10, DIAL_Z + 24.03] });
  return [
    { name: "base", mesh: mm(shell), slot: "base" },
    { name: "plate", mesh: mm(merge([dish])), slot: "plate" },
    { name: "feet", mesh: mm(merge([...feet, plug])), slot: "rubber" },
    { name: "dial grip", mesh: mm(d.grip), slot: "dial" },
    { name: "dial face", mesh: mm(d.face), slot: "dial" },
    { name: "dial mark", mesh: mm(merge([d.mark, s.accent])), slot: "accent" },
    { name: "scale", mesh: mm(merge([s.ink, maker])), slot: "ink" },
    { name: "light", mesh: mm(led), slot: "light" },
    { name: "socket", mesh: mm(merge([place(socket, { at: [0, 10.8, -81.4] })])), slot: "rubber" },
    { name: "socket hole", mesh: mm(place(hole, { at: [0, 10.8, -81.7] })), slot: "dark" },
    { name: "pins", mesh: mm(merge(pins)), slot: "polished" },
  ];
}

import {
  extrude, instancesAlong, knurledBand, lathe, merge, mirror, place, resample, roundedRect, spline, stitch, sweep, turnedFace,
  type Mesh, type Part, type Vec2, type Vec3,
} from "../../kit/index.ts";
import { DECK, DIAL, HALF, swell } from "./body.ts";

/** The dial: a turned top between polished chamfers, a knurled band, a foot that runs into the deck. */
export function dialParts(): Part[] {
  const at: Vec3 = [DIAL[0], DECK, DIAL[1]];
  const R = 0.0235;
  const knurl = place(knurledBand({ radius: R, height: 0.0088, count: 84, rows: 5, depth: 0.00052, flat: 0.4 }), { at: [0, 0.0026, 0] });
  const foot = lathe([[0.0205, -0.003, 0], [0.0222, -0.003, 0.0002], [0.0222, 0.0014, 0.0002], [R - 0.0002, 0.0014, 0.0003], [R - 0.0002, 0.0026, 0.0002], [R - 0.0008, 0.0026, 0]], { segments: 144, steps: 3 });
  const rim = lathe([[R - 0.0008, 0.0114, 0], [R - 0.0002, 0.0114, 0.0001], [R - 0.0002, 0.0122, 0.0001], [R - 0.0012, 0.0132, 0.0003], [R - 0.0022, 0.0132, 0.0002], [R - 0.0025, 0.0128, 0]], { segments: 160, steps: 4 });
  const top = place(turnedFace({ radius: R - 0.0025, hollow: 0.0008, segments: 120 }), { at: [0, 0.0129, 0] });
  const mark = place(extrude(roundedRect(0.0012, 0.0062, 0.0006, 6), { depth: 0.0006, bevel: 0.00015 }), { rotate: [-90, 0, 0], at: [0, 0.01285, -0.0152] });
  const turned = (m: Mesh) => place(place(m, { rotate: [0, 34, 0] }), { at });
  return [
    { name: "dial grip", mesh: turned(merge([knurl, foot])), slot: "dial" },
    { name: "dial rim", mesh: turned(rim), slot: "polished" },
    { name: "dial face", mesh: turned(top), slot: "turned" },
    { name: "dial mark", mesh: turned(mark), slot: "accent" },
  ];
}

const WIDTH = 0.0215;
/** Height of the strap's bolts, metres. */
const BOLT = 0.076;
const bodyEnd = HALF.x + swell(BOLT);

/** The strap's middle line from the right end over the top to the left one, metres. */
function strapLine(): Vec3[] {
  const x = bodyEnd + 0.0042;
  const half: Vec3[] = [[x - 0.0004, BOLT - 0.0125, 0], [x, BOLT, 0], [x + 0.0006, BOLT + 0.02, 0], [x - 0.0018, BOLT + 0.045, 0], [x - 0.013, BOLT + 0.068, 0], [x - 0.037, BOLT + 0.0835, 0], [x - 0.07, BOLT + 0.0895, 0]];
  const all = [...half, [0, BOLT + 0.0908, 0] as Vec3, ...half.map(([a, b, c]): Vec3 => [-a, b, c]).reverse()];
  return resample(spline(all, 900), 320);
}

/** One layer of leather along the line, its middle `out` metres outside it; ends cut to a half round. */
function layer(line: readonly Vec3[], thickness: number, out: number, width: number): Mesh {
  const total = line.reduce((s, p, i) => (i ? s + Math.hypot(p[0] - line[i - 1]![0], p[1] - line[i - 1]![1]) : 0), 0);
  const r = width / 2;
  // more points where the ends are rounded
  const fine: Vec3[] = [];
  const ends = 14;
  const point = (s: number): Vec3 => {
    const f = (s / total) * (line.length - 1), i = Math.min(line.length - 2, Math.floor(f)), t = f - i;
    const a = line[i]!, b = line[i + 1]!;
    return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, 0];
  };
  for (let k = 0; k < ends; k++) fine.push(point(r * (1 - Math.cos((k / ends) * (Math.PI / 2)))));
  for (let k = 0; k <= 220; k++) fine.push(point(r + ((total - 2 * r) * k) / 220));
  for (let k = ends - 1; k >= 0; k--) fine.push(point(total - r * (1 - Math.cos((k / ends) * (Math.PI / 2)))));
  const profile = roundedRect(width, thickness, Math.min(0.0007, thickness * 0.42), 4).map((p): Vec2 => [p[0], p[1] + out]);
  const scale = (t: number): Vec2 => {
    const s = Math.min(t, 1 - t) * total;
    return [s >= r ? 1 : Math.max(0.03, Math.sqrt(1 - ((r - s) / r) ** 2)), 1];
  };
  return sweep(profile, fine, { up: [1, 0, 0], scale, creaseDegrees: 40 });
}

/** A flat-headed bolt, axis along +X from x = 0. */
function bolt(): Mesh {
  const head = lathe([[0.006, 0, 0], [0.0072, 0, 0.0002], [0.0072, 0.0017, 0.0003], [0.0062, 0.0024, 0.0004], [0, 0.0024, 0]], { segments: 72, steps: 4 });
  return place(head, { rotate: [0, 0, -90] });
}

/** Strap, stitches, bolts and the plates that it is bolted to. */
export function strapParts(): Part[] {
  const line = strapLine();
  const inner: Mesh = layer(line, 0.0017, -0.00088, WIDTH - 0.0004), outer = layer(line, 0.0018, 0.0009, WIDTH);
  const thread = stitch({ length: 0.0037, radius: 0.00038, rise: 0.00025, segments: 8 });
  const seam = line.slice(8, -8);
  const edge = WIDTH / 2 - 0.0026;
  const lean = (i: number) => ({ turn: 0, scale: 1 + 0.05 * Math.sin(i * 2.3), shift: [0, 0, 0.0001 * Math.sin(i * 5.1)] as Vec3 });
  const rows = [edge, -edge].flatMap((x) => [
    ...instancesAlong(seam, { spacing: 0.0043, up: [1, 0, 0], offset: [x, 0.0018], vary: lean }),
    ...instancesAlong([...seam].reverse(), { spacing: 0.0043, up: [-1, 0, 0], offset: [x, 0.00175], vary: lean }),
  ]);
  const plate = place(lathe([[0.004, 0, 0], [0.0128, 0, 0.0003], [0.0128, 0.0016, 0.0005], [0, 0.0016, 0]], { segments: 80 }), { rotate: [0, 0, -90], at: [bodyEnd - 0.0003, BOLT, 0] });
  const head = place(bolt(), { at: [bodyEnd + 0.0042 + 0.0018, BOLT, 0] });
  const slot = place(extrude(roundedRect(0.0082, 0.0011, 0.00045, 4), { depth: 0.0005 }), { rotate: [0, 90, 24], at: [bodyEnd + 0.0042 + 0.0018 + 0.00222, BOLT, 0] });
  const both = (m: Mesh) => merge([m, mirror(m, "x")]);
  return [
    { name: "strap outside", mesh: outer, slot: "leather" },
    { name: "strap lining", mesh: inner, slot: "lining" },
    { name: "strap thread", mesh: thread, instances: rows, slot: "thread" },
    { name: "strap plates", mesh: both(plate), slot: "metal" },
    { name: "bolts", mesh: both(head), slot: "polished" },
    { name: "bolt slots", mesh: both(slot), slot: "dark" },
  ];
}

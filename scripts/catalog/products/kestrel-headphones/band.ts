import {
  computeNormals, extrude, fillet, instancesAlong, merge, mirror, place, resample, roundedRect, spline, stitch, sweep, transform, tube, valueNoise3, displace, frames, arcLengths, add,
  type Mesh, type Part, type Vec2, type Vec3,
} from "../../kit/index.ts";

/** Middle line of the band's spring from the right end over the head to the left one, metres; `top` of the yoke's stem at its start. */
const HALF: Vec3[] = [[0.0772, 0.126, 0], [0.0775, 0.138, 0], [0.0738, 0.158, 0], [0.0615, 0.1795, 0], [0.0415, 0.1935, 0], [0.02, 0.1998, 0]];
const line: Vec3[] = resample(spline([...HALF, [0, 0.2013, 0], ...HALF.map(([x, y, z]): Vec3 => [-x, y, z]).reverse()], 1200), 220);
const lengths = arcLengths(line);
const LENGTH = lengths[lengths.length - 1]!;

/** Width of the band at length fraction t, metres. */
function width(t: number): number {
  // even within the sleeves
  const u = Math.max(0, (Math.sin(Math.PI * t) - 0.2) / 0.8);
  return 0.0186 + 0.0164 * u * (2 - u);
}

/** The line moved by `out` metres away from the head and `side` × half width along z. */
function beside(side: number, less: number, out: number, from = 0, to = 1): Vec3[] {
  const list = frames(line, false, [1, 0, 0]);
  return list.flatMap((f, i): Vec3[] => {
    const t = lengths[i]! / LENGTH;
    return t < from || t > to ? [] : [add(add(f.at, f.up, out), f.right, side * (width(t) / 2 - less))];
  });
}

/** Mean width, metres: profiles are drawn so wide, then brought to the band's width along the way. */
const MEAN = 0.03;

/** Leather over the spring steel, crowned. */
function cover(): Mesh {
  const half = MEAN / 2;
  const profile = fillet([[-half, -0.0011, 0.0006], [half, -0.0011, 0.0006], [half, 0.0005, 0.0012], [0.6 * half, 0.0016, 0.006], [0, 0.0019, 0.012], [-0.6 * half, 0.0016, 0.006], [-half, 0.0005, 0.0012]], { closed: true, steps: 6 });
  // its ends lie in the sleeves
  return sweep(profile, line.filter((_, i) => lengths[i]! > 0.012 && lengths[i]! < LENGTH - 0.012), { up: [1, 0, 0], scale: (t): Vec2 => [width((0.012 + t * (LENGTH - 0.024)) / LENGTH) / MEAN, 1], caps: "flat", creaseDegrees: 50 });
}

const PADS = { from: 0.13, to: 0.87, count: 11 } as const;

/** The cushion under the band, sewn across into soft lengths. */
function pad(): Mesh {
  const pieces = 160, half = MEAN / 2;
  const path = resample(line.filter((_, i) => lengths[i]! / LENGTH >= PADS.from && lengths[i]! / LENGTH <= PADS.to), pieces);
  const profile = fillet([[-half, -0.0012, 0.001], [-half, -0.0052, 0.005], [-0.72 * half, -0.0096, 0.006], [0, -0.0111, 0.02], [0.72 * half, -0.0096, 0.006], [half, -0.0052, 0.005], [half, -0.0012, 0.001]], { closed: true, steps: 8 });
  const dense: Vec2[] = [];
  profile.forEach((p, i) => {
    const q = profile[(i + 1) % profile.length]!, n = Math.max(1, Math.ceil(Math.abs(q[0] - p[0]) / 0.0035));
    for (let k = 0; k < n; k++) dense.push([p[0] + ((q[0] - p[0]) * k) / n, p[1] + ((q[1] - p[1]) * k) / n]);
  });
  const mesh = sweep(dense, path, {
    up: [1, 0, 0],
    scale: (t): Vec2 => {
      const all = PADS.from + t * (PADS.to - PADS.from), ends = Math.min(1, Math.min(t, 1 - t) / 0.05);
      const pillow = Math.abs(Math.sin(Math.PI * t * PADS.count)) ** 0.6;
      return [((width(all) - 0.0016) / MEAN) * (0.985 + 0.015 * pillow), (0.85 + 0.15 * pillow) * (0.45 + 0.55 * Math.sqrt(ends * (2 - ends)))];
    },
    caps: "flat",
    creaseDegrees: 60,
  });
  return computeNormals(displace(mesh, ([x, y, z]) => 0.00022 * valueNoise3(x * 130, y * 130, z * 130, 3)), 60);
}

/** The metal sleeve at the band's end, and the bar that slides in it down to the yoke at `yoke` (right side). */
function slider(yoke: Vec3): { sleeve: Mesh; bar: Mesh; marks: Mesh } {
  const first = line[0]!;
  const head = resample(spline([add(first, [-0.0003, -0.0075, 0]), first, ...line.filter((_, i) => i > 0 && lengths[i]! < 0.021)], 60), 28);
  const sleeve = sweep(roundedRect(0.0225, 0.0064, 0.0029, 7), head, {
    up: [1, 0, 0], bevel: 0.0009, creaseDegrees: 30,
    scale: (t): Vec2 => [0.86 + 0.16 * t, 0.92 + 0.08 * t],
  });
  const run = resample([yoke, add(first, [-0.0004, -0.004, 0])], 30);
  const bar = sweep(roundedRect(0.0098, 0.0026, 0.0011, 5), run, { up: [1, 0, 0], creaseDegrees: 30 });
  const mark = extrude(roundedRect(0.0032, 0.00035, 0.00015, 3), { depth: 0.0002 });
  const ticks = instancesAlong(run, { count: 8, up: [1, 0, 0], offset: [0, 0.00128] }).slice(2, 7);
  const flat = place(mark, { rotate: [-90, 0, 0] });
  return { sleeve, bar, marks: merge(ticks.map((m) => transform(flat, m))) };
}

/** Band, padding, stitches, sleeves and sliders for both sides; `yoke` is the top of the right yoke, metres. */
export function bandParts(yoke: Vec3): Part[] {
  const { sleeve, bar, marks } = slider(yoke);
  const both = (m: Mesh) => merge([m, mirror(m, "x")]);
  const piping = [1, -1].map((s) => tube(beside(s, 0.0004, -0.0016, PADS.from - 0.01, PADS.to + 0.01), 0.00105, { segments: 9, up: [1, 0, 0], bevel: 0.0006, scale: (t) => Math.min(1, 0.35 + 14 * Math.min(t, 1 - t)) }));
  const rows = [1, -1].flatMap((s) => instancesAlong(beside(s, 0.0024, 0.0011, 0.06, 0.94), { spacing: 0.0036, up: [1, 0, 0], vary: (i) => ({ scale: 1 + 0.05 * Math.sin(i * 3.7) }) }));
  return [
    { name: "band", mesh: cover(), slot: "leather" },
    { name: "padding", mesh: pad(), slot: "padding" },
    { name: "piping", mesh: merge(piping), slot: "leather" },
    { name: "band stitches", mesh: stitch({ length: 0.0029, radius: 0.0003, segments: 7 }), instances: rows, slot: "thread" },
    { name: "sleeves", mesh: both(sleeve), slot: "metal" },
    { name: "sliders", mesh: both(bar), slot: "polished" },
    { name: "slider marks", mesh: both(marks), slot: "dark" },
  ];
}

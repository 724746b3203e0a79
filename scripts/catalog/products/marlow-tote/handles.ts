import { instantiate, merge, place, roundedRect, spline, type Mesh, type Vec2, type Vec3 } from "../../kit/index.ts";
import { seam, type SurfacePoint } from "../../kit/seam.ts";
import { spread } from "../../kit/sheet.ts";
import { stitch } from "../../kit/stitch.ts";
import { smoothstep } from "../../kit/textures/maps.ts";
import { HEIGHT, onPanel, panelAt } from "./body.ts";
import { loft, onto, ring, rivet, roundEnds, strap, type StrapWork } from "./strapWork.ts";

/** Where the handles hang: x of their ends, the ring's lower and upper bar. */
const HANDLE_X = 0.07;
const LOWER = HEIGHT - 0.0165;
const UPPER = HEIGHT;
const WIRE = 0.0017;

export interface Handles {
  leather: Mesh;
  edge: Mesh;
  thread: Mesh;
  metal: Mesh;
}

const thread = stitch({ length: 0.0036, radius: 0.00044, segments: 6, steps: 5 });

/** Stitches along `line` on the strap `work`. */
export function sew(work: StrapWork, line: readonly Vec2[], seed: number, closed = false): Mesh {
  return instantiate(thread, seam(line.map(([x, s]) => work.point(x, s)), { spacing: 0.0044, seed, closed, lift: 0.00004 }));
}
export const sewLine = (line: readonly SurfacePoint[], seed: number): Mesh => instantiate(thread, seam(line, { spacing: 0.0044, seed, lift: 0.00004 }));

/** The tab that holds a ring to the panel: up the panel, over the ring's lower bar and down behind it. */
function tab(x: number, side: number): Handles {
  const bottom = HEIGHT - 0.078;
  const line: SurfacePoint[] = [];
  for (const y of spread(bottom, LOWER - 0.008, 40)) {
    const lift = 0.0022 + 0.0024 * smoothstep(LOWER - 0.03, LOWER - 0.006, y);
    line.push(onPanel(x, y, lift, side));
  }
  const bar = onPanel(x, LOWER, 0.0022, side), r = WIRE + 0.0022;
  for (let k = 0; k <= 16; k++) {
    const a = (-10 + (k / 16) * 200) * (Math.PI / 180);
    line.push({ at: [x, bar.at[1] + Math.sin(a) * r, bar.at[2] + 0.0004 + Math.cos(a) * r], normal: [0, Math.sin(a), Math.cos(a)] });
  }
  const flat = line.map((p) => ({ at: [x, p.at[1], p.at[2]] as Vec3, normal: p.normal }));
  const shape = roundEnds(0.0125, 0.0125, 0);
  const made = strap({ line: flat, half: (s, total) => shape(s, total) - 0.0022 * smoothstep(0.045, 0.058, s), thickness: 0.0021, columns: 20, step: 0.0016 });
  const inner = 0.0125 - 0.0028, top = 0.052;
  const path: Vec2[] = [[inner - 0.0006, top], ...arcLine(inner, 0.0125), [-inner + 0.0006, top]];
  const rivets = [0.0145, 0.042].map((s) => onto(rivet(0.0031), made.point(0, s)));
  const across: Vec2[] = spread(-inner + 0.001, inner - 0.001, 6).map((q) => [q, top + 0.0012]);
  return { leather: merge([made.front, made.back]), edge: made.rim, thread: merge([sew(made, path, 5), sew(made, across, 6)]), metal: merge(rivets) };
}

/** From the right side down, around the tab's round foot and up the left, in (x, s). */
function arcLine(inner: number, radius: number): Vec2[] {
  return Array.from({ length: 21 }, (_, k): Vec2 => {
    const a = (k / 20) * Math.PI;
    return [Math.cos(a) * inner, radius - Math.sin(a) * inner];
  });
}

/** Section of the rolled handle: a cord covered in leather, its edges sewn together in a fin on the inside. */
function rolled(): Vec2[] {
  const r = 0.0052, fin = 0.0019, reach = 0.0098;
  const out: Vec2[] = [];
  const open = Math.asin(fin / r) * 1.5;
  for (let k = 0; k <= 26; k++) {
    const a = Math.PI + open + ((2 * Math.PI - 2 * open) * k) / 26;
    out.push([Math.cos(a) * r, Math.sin(a) * r]);
  }
  for (let k = 0; k <= 9; k++) {
    const a = Math.PI / 2 + (k / 9) * Math.PI;
    out.push([-reach + fin * 0.7 + Math.cos(a) * fin * 0.7, Math.sin(a) * fin]);
  }
  return out;
}
const ROLLED = rolled();
/** The same number of points around a flat strap, each in the direction of its partner. */
const FLAT = ROLLED.map(([x, y]): Vec2 => {
  const a = Math.atan2(y * 2.2, x), c = Math.cos(a), s = Math.sin(a), e = 2 / 5;
  return [Math.sign(c) * 0.0096 * Math.abs(c) ** e, Math.sign(s) * 0.0016 * Math.abs(s) ** e];
});

/** One handle, its rings and tabs. `side` 0 front, 1 back (drawn in front; the caller turns it). */
function handle(side: number): Handles {
  const z = panelAt(HANDLE_X, HEIGHT, side)[2] + 0.0068, lean = side === 0 ? -0.006 : 0.012;
  const bar = 0.0035;
  const loop = (x: number): Vec3[] => [
    [x, UPPER + 0.03, z - 0.0034], [x, UPPER + 0.012, z - 0.0034], [x, UPPER + 0.001, z - bar], [x, UPPER - 0.0026, z - 0.0023], [x, UPPER - 0.0035, z],
    [x, UPPER - 0.0026, z + 0.0023], [x, UPPER + 0.001, z + bar * 0.95], [x, UPPER + 0.012, z + 0.0012], [x, UPPER + 0.03, z],
  ];
  const arch: Vec3[] = [
    [-HANDLE_X + 0.0012, UPPER + 0.06, z - 0.001 + lean * 0.3], [-HANDLE_X + 0.011, UPPER + 0.102, z - 0.004 + lean * 0.7], [-HANDLE_X + 0.034, UPPER + 0.132, z - 0.007 + lean],
    [0, UPPER + 0.1425, z - 0.008 + lean],
    [HANDLE_X - 0.034, UPPER + 0.1315, z - 0.007 + lean], [HANDLE_X - 0.011, UPPER + 0.1015, z - 0.004 + lean * 0.7], [HANDLE_X - 0.0012, UPPER + 0.06, z - 0.001 + lean * 0.3],
  ];
  const path = spline([...loop(-HANDLE_X), ...arch, ...loop(HANDLE_X).reverse()], 260);
  const flat = 0.155, soft = 0.09;
  const section = (t: number): Vec2[] => {
    const e = Math.min(t, 1 - t), k = smoothstep(flat, flat + soft, e);
    return ROLLED.map((p, i): Vec2 => [p[0] * k + FLAT[i]![0] * (1 - k), p[1] * k + FLAT[i]![1] * (1 - k)]);
  };
  const body = loft(path, [0, 0, -1], section);
  const mids = path.slice(68, 192);
  // the fin lies towards the middle of the arch
  const fin = (face: 1 | -1): SurfacePoint[] => mids.map((p, i): SurfacePoint => {
    const a = mids[Math.max(0, i - 1)]!, b = mids[Math.min(mids.length - 1, i + 1)]!;
    const tx = b[0] - a[0], ty = b[1] - a[1], l = Math.hypot(tx, ty);
    return { at: [p[0] + (ty / l) * 0.0074, p[1] - (tx / l) * 0.0074, p[2] + face * 0.0019], normal: [0, 0, face] };
  });
  const ends = [-1, 1].map((sx) => {
    const x = sx * HANDLE_X;
    const at = (y: number): SurfacePoint => ({ at: [x, UPPER + y, z + 0.0017], normal: [0, 0, 1] });
    const edge = (dx: number): SurfacePoint[] => spread(0.009, 0.03, 8).map((y) => ({ at: [x + dx, UPPER + y, z + 0.0016 + 0.0012 * smoothstep(0.024, 0.008, y)], normal: [0, 0, 1] }));
    return { metal: onto(rivet(0.0028), at(0.0185)), thread: merge([sewLine(edge(-0.0068), 8), sewLine(edge(0.0068), 9)]) };
  });
  const loopRing = ring(roundedRect(0.0262, UPPER - LOWER, 0.0042, 8), WIRE);
  const rings = [-1, 1].map((sx) => place(loopRing, { at: [sx * HANDLE_X, (UPPER + LOWER) / 2, z - 0.0012], rotate: [-4, 0, 0] }));
  const tabs = [tab(-HANDLE_X, side), tab(HANDLE_X, side)];
  return {
    leather: merge([body, ...tabs.map((t) => t.leather)]),
    edge: merge(tabs.map((t) => t.edge)),
    thread: merge([sewLine(fin(1), 11), sewLine(fin(-1), 12), ...ends.map((e) => e.thread), ...tabs.map((t) => t.thread)]),
    metal: merge([...rings, ...ends.map((e) => e.metal), ...tabs.map((t) => t.metal)]),
  };
}

export function makeHandles(): Handles {
  const front = handle(0), back = handle(1);
  const both = (key: keyof Handles): Mesh => merge([front[key], place(back[key], { rotate: [0, 180, 0] })]);
  return { leather: both("leather"), edge: both("edge"), thread: both("thread"), metal: both("metal") };
}

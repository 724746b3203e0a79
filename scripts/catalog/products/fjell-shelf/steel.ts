import {
  add, circle, fillet, knurledBand, lathe, mapUvs, merge, mirrored, place, refine, span, stand, sweep, tube,
  type Corner, type Mesh, type Vec2, type Vec3,
} from "../../kit/index.ts";

/** Metres: the ladders' middle lines, the shelves' tops, the tubes' radii. */
export const LADDER = { x: 0.4, depth: 0.276, low: 0.03, top: 0.792, bend: 0.036, tube: 0.0085, rung: 0.0065 };
export const SHELVES = [0.142, 0.352, 0.562] as const;
const SHEET = 0.002;

/** A ladder of bent tube with a rung under every shelf, each rung set into its weld. */
function ladder(): Mesh {
  const { depth, low, top, bend, tube: r, rung } = LADDER, z = depth / 2;
  const loop = refine(fillet([[-z, low, bend], [z, low, bend], [z, top, bend], [-z, top, bend]], { closed: true, steps: 18 }), 0.009, true);
  const side = sweep(circle(r, 28), loop.map(([a, y]): Vec3 => [0, y, a]), { closed: true, up: [1, 0, 0] });
  const heights = [...SHELVES.map((y) => y - SHEET - rung), top - 0.001];
  const rungs = heights.slice(0, -1).map((y) => tube(Array.from({ length: 34 }, (_, k): Vec3 => [0, y, -z + (k / 33) * depth]), rung, { segments: 24, caps: "none" }));
  const welds = heights.slice(0, -1).flatMap((y) => [-1, 1].map((s) => {
    // the bead: a fillet of small waves where rung meets tube
    const bead = lathe([[rung - 0.0004, 0], [rung + 0.0026, 0.0006, 0.0008], [rung + 0.0012, 0.0024, 0.0016], [rung - 0.0002, 0.0046]], {
      segments: 60, steps: 6, radius: (q, a) => q + (q > rung ? 0.00022 * Math.sin(a * 19) : 0),
    });
    return place(bead, { at: [0, y, s * (z - r + 0.0005)], rotate: [-s * 90, 0, 0] });
  }));
  return merge([side, ...rungs, ...welds]);
}

/** A tray of folded sheet: turned down and hemmed in front, turned up behind. Rows close enough to carry shade. */
function tray(y: number, index: number): Mesh {
  const z = LADDER.depth / 2 - LADDER.tube - 0.0015, r = 0.0045, half = LADDER.x - LADDER.tube - 0.0012;
  // the middle line of the sheet from the front hem to the back edge
  const middle: Corner[] = [[z - 0.0042, y - 0.0155], [z - 0.0042, y - 0.0235, 0.0018], [z, y - 0.0235, 0.0018], [z, y - 0.001, r], [-z, y - 0.001, r], [-z, y + 0.027, 0.0018], [-z + 0.0036, y + 0.027, 0.0018], [-z + 0.0036, y + 0.019]];
  const line = refine(fillet(middle, { steps: 7 }), 0.0085);
  const offset = (sign: number): Vec2[] => line.map((p, i) => {
    const a = line[Math.max(0, i - 1)]!, b = line[Math.min(line.length - 1, i + 1)]!, l = Math.hypot(b[0] - a[0], b[1] - a[1]);
    return [p[0] - (sign * (b[1] - a[1]) * SHEET) / 2 / l, p[1] + (sign * (b[0] - a[0]) * SHEET) / 2 / l];
  });
  const outline = [...offset(1), ...offset(-1).reverse()].map(([a, b]): Vec2 => [a, b]);
  // a long shelf hangs through by a hair
  const path = Array.from({ length: 95 }, (_, k): Vec3 => {
    const t = (k / 94) * 2 - 1;
    return [t * half, -0.0007 * (1 - t * t), 0];
  });
  const flipped = outline.map(([a, b]): Vec2 => [-a, b]).reverse();
  return mapUvs(sweep(flipped, path, { up: [0, 1, 0], bevel: 0.0006, bevelSteps: 2, creaseDegrees: 40 }), { du: index * 0.17 });
}

/** Two rods crossed behind the shelves, hooked into the ladders and drawn tight in a ring. */
function brace(): Mesh {
  const z = -LADDER.depth / 2, low = 0.062, top = LADDER.top - 0.034, middle: Vec3 = [0, (low + top) / 2, z - 0.0085];
  const ring = place(lathe([[0.016, -0.003], [0.0225, -0.003, 0.0008], [0.0225, 0.003, 0.0008], [0.016, 0.003, 0.0008], [0.016, -0.003]], { segments: 72 }), { rotate: [90, 0, 0], at: middle });
  const rods = [-1, 1].flatMap((sx) => [low, top].map((y) => {
    const end: Vec3 = [sx * LADDER.x, y, z - 0.0085], d = span(middle, end), from = add(middle, [((end[0] - middle[0]) / d) * 0.012, ((end[1] - middle[1]) / d) * 0.012, 0]);
    const rod = lathe([[0, 0], [0.0022, 0, 0.0005], [0.0022, d - 0.03], [0.0027, d - 0.028], [0.0027, d - 0.014], [0, d - 0.014]], { segments: 20, step: 0.012 });
    const nut = lathe([[0, 0.006], [0.0046, 0.006, 0.0008], [0.0046, 0.0135, 0.0008], [0, 0.0135]], { segments: 6, creaseDegrees: 20 });
    const eye = tube(Array.from({ length: 40 }, (_, k): Vec3 => {
      const a = (k / 40) * 2 * Math.PI;
      return [end[0] + Math.cos(a) * 0.0108, end[1] + 0.0006 * Math.sin(a), z + Math.sin(a) * 0.0108];
    }), 0.0022, { closed: true, segments: 12 });
    return merge([stand(rod, from, end), stand(nut, from, end), eye]);
  }));
  return merge([ring, ...rods]);
}

/** A thumbscrew: knurled, domed, with a slim washer; its axis along +Y, its washer on y = 0. */
function thumbscrew(): Mesh {
  const r = 0.0082;
  return merge([
    lathe([[0, 0], [0.0108, 0, 0.0003], [0.0108, 0.0013, 0.0005], [0, 0.0013]], { segments: 56 }),
    lathe([[0, 0.0013], [r - 0.001, 0.0013], [r - 0.0009, 0.002]], { segments: 56 }),
    place(knurledBand({ radius: r, height: 0.0074, count: 44, rows: 6, depth: 0.00042 }), { at: [0, 0.002, 0] }),
    lathe([[r - 0.0004, 0.0094], [r - 0.0003, 0.0099, 0.0004], [r - 0.0018, 0.0108, 0.0008], [0.0028, 0.0112, 0.002], [0, 0.0109]], { segments: 56, steps: 6 }),
  ]);
}

export interface Steel {
  coated: Mesh;
  brace: Mesh;
  screws: Mesh;
  feet: Mesh;
}

export function steel(): Steel {
  const side = place(ladder(), { at: [LADDER.x, 0, 0] });
  const screw = thumbscrew(), z = LADDER.depth / 2;
  const screws = SHELVES.flatMap((y) => [-1, 1].map((s) => place(screw, { at: [LADDER.x - 0.03, y + (s > 0 ? -0.012 : 0.014), s * (z - LADDER.tube - 0.0003)], rotate: [s * 90, s * 17 + y * 90, 0] })));
  // rubber soles, each on the spindle that levels it
  const foot = lathe([[0, 0], [0.0125, 0, 0.0015], [0.0135, 0.008, 0.002], [0.006, 0.0105, 0.001], [0.0042, 0.012], [0.0042, 0.024], [0, 0.024]], { segments: 48, steps: 5 });
  const feet = [-1, 1].map((s) => place(foot, { at: [LADDER.x, 0, s * (z - 0.05)] }));
  return {
    coated: merge([mirrored(side, "x"), ...SHELVES.map((y, i) => tray(y, i))]),
    brace: brace(),
    screws: mirrored(merge(screws), "x"),
    feet: mirrored(merge(feet), "x"),
  };
}


import { add, merge, normalize, type Mesh, type Vec3 } from "../../kit/index.ts";
import { sheet, spread, surfaceNormal } from "../../kit/sheet.ts";
import { crownAt, riseAt } from "./shape.ts";

/** Lower and upper edge of the ribbon above the brim, mm. */
const BAND = { low: 1.2, high: 38 } as const;
/** Where the bow sits: the wearer's left. */
const BOW = Math.PI / 2;
/** Radius of the crown there, to turn lengths into angles, mm. */
const RADIUS = 84;

/** A point `lift` mm off the crown at `s` mm around it from the bow and `y` above the brim. */
function onCrown(s: number, y: number, lift: number): Vec3 {
  const at = (u: number, v: number): Vec3 => crownAt(BOW + u / RADIUS, riseAt(Math.max(0.4, v)));
  const p = at(s, y), n = surfaceNormal(at, s, Math.max(2, y), 0.4);
  return add(p, n, lift);
}

function strip(us: readonly number[], vs: readonly number[], at: (u: number, v: number) => Vec3, thickness = 0.55, closedU = false): Mesh {
  const s = sheet({ us, vs, at, thickness, edge: 0.5, rimSteps: 4, closedU });
  return merge([s.front, s.back, s.rim]);
}

/** The band around the crown, drawn a little tighter at its upper edge. */
function band(): Mesh {
  const turn = 2 * Math.PI * RADIUS;
  return strip(spread(0, turn, 330), spread(BAND.low, BAND.high, 26), (u, y) => onCrown(u, y, 1.05 + 0.35 * Math.sin(y * 0.16 + u * 0.012)), 0.6, true);
}

/** A flat bow: two loops drawn together under a knot, two tails cut to a swallow's tail. */
function bow(): Mesh {
  const middle = (BAND.low + BAND.high) / 2, tall = (BAND.high - BAND.low) / 2;
  const half = (s: number): number => tall * (0.62 + 0.34 * Math.min(1, Math.abs(s) / 26) ** 0.8);
  const loop = (side: 1 | -1, reach: number): Mesh[] => {
    const place = (face: 1 | -1) => (u: number, v: number): Vec3 => {
      const t = u / reach, s = side * u;
      // the loop's outer leaf rises off the band and comes back at its fold
      const puff = Math.sqrt(Math.max(0, 1 - t * t)) * 0.25 + Math.max(0, Math.sin(Math.PI * Math.min(1, t * 1.02))) ** 0.8;
      const crease = 0.5 * Math.cos(v * 9) * Math.exp(-u / 9);
      return onCrown(s, middle + v * half(s), 2.5 + (face > 0 ? 4.4 * puff + crease : 0.5 * puff));
    };
    const us = spread(0, reach, 40, 0.5), vs = spread(-1, 1, 22, 0.3);
    const outer = strip(us, vs, side > 0 ? place(1) : (u, v) => place(1)(u, -v), 0.5);
    const fold = strip(spread(-Math.PI / 2, Math.PI / 2, 14), vs, (a, v0) => {
      const v = side > 0 ? v0 : -v0;
      const end = add(place(1)(reach, v), place(-1)(reach, v), 1), mid: Vec3 = [end[0] / 2, end[1] / 2, end[2] / 2];
      const up = normalize(add(place(1)(reach * 0.6, v), place(-1)(reach * 0.6, v), -1)), out = normalize(add(place(1)(reach, v), place(1)(reach - 2, v), -1));
      return add(add(mid, up, -Math.sin(a) * 1.1), out, Math.cos(a) * 1.3);
    }, 0.4);
    return [outer, fold];
  };
  const tail = (side: 1 | -1): Mesh => strip(spread(0, 1, 34), spread(-1, 1, 22), (t, v0) => {
    const v = side > 0 ? v0 : -v0;
    const length = 41 - 9 * (1 - Math.abs(v));
    const s = side * t * length;
    return onCrown(s, middle - 0.6 + v * half(s) * 0.94, 1.9 + 0.7 * Math.sin(t * 5 + side) * t);
  }, 0.45);
  const knot = strip(spread(-7, 7, 20, 0.3), spread(-1, 1, 40, 0.6), (u, v) => {
    const y = middle + v * (half(0) + 3.2);
    const over = Math.sqrt(Math.max(0, 1 - (u / 7.6) ** 2)) * 1.6, wrap = Math.sqrt(Math.max(0, 1 - v ** 4));
    return onCrown(u, y, 1.7 + (5 + over + 0.35 * Math.cos(u * 1.5)) * wrap);
  }, 0.5);
  return merge([...loop(1, 33), ...loop(-1, 33), tail(1), tail(-1), knot]);
}

/** The leather band inside, mm. */
function sweatband(): { leather: Mesh; reed: Mesh } {
  const turn = 2 * Math.PI * RADIUS;
  const leather = strip(spread(0, turn, 260), spread(-2.4, 40, 20), (u, y) => onCrown(u, Math.max(0.5, y), -4.4 + (y < 0 ? 0.4 : 0) - 0.25 * Math.sin(u * 0.03)), 1, true);
  const reed = strip(spread(0, turn, 260), spread(-1, 1, 8), (u, a) => {
    const p = onCrown(u, 0.6, -3.6);
    return [p[0], p[1] - 2.6 + a * 1.1, p[2]];
  }, 1.4, true);
  return { leather, reed };
}

export function makeRibbon(): { grosgrain: Mesh; sweatband: Mesh; reed: Mesh } {
  const inside = sweatband();
  return { grosgrain: merge([band(), bow()]), sweatband: inside.leather, reed: inside.reed };
}

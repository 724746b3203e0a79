import { add, circle, extrude, instantiate, lathe, merge, mm, place, roundedRect, spline, superellipse, sweep, transform, tube, type Mesh, type Vec3 } from "../../kit/index.ts";
import { sheet, spread, surfaceNormal } from "../../kit/sheet.ts";
import { seam } from "../../kit/seam.ts";
import { stitch } from "../../kit/stitch.ts";
import { smoothstep } from "../../kit/textures/maps.ts";
import { LOOP_LENGTH, loopAt, loopFrame } from "./strapCurve.ts";

/** Where the buckle's bar lies on the loop, and the end of the long piece (mm from the lug at six). */
const BAR = 86;
const TIP = BAR + 31;
const GAP = 2.6;

/** Parts of the strap by what they are made of. */
export interface Strap {
  leather: Mesh;
  lining: Mesh;
  edge: Mesh;
  thread: Mesh;
  holes: Mesh;
  buckle: Mesh;
}

interface Piece {
  from: number;
  to: number;
  /** Half the width and the full thickness at `s`, and how far the wrist side stands off the loop. */
  half: (s: number) => number;
  body: (s: number) => number;
  offset: (s: number) => number;
}

/** The long piece, from six o'clock through the buckle to its tip. */
const long: Piece = {
  from: 0,
  to: TIP,
  half: (s) => (9.85 - 1.85 * smoothstep(2, 62, s)) * tip(s),
  body: (s) => 2.1 + 1.9 * smoothstep(38, 4, s),
  offset: (s) => GAP * smoothstep(BAR - 13, BAR - 1, s),
};
/** The short piece, from the buckle to twelve o'clock. */
const short: Piece = {
  from: BAR - 0.6,
  to: LOOP_LENGTH,
  half: (s) => 9.85 - 1.85 * smoothstep(LOOP_LENGTH - 2, LOOP_LENGTH - 62, s),
  body: (s) => 2.1 + 1.9 * smoothstep(LOOP_LENGTH - 38, LOOP_LENGTH - 4, s),
  offset: () => 0,
};

/** The long piece's tip: straight sides, then a rounded point. */
function tip(s: number): number {
  const t = (s - (TIP - 10)) / 10;
  return t <= 0 ? 1 : Math.max(0.08, Math.sqrt(Math.max(0, 1 - Math.min(1, t) ** 2.3)));
}

/** Thickness across: padded in the middle, pressed down where the seams run. */
function thickness(piece: Piece, u: number, s: number): number {
  const body = piece.body(s);
  return body * (1 - (0.12 + 0.24 * smoothstep(2.2, 4, body)) * smoothstep(0.5, 0.9, Math.abs(u)));
}

function surface(piece: Piece, u: number, s: number): Vec3 {
  const { at, out } = loopAt(s);
  const p = add(at, out, piece.offset(s) + thickness(piece, u, s));
  return [-u * piece.half(s), p[1], p[2]];
}

function leather(piece: Piece) {
  const steps = Math.round((piece.to - piece.from) / 0.8);
  const rows = spread(piece.from, piece.to - 0.001, steps, piece === long ? 0.15 : 0);
  return sheet({
    us: spread(-1, 1, 45, 0.35), vs: rows, at: (u, s) => surface(piece, u, s), thickness: (u, s) => thickness(piece, u, s),
    edge: 0.34, uv: (u, s) => [u * 9, s],
  });
}

function threads(piece: Piece, from: number, to: number): Mesh {
  const single = stitch({ length: 2.25, radius: 0.27 });
  const row = (side: 1 | -1): Mesh => {
    const line = spread(from, to, 160).map((s) => {
      const u = side * (1 - 1.55 / piece.half(s));
      return { at: surface(piece, u, s), normal: surfaceNormal((a, b) => surface(piece, a, b), u, s, 1e-3) };
    });
    return instantiate(single, seam(line, { spacing: 2.75, slant: 0.13, lift: 0.02, seed: side + 3 }));
  };
  return merge([row(1), row(-1)]);
}

function buckle(): Mesh {
  // seen from outside: x across, z along the loop, y away from the wrist
  const ends = (z: number) => 1.35 + 2.55 * smoothstep(0, -9, z);
  const frame = roundedRect(20.2, 10.8, 3.2, 12).map(([x, z]): Vec3 => [x, ends(z - 4.6), z - 4.6]);
  const hoop = sweep(superellipse(0.85, 1.15, 2.8, 24), frame.reverse(), { closed: true, up: [0, 1, 0], scale: () => 1 });
  const bar = tube([[-9.9, 1.35, 0.2], [9.9, 1.35, 0.2]], 0.75, { segments: 24, bevel: 0.2 });
  const pin = spline([[0, 1.6, 0.4], [0, 3.1, -0.35], [0, 5, -1.7], [0, 5.55, -3.4], [0, 5.3, -6.5], [0, 5.15, -9.2], [0, 4.75, -11]], 60);
  const tongue = sweep(superellipse(0.85, 0.55, 2.6, 20), pin, { up: [0, 0, -1], scale: (t) => [1 - 0.35 * t, 1 - 0.3 * t], bevel: 0.4, bevelSteps: 4 });
  return transform(merge([hoop, bar, tongue]), loopFrame(BAR, 0));
}

/** A leather loop around both layers at `s`. */
function keeper(s: number): Mesh {
  const height = GAP + 2.1 + 0.5;
  const path = roundedRect(16 + 1.9, height + 1.0, 1.5, 8).map(([x, y]): Vec3 => [x, y + height / 2 - 0.25, 0]);
  return transform(sweep(roundedRect(1.0, 4.6, 0.42, 5), path, { closed: true, up: [0, 0, 1] }), loopFrame(s, 0));
}

/** The strap, closed, in metres, in the watch's own axes. */
export function makeStrap(): Strap {
  const a = leather(long), b = leather(short);
  const dark = place(extrude(circle(0.78, 28), { depth: 0.06, bevel: 0.02, bevelSteps: 1 }), { rotate: [90, 0, 0] });
  const rim = lathe([[0.74, 0], [0.8, 0.05, 0.03], [1.1, 0.0]], { segments: 32, steps: 3 });
  const at = [-8.2, -2.4, 3.4, 12, 23.5].map((d) => {
    const s = BAR + d;
    return loopFrame(s, long.offset(s) + thickness(long, 0, s));
  });
  return {
    leather: mm(merge([a.front, b.front, keeper(BAR + 7.4), keeper(BAR + 17.6)])),
    lining: mm(merge([a.back, b.back])),
    edge: mm(merge([a.rim, b.rim])),
    thread: mm(merge([threads(long, 2.6, TIP - 8.5), threads(short, BAR + 4, LOOP_LENGTH - 2.6)])),
    holes: mm(merge([instantiate(dark, at), instantiate(rim, at)])),
    buckle: mm(buckle()),
  };
}

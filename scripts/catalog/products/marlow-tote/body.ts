import { add, arcLengths, fillet, inset, mapUvs, merge, place, refine, subset, tube, type Mesh, type Vec2, type Vec3 } from "../../kit/index.ts";
import type { SurfacePoint } from "../../kit/seam.ts";
import { sheet, spread, surfaceNormal } from "../../kit/sheet.ts";
import { smoothstep } from "../../kit/textures/maps.ts";
import { valueNoise3 } from "../../kit/textures/noise.ts";

/** Metres throughout: height of the panels, their lower edge (the feet stand below), corner radius, leather. */
export const HEIGHT = 0.262;
const FLOOR = 0.007;
const CORNER = 0.04;
const LEATHER = 0.0022;
const PIPING = 0.0023;
/** From this share of the height upwards the inside is faced with leather. */
const FACED = 0.87;

/** Half the panel's width and half the bag's depth at height `y`. */
function halfWidth(y: number): number {
  const t = Math.min(1, Math.max(0, (y - FLOOR) / (HEIGHT - FLOOR)));
  return 0.152 + 0.014 * t - 0.0045 * Math.sin(Math.PI * t) ** 1.5;
}
const halfDepth = (y: number): number => 0.066 - 0.02 * smoothstep(0, 1.1, (y - FLOOR) / (HEIGHT - FLOOR));

/** Half the width of the panel itself, rounded at its lower corners. */
function rowWidth(y: number): number {
  const below = Math.max(0, CORNER - Math.max(0, y - FLOOR));
  return halfWidth(y) - CORNER + Math.sqrt(Math.max(0, CORNER * CORNER - below * below)) - 0.0008;
}

/** Distance to the panel's sewn edge. */
function fromEdge(x: number, y: number): number {
  const dx = halfWidth(y) - Math.abs(x), dy = y - FLOOR;
  return dx < CORNER && dy < CORNER ? CORNER - Math.hypot(CORNER - dx, CORNER - dy) : Math.min(dx, dy);
}

/** The outer face of the front panel at (x, y): filled out by what the bag holds, rolled in towards the piping. `side` changes its small unevenness. */
export function panelAt(x: number, y: number, side = 0): Vec3 {
  const w = halfWidth(y), t = (y - FLOOR) / (HEIGHT - FLOOR);
  const round = Math.max(0, 1 - (x / w) ** 2);
  const belly = 0.0165 * round ** 0.8 * Math.sin(Math.PI * Math.min(1, Math.max(0, t * 0.82 + 0.16))) ** 0.8;
  const uneven = 0.0015 * valueNoise3(x * 15, y * 15, side * 7.7 + 0.5, 3) + 0.0005 * valueNoise3(x * 42, y * 42, side * 3.1, 5);
  const d = Math.max(0, fromEdge(x, y));
  const roll = 0.0042 * Math.max(0, 1 - d / 0.009) ** 2;
  return [x, y, halfDepth(y) + belly + uneven * smoothstep(0, 0.03, d) - roll + 0.0008];
}

/** The panel's point and normal at (x, y), `lift` above the leather. */
export function onPanel(x: number, y: number, lift = 0, side = 0): SurfacePoint {
  const normal = surfaceNormal((a, b) => panelAt(a, b, side), x, y, 5e-4);
  return { at: add(panelAt(x, y, side), normal, lift), normal };
}

/** The seam between panel and gusset as seen from the front: down the left, along the floor, up the right. */
function outline(inwards: number, top = HEIGHT): Vec2[] {
  const w = halfWidth(top), b = halfWidth(FLOOR);
  const corners = fillet([[-w, top], [-b, FLOOR, CORNER], [b, FLOOR, CORNER], [w, top]], { steps: 20 });
  // the sides give a little at half height
  const line = refine(corners, 0.012).map(([x, y]): Vec2 => (y > FLOOR + CORNER ? [Math.sign(x) * halfWidth(y), y] : [x, y]));
  if (inwards === 0) return line;
  const closed = inset(line, inwards);
  closed[0] = [-w + inwards, top];
  closed[closed.length - 1] = [w - inwards, top];
  return closed;
}

const topEdge = (x: number): number => HEIGHT - 0.006 * Math.max(0, 1 - (x / 0.16) ** 2);

function panel(side: number): { leather: Mesh; lining: Mesh } {
  const rows = [
    ...Array.from({ length: 13 }, (_, k) => (CORNER * (1 - Math.cos((k / 13) * (Math.PI / 2)))) / (HEIGHT - FLOOR)),
    ...spread(CORNER / (HEIGHT - FLOOR), 1, 70),
  ];
  const columns = 100;
  const made = sheet({
    us: spread(-1, 1, columns, 0.3),
    vs: rows,
    thickness: LEATHER,
    at: (u, v) => {
      const y = FLOOR + v * (HEIGHT - FLOOR), x = u * rowWidth(y);
      return panelAt(x, FLOOR + v * (topEdge(x) - FLOOR), side);
    },
    uv: (u, v) => {
      const y = FLOOR + v * (HEIGHT - FLOOR);
      return [u * rowWidth(y) + side * 0.41, y];
    },
  });
  const { facing, lining } = facingOf(made.back, (i) => rows[Math.floor(i / columns)]! > FACED);
  return { leather: merge([made.front, made.rim, facing]), lining };
}

/** Inside, the vertices that `isTop` names are faced with leather, the rest is lining. */
function facingOf(mesh: Mesh, isTop: (vertex: number) => boolean): { facing: Mesh; lining: Mesh } {
  const top: number[] = [], rest: number[] = [];
  for (let t = 0; t < mesh.indices.length; t += 3) {
    const ids = [mesh.indices[t]!, mesh.indices[t + 1]!, mesh.indices[t + 2]!];
    (ids.every(isTop) ? top : rest).push(...ids);
  }
  return { facing: subset(mesh, top), lining: subset(mesh, rest) };
}

const seamLine = refine(outline(0.0012), 0.004);
const seamLengths = arcLengths(seamLine.map((p): Vec3 => [p[0], p[1], 0]));
const GUSSET_LENGTH = seamLengths[seamLengths.length - 1]!;

/** The gusset's outer face at `s` along the seam and `w` (-1 back, 1 front) across; folded inwards at the sides as a bag closes. */
function gussetAt(s: number, w: number): Vec3 {
  const t = Math.min(GUSSET_LENGTH, Math.max(0, s));
  let k = 0;
  while (k < seamLine.length - 2 && seamLengths[k + 1]! < t) k++;
  const a = seamLine[k]!, b = seamLine[k + 1]!;
  const length = seamLengths[k + 1]! - seamLengths[k]!;
  const f = (s - seamLengths[k]!) / length;
  const x = a[0] + (b[0] - a[0]) * f, y = a[1] + (b[1] - a[1]) * f;
  const before = seamLine[Math.max(0, k - 1)]!, after = seamLine[Math.min(seamLine.length - 1, k + 2)]!;
  const tx = after[0] - before[0], ty = after[1] - before[1], l = Math.hypot(tx, ty);
  const up = smoothstep(FLOOR + 0.01, HEIGHT, y);
  const crease = 1 - Math.sqrt(w * w * 0.985 + 0.015);
  const fold = crease * (0.001 + (x < 0 ? 0.036 : 0.032) * up ** 1.25) + (1 - w * w) * 0.0006 * valueNoise3(s * 30, w * 2, 0.3, 9);
  // the fold takes its leather from the depth: the lip dips a little where it goes in
  return [x - (ty / l) * fold, y + (tx / l) * fold * (1 - up) - fold * up * 0.12, w * (halfDepth(y) - 0.0012)];
}

/** Body, piping and lining of the bag. */
export function makeBody(): { leather: Mesh; piping: Mesh; lining: Mesh } {
  const front = panel(0), back = panel(1);
  const behind = (mesh: Mesh): Mesh => place(mesh, { rotate: [0, 180, 0] });
  const along = spread(0, GUSSET_LENGTH, 190);
  const gusset = sheet({
    us: along, vs: spread(-1, 1, 31), thickness: LEATHER, at: gussetAt,
    uv: (s, w) => [s + 0.13, w * 0.06],
  });
  const inside = facingOf(gusset.back, (i) => Math.min(along[i % along.length]!, GUSSET_LENGTH - along[i % along.length]!) < (1 - FACED) * (HEIGHT - FLOOR));
  const line = refine(outline(0, HEIGHT - 0.0025), 0.0035);
  const pipe = (sign: 1 | -1): Mesh => tube(line.map(([x, y]): Vec3 => {
    // at the top it is tucked in between the layers
    const tuck = smoothstep(HEIGHT - 0.011, HEIGHT - 0.001, y) ** 2;
    return [x - Math.sign(x) * 0.0022 * tuck, y, sign * (halfDepth(y) + 0.0003 - 0.0028 * tuck)];
  }), PIPING, { segments: 16, bevel: 0.0018, bevelSteps: 4 });
  const piping = mapUvs(merge([pipe(1), pipe(-1)]), { dv: 0.2 });
  return {
    leather: merge([front.leather, behind(back.leather), gusset.front, gusset.rim, inside.facing]),
    piping,
    lining: merge([front.lining, behind(back.lining), inside.lining]),
  };
}

/** The line of stitches beside the piping, `side` 0 front or 1 back (both as seen from the front). */
export function panelSeam(side: number): SurfacePoint[] {
  return refine(outline(0.0085, HEIGHT - 0.009), 0.004).map(([x, y]) => onPanel(x, y, 0, side));
}

/** The line of stitches below the panel's top edge. */
export function topSeam(side: number): SurfacePoint[] {
  const w = halfWidth(HEIGHT) - 0.009;
  return spread(-w, w, 90).map((x) => onPanel(x, topEdge(x) - 0.0055, 0, side));
}

/** Stitches below the gusset's lips: at `end` 0 the left, 1 the right. */
export function lipSeam(end: 0 | 1): SurfacePoint[] {
  const s = end === 0 ? 0.0055 : GUSSET_LENGTH - 0.0055;
  return spread(-0.9, 0.9, 50).map((w) => ({ at: gussetAt(s, w), normal: surfaceNormal(gussetAt, s, w, 1e-3) }));
}

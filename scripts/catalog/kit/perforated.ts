import { ShapeUtils, Vector2 } from "three";
import { meshFrom, type Mesh, type Vec2 } from "./mesh.ts";

export interface PerforationOptions {
  /** Closed outline in the plane, metres. */
  outline: readonly Vec2[];
  /** Distance between neighbouring holes, metres. */
  pitch: number;
  /** Radius of a hole, metres; below half the pitch. */
  hole: number;
  /** Metres; the sheet's face lies at z = 0, its back at −thickness. */
  thickness: number;
  /** Land without holes along the outline, metres. */
  margin: number;
  /** Rounding of a hole's edge, metres. */
  bevel?: number;
  /** Corners of a hole, a multiple of 6. */
  sides?: number;
  /** Leaves a hole out where it answers false. */
  keep?: (at: Vec2) => boolean;
}

/** Whether a point lies in a closed outline. */
export function inside(outline: readonly Vec2[], [x, y]: Vec2): boolean {
  let odd = false;
  for (let i = 0, j = outline.length - 1; i < outline.length; j = i++) {
    const a = outline[i]!, b = outline[j]!;
    if (a[1] > y !== b[1] > y && x < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0]) odd = !odd;
  }
  return odd;
}

function clearance(outline: readonly Vec2[], [x, y]: Vec2): number {
  let best = Infinity;
  for (let i = 0; i < outline.length; i++) {
    const a = outline[i]!, b = outline[(i + 1) % outline.length]!;
    const ex = b[0] - a[0], ey = b[1] - a[1];
    const t = Math.min(1, Math.max(0, ((x - a[0]) * ex + (y - a[1]) * ey) / (ex * ex + ey * ey || 1)));
    best = Math.min(best, Math.hypot(x - a[0] - ex * t, y - a[1] - ey * t));
  }
  return best;
}

/**
 * A sheet with real holes in a hexagonal pattern, in the xy plane and facing +Z; even cells, so that it can be
 * bent by `deform`. It has no back: set it over something dark. UV: x and y, metres.
 */
export function perforatedSheet(options: PerforationOptions): Mesh {
  const { outline, pitch, hole, thickness, margin, bevel = 0, sides = 12, keep = () => true } = options;
  const positions: number[] = [], indices: number[] = [];
  const put = (x: number, y: number, z: number): number => positions.push(x, y, z) / 3 - 1;
  const xs = outline.map((p) => p[0]), ys = outline.map((p) => p[1]);
  const low: Vec2 = [Math.min(...xs), Math.min(...ys)], high: Vec2 = [Math.max(...xs), Math.max(...ys)];
  const row = (pitch * Math.sqrt(3)) / 2, middle: Vec2 = [(low[0] + high[0]) / 2, (low[1] + high[1]) / 2];
  const nx = Math.ceil((high[0] - low[0]) / pitch / 2) + 1, ny = Math.ceil((high[1] - low[1]) / row / 2) + 1;
  const edge = pitch / Math.sqrt(3);
  const rim = new Map<string, number>();
  const shared = (x: number, y: number): number => {
    const key = `${Math.round(x * 1e7)},${Math.round(y * 1e7)}`;
    let v = rim.get(key);
    if (v === undefined) rim.set(key, (v = put(x, y, 0)));
    return v;
  };
  const border = new Map<number, number>();
  for (let j = -ny; j <= ny; j++) {
    for (let i = -nx; i <= nx; i++) {
      const c: Vec2 = [middle[0] + (i + (j & 1) / 2) * pitch, middle[1] + j * row];
      if (!inside(outline, c) || clearance(outline, c) < margin + edge || !keep(c)) continue;
      const around: number[] = [];
      for (let k = 0; k < sides; k++) {
        // along the hexagon's edges, corner to corner
        const side = Math.floor((k * 6) / sides), t = (k * 6) / sides - side;
        const a = Math.PI / 6 + (side * Math.PI) / 3, b = a + Math.PI / 3;
        around.push(shared(c[0] + edge * (Math.cos(a) * (1 - t) + Math.cos(b) * t), c[1] + edge * (Math.sin(a) * (1 - t) + Math.sin(b) * t)));
      }
      const rings = [{ r: hole + bevel, z: 0 }, ...(bevel ? [{ r: hole, z: -bevel }] : []), { r: hole, z: -thickness }];
      let before = around;
      for (const ring of rings) {
        const now = around.map((_, k) => {
          const a = Math.PI / 6 + (k / sides) * 2 * Math.PI;
          return put(c[0] + ring.r * Math.cos(a), c[1] + ring.r * Math.sin(a), ring.z);
        });
        for (let k = 0; k < sides; k++) {
          const n = (k + 1) % sides;
          indices.push(before[k]!, before[n]!, now[n]!, before[k]!, now[n]!, now[k]!);
        }
        before = now;
      }
      for (let k = 0; k < sides; k++) {
        const a = around[k]!, b = around[(k + 1) % sides]!;
        // an edge met from both sides lies within the pattern
        if (border.get(b) === a) border.delete(b);
        else border.set(a, b);
      }
    }
  }
  const at = (v: number) => new Vector2(positions[v * 3], positions[v * 3 + 1]);
  const land = [...outline].map(([x, y]) => put(x, y, 0));
  if (ShapeUtils.area(land.map(at)) < 0) land.reverse();
  const loops: number[][] = [];
  while (border.size) {
    const loop: number[] = [];
    let v: number | undefined = border.keys().next().value;
    while (v !== undefined && border.has(v)) {
      loop.push(v);
      const next: number = border.get(v)!;
      border.delete(v);
      v = next;
    }
    loops.push(loop);
  }
  const fill = (outer: number[], holes: number[][]) => {
    const all = [outer, ...holes].flat();
    for (const t of ShapeUtils.triangulateShape(outer.map(at), holes.map((h) => h.map(at)))) {
      const [a, b, c] = t.map((k) => all[k]!) as [number, number, number];
      const turned = ShapeUtils.area([at(a), at(b), at(c)]) < 0;
      indices.push(a, turned ? c : b, turned ? b : c);
    }
  };
  fill(land, loops.filter((l) => ShapeUtils.area(l.map(at)) > 0));
  for (const l of loops) if (ShapeUtils.area(l.map(at)) < 0) fill(l, []);
  const uvs: number[] = [];
  for (let v = 0; v < positions.length; v += 3) uvs.push(positions[v]!, positions[v + 1]!);
  return meshFrom(positions, indices, uvs);
}

import { ShapeUtils, Vector2 } from "three";
import { meshFrom, type Mesh, type Vec2 } from "./mesh.ts";
import { inside } from "./perforated.ts";

export interface FlatFaceOptions {
  /** Closed outline and holes, metres; any direction. */
  outline: readonly Vec2[];
  holes?: readonly (readonly Vec2[])[];
  /** Edge of a cell, metres. */
  cell: number;
}

/**
 * A flat face in the xy plane, facing +Z, filled with even square cells and triangles only along its edges:
 * what is baked into its vertices (ambient occlusion) or bent by `deform` stays free of streaks. UV: x and y, metres.
 */
export function flatFace({ outline, holes = [], cell }: FlatFaceOptions): Mesh {
  const positions: number[] = [], indices: number[] = [];
  const put = (x: number, y: number): number => positions.push(x, y, 0) / 3 - 1;
  const at = (v: number) => new Vector2(positions[v * 3], positions[v * 3 + 1]);
  const rims = [outline, ...holes].map((l) => l.map(([x, y]) => put(x, y)));
  const xs = outline.map((p) => p[0]), ys = outline.map((p) => p[1]);
  const low: Vec2 = [Math.min(...xs), Math.min(...ys)], high: Vec2 = [Math.max(...xs), Math.max(...ys)];
  const nx = Math.ceil((high[0] - low[0]) / cell), ny = Math.ceil((high[1] - low[1]) / cell);
  const x0 = (low[0] + high[0] - nx * cell) / 2, y0 = (low[1] + high[1] - ny * cell) / 2;
  const near = new Set<number>();
  for (const rim of [outline, ...holes]) {
    rim.forEach((p, i) => {
      const q = rim[(i + 1) % rim.length]!, steps = Math.max(1, Math.ceil(Math.hypot(q[0] - p[0], q[1] - p[1]) / (cell / 4)));
      for (let k = 0; k < steps; k++) {
        const fx = (p[0] + ((q[0] - p[0]) * k) / steps - x0) / cell, fy = (p[1] + ((q[1] - p[1]) * k) / steps - y0) / cell;
        for (const dx of [-0.3, 0.3]) for (const dy of [-0.3, 0.3]) near.add(Math.floor(fy + dy) * 65536 + Math.floor(fx + dx));
      }
    });
  }
  const corners = new Map<number, number>();
  const corner = (i: number, j: number): number => {
    let v = corners.get(j * 65536 + i);
    if (v === undefined) corners.set(j * 65536 + i, (v = put(x0 + i * cell, y0 + j * cell)));
    return v;
  };
  const border = new Map<string, [number, number]>();
  for (let j = 0; j < ny; j++) {
    for (let i = 0; i < nx; i++) {
      const middle: Vec2 = [x0 + (i + 0.5) * cell, y0 + (j + 0.5) * cell];
      if (near.has(j * 65536 + i) || !inside(outline, middle) || holes.some((h) => inside(h, middle))) continue;
      const q = [corner(i, j), corner(i + 1, j), corner(i + 1, j + 1), corner(i, j + 1)] as const;
      indices.push(q[0], q[1], q[2], q[0], q[2], q[3]);
      q.forEach((a, k) => {
        const b = q[(k + 1) % 4]!;
        if (!border.delete(`${b} ${a}`)) border.set(`${a} ${b}`, [a, b]);
      });
    }
  }
  const loops = chain([...border.values()], at);
  const fill = (outer: number[], inner: number[][]) => {
    const all = [outer, ...inner].flat();
    for (const t of ShapeUtils.triangulateShape(outer.map(at), inner.map((h) => h.map(at)))) {
      const [a, b, c] = t.map((k) => all[k]!) as [number, number, number];
      const turned = ShapeUtils.area([at(a), at(b), at(c)]) < 0;
      indices.push(a, turned ? c : b, turned ? b : c);
    }
  };
  const islands = loops.filter((l) => ShapeUtils.area(l.map(at)) > 0), gaps = loops.filter((l) => ShapeUtils.area(l.map(at)) < 0);
  const within = (l: number[], outer: number[]) => inside(outer.map((v): Vec2 => [at(v).x, at(v).y]), [at(l[0]!).x, at(l[0]!).y]);
  const open = rims.slice(1);
  for (const gap of gaps) fill(gap, open.filter((h) => within(h, gap)));
  fill(rims[0]!, [...islands, ...open.filter((h) => !gaps.some((g) => within(h, g)))]);
  const uvs: number[] = [];
  for (let v = 0; v < positions.length; v += 3) uvs.push(positions[v]!, positions[v + 1]!);
  return meshFrom(positions, indices, uvs);
}

/** Directed edges as closed loops; where loops touch in a point, the sharpest turn to the right keeps them apart. */
function chain(edges: readonly [number, number][], at: (v: number) => Vector2): number[][] {
  const from = new Map<number, number[]>();
  for (const [a, b] of edges) from.set(a, [...(from.get(a) ?? []), b]);
  const loops: number[][] = [];
  for (const [start, list] of from) {
    while (list.length) {
      const loop = [start];
      let before = start, v = list.pop()!;
      while (v !== start) {
        loop.push(v);
        const choices = from.get(v)!, p = at(v), back = Math.atan2(at(before).y - p.y, at(before).x - p.x);
        const turn = (w: number) => (Math.atan2(at(w).y - p.y, at(w).x - p.x) - back + 4 * Math.PI) % (2 * Math.PI);
        choices.sort((a, b) => turn(b) - turn(a));
        before = v;
        v = choices.pop()!;
      }
      loops.push(loop);
    }
  }
  return loops;
}

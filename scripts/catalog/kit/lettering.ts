import { GLYPHS } from "./glyphs.ts";
import { meshFrom, type Mesh, type Vec2 } from "./mesh.ts";
import { fillet } from "./outline.ts";

export interface LetteringOptions {
  /** Height of a capital, metres. */
  height: number;
  /** Width of the stroke, metres. */
  weight: number;
  /** Space between letters, in capital heights. */
  tracking?: number;
  /** How far the letters stand out, metres; 0 is printed: flat, without flanks. */
  depth?: number;
  align?: "left" | "centre";
}

/**
 * Capitals, figures and signs drawn with one stroke of even weight and round ends, in the xy plane, facing +Z
 * with the base at z = 0. The baseline is y = 0; centred or starting at x = 0.
 */
export function lettering(text: string, { height, weight, tracking = 0.3, depth = 0, align = "centre" }: LetteringOptions): Mesh {
  const k = height / 6;
  const strokes: { line: Vec2[]; closed: boolean }[] = [];
  let x = 0;
  for (const sign of text) {
    if (sign === " ") {
      x += height * 0.5;
      continue;
    }
    const glyph = GLYPHS[sign];
    if (!glyph) throw new Error(`lettering: no glyph for "${sign}" in "${text}"`);
    const all = glyph.flatMap((s) => s.corners.map((c) => c[0]));
    const left = Math.min(...all), right = Math.max(...all);
    for (const s of glyph) {
      const line = fillet(s.corners, { closed: s.closed ?? false, steps: 6 }).map((p): Vec2 => [x + (p[0] - left) * k, p[1] * k]);
      for (const piece of s.closed ? [line] : lifted(line)) strokes.push({ line: piece, closed: s.closed ?? false });
    }
    x += (right - left) * k + weight + tracking * height;
  }
  const width = x - weight - tracking * height;
  const shift = align === "centre" ? -width / 2 : 0;
  const positions: number[] = [], indices: number[] = [];
  for (const s of strokes) ribbon(s.line.map((p): Vec2 => [p[0] + shift, p[1]]), s.closed, weight / 2, depth, positions, indices);
  const uvs: number[] = [];
  for (let v = 0; v < positions.length; v += 3) uvs.push(positions[v]!, positions[v + 1]!);
  return meshFrom(positions, indices, uvs, 40);
}

/** A line in pieces, parted where it turns by more than about 95°: a mitre there would thin the stroke, round ends don't. */
function lifted(line: readonly Vec2[]): Vec2[][] {
  const pieces: Vec2[][] = [[line[0]!]];
  for (let i = 1; i < line.length; i++) {
    const [a, b, c] = [line[i - 1]!, line[i]!, line[i + 1]];
    pieces[pieces.length - 1]!.push(b);
    if (!c) break;
    const ux = b[0] - a[0], uy = b[1] - a[1], vx = c[0] - b[0], vy = c[1] - b[1];
    if (ux * vx + uy * vy < -0.09 * Math.hypot(ux, uy) * Math.hypot(vx, vy)) pieces.push([b]);
  }
  return pieces;
}

/** A stroke of half width `w` along `line`; its section runs from right to left over the top. */
function ribbon(line: readonly Vec2[], closed: boolean, w: number, depth: number, positions: number[], indices: number[]): void {
  const bevel = Math.min(depth * 0.4, w * 0.4);
  const section: Vec2[] = depth > 0 ? [[1, 0], [1, depth - bevel], [1 - bevel / w, depth]] : [[1, 0]];
  const rings: { at: Vec2; right: Vec2; left: Vec2 }[] = [];
  const n = line.length;
  const side = (a: Vec2, b: Vec2): Vec2 => {
    const dx = b[0] - a[0], dy = b[1] - a[1], l = Math.hypot(dx, dy) || 1;
    return [(dy / l) * w, (-dx / l) * w];
  };
  const back = (v: Vec2): Vec2 => [-v[0], -v[1]];
  line.forEach((at, i) => {
    const before = i > 0 ? line[i - 1] : closed ? line[n - 1] : undefined;
    const after = i < n - 1 ? line[i + 1] : closed ? line[0] : undefined;
    const a = before && side(before, at), b = after && side(at, after);
    let m: Vec2 = (a ?? b)!;
    if (a && b) {
      const x = a[0] + b[0], y = a[1] + b[1], q = Math.max(0.35, (x * x + y * y) / (2 * w * w) / 2);
      m = [x / 2 / q, y / 2 / q];
    }
    rings.push({ at, right: m, left: back(m) });
  });
  if (closed) rings.push(rings[0]!);
  else {
    const steps = 5;
    const cap = (i: number, end: boolean) => {
      const { at, right } = rings[i]!;
      const list = [];
      for (let k = 1; k <= steps; k++) {
        // both halves of the section swing towards the stroke's end
        const a = ((k / steps) * Math.PI) / 2 * (end ? 1 : -1), c = Math.cos(a), s = Math.sin(a);
        list.push({ at, right: [right[0] * c - right[1] * s, right[0] * s + right[1] * c] as Vec2, left: [-right[0] * c - right[1] * s, right[0] * s - right[1] * c] as Vec2 });
      }
      return list;
    };
    const start = cap(0, false).reverse(), end = cap(n - 1, true);
    rings.unshift(...start);
    rings.push(...end);
  }
  const base = positions.length / 3, columns = section.length * 2;
  for (const r of rings) {
    for (const [f, z] of section) positions.push(r.at[0] + r.right[0] * f, r.at[1] + r.right[1] * f, z);
    for (const [f, z] of [...section].reverse()) positions.push(r.at[0] + r.left[0] * f, r.at[1] + r.left[1] * f, z);
  }
  for (let i = 0; i < rings.length - 1; i++) {
    for (let j = 0; j < columns - 1; j++) {
      const a = base + i * columns + j, b = a + columns;
      indices.push(a, b, a + 1, a + 1, b, b + 1);
    }
  }
}

import { merge, place, roundedBox, type Mesh, type Vec2 } from "../../kit/index.ts";

/** Capitals as strokes in a box of height 1; `advance` is the width with its spacing. */
interface Letter {
  advance: number;
  strokes: readonly (readonly Vec2[])[];
}

const arc = (cx: number, cy: number, rx: number, ry: number, from: number, to: number, steps = 14): Vec2[] =>
  Array.from({ length: steps + 1 }, (_, i): Vec2 => {
    const a = ((from + ((to - from) * i) / steps) * Math.PI) / 180;
    return [cx + Math.cos(a) * rx, cy + Math.sin(a) * ry];
  });

const ALPHABET: Record<string, Letter> = {
  A: { advance: 0.98, strokes: [[[0, 0], [0.4, 1], [0.8, 0]], [[0.15, 0.34], [0.65, 0.34]]] },
  C: { advance: 1.02, strokes: [arc(0.46, 0.5, 0.46, 0.5, 48, 312, 24)] },
  I: { advance: 0.3, strokes: [[[0.05, 0], [0.05, 1]]] },
  L: { advance: 0.7, strokes: [[[0, 1], [0, 0], [0.52, 0]]] },
  M: { advance: 1.14, strokes: [[[0, 0], [0.08, 1], [0.46, 0.16], [0.84, 1], [0.92, 0]]] },
  O: { advance: 1.16, strokes: [arc(0.48, 0.5, 0.48, 0.5, 0, 360, 30)] },
  R: { advance: 0.84, strokes: [[[0, 0], [0, 1], [0.3, 1], ...arc(0.3, 0.74, 0.28, 0.26, 90, -90), [0, 0.48]], [[0.3, 0.48], [0.62, 0]]] },
  T: { advance: 0.86, strokes: [[[0, 1], [0.7, 1]], [[0.35, 1], [0.35, 0]]] },
  U: { advance: 0.98, strokes: [[[0, 1], ...arc(0.37, 0.34, 0.37, 0.34, 180, 360), [0.74, 1]]] },
};

/** `text` centred on the origin in the XZ plane, read from +Y, raised by a print's thickness. `height` and `weight` in the caller's unit. */
export function lettering(text: string, height: number, weight: number, thickness: number): Mesh {
  const letters = [...text].map((c) => {
    const letter = ALPHABET[c];
    if (!letter) throw new Error(`lettering: no strokes for "${c}"`);
    return letter;
  });
  const width = letters.reduce((s, l) => s + l.advance, 0) - 0.2;
  const parts: Mesh[] = [];
  let x = -width / 2;
  for (const letter of letters) {
    for (const stroke of letter.strokes) {
      for (let i = 0; i < stroke.length - 1; i++) {
        const a = stroke[i]!, b = stroke[i + 1]!;
        const dx = (b[0] - a[0]) * height, dy = (b[1] - a[1]) * height;
        const bar = roundedBox(Math.hypot(dx, dy) + weight, thickness, weight, thickness * 0.3, { steps: 1 });
        parts.push(place(bar, {
          at: [(x + (a[0] + b[0]) / 2) * height, 0, (0.5 - (a[1] + b[1]) / 2) * height],
          rotate: [0, (Math.atan2(dy, dx) * 180) / Math.PI, 0],
        }));
      }
    }
    x += letter.advance;
  }
  return merge(parts);
}

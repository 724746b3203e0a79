import {
  boxUvs, fillet, lettering, meshFrom, merge, place, placed, random, roundedBox, transform, type Corner, type Mesh, type Part, type Vec2,
} from "../../kit/index.ts";
import { KEYS, UNIT, type Key } from "./layout.ts";

/** Height of the top's middle above the cap's foot (metres) and its lean towards the typist (degrees), by row. */
const ROWS = [
  { height: 0.0102, lean: 9 },
  { height: 0.0088, lean: 5 },
  { height: 0.0079, lean: 0.5 },
  { height: 0.0082, lean: -4.5 },
  { height: 0.0084, lean: -6 },
] as const;
const DISH = 0.00105;
/** The top lies this far behind the foot's middle, metres. */
const SHIFT = -0.0011;

interface Cap {
  mesh: Mesh;
  /** Height of the top over x, z, metres. */
  top: (x: number, z: number) => number;
}

/** A sculpted cap: foot 18.2 mm deep, flanks leaning in, a top hollowed for the finger (raised on the space bar). */
function cap(width: number, row: number): Cap {
  const { height, lean } = ROWS[row]!;
  const foot: Vec2 = [(width * UNIT - 0.00085) / 2, (UNIT - 0.00085) / 2];
  const head: Vec2 = [foot[0] - 0.00265, 0.0073];
  const slope = Math.tan((lean * Math.PI) / 180), raised = width > 4;
  const top = (x: number, z: number): number => {
    const u = Math.min(1.1, Math.abs(x) / head[0]), v = (z - SHIFT) / head[1];
    return height - (z - SHIFT) * slope - (raised ? DISH * 0.8 * v * v : DISH * (1 - u * u));
  };
  const cells: Vec2 = [Math.max(4, Math.round(width * 3)), 4];
  const outline = (hx: number, hz: number, r: number): Vec2[] => {
    const corners = [[-hx, -hz], [hx, -hz], [hx, hz], [-hx, hz]] as const;
    const list = corners.flatMap((a, i): Corner[] => {
      const b = corners[(i + 1) % 4]!, n = cells[i % 2]!;
      return Array.from({ length: n }, (_, k): Corner => [a[0] + ((b[0] - a[0]) * k) / n, a[1] + ((b[1] - a[1]) * k) / n, k === 0 ? r : 0]);
    });
    return fillet(list, { closed: true, steps: 5 });
  };
  const positions: number[] = [], indices: number[] = [];
  const rings: number[][] = [];
  const ring = (points: readonly Vec2[], y: (x: number, z: number) => number) => {
    rings.push(points.map(([x, z]) => positions.push(x, y(x, z), z) / 3 - 1));
  };
  const base = outline(foot[0], foot[1], 0.0013), crown = outline(head[0], head[1], 0.0024);
  const round = 0.00095, steps = 5, flank = 6;
  ring(base.map(([x, z]): Vec2 => [x * 0.99, z * 0.985]), () => 0.00004);
  for (let k = 0; k <= flank; k++) {
    const t = k / flank, bow = t - 0.1 * Math.sin(t * Math.PI);
    const line = base.map((p, i): Vec2 => [p[0] + (crown[i]![0] - p[0]) * bow, p[1] + (crown[i]![1] + SHIFT - p[1]) * bow]);
    ring(line, (x, z) => 0.0001 + (top(x, z) - round - 0.0001) * t);
  }
  for (let k = 1; k <= steps; k++) {
    const a = (k / steps) * (Math.PI / 2), cut = round * (1 - Math.cos(a));
    ring(crown.map(([x, z]): Vec2 => [x * (1 - cut / head[0]), z * (1 - cut / head[1]) + SHIFT]), (x, z) => top(x, z) - round * (1 - Math.sin(a)));
  }
  for (let k = 1; k <= 6; k++) {
    const s = 1 - k / 6.6, edge = 1 - round / head[1];
    ring(crown.map(([x, z]): Vec2 => [x * (1 - round / head[0]) * s, z * edge * s + SHIFT]), top);
  }
  for (let j = 1; j < rings.length; j++) {
    const a = rings[j - 1]!, b = rings[j]!;
    for (let i = 0; i < a.length; i++) {
      const n = (i + 1) % a.length;
      indices.push(a[i]!, b[n]!, a[n]!, a[i]!, b[i]!, b[n]!);
    }
  }
  const inner = rings[rings.length - 1]!;
  const middle = positions.push(0, top(0, SHIFT), SHIFT) / 3 - 1;
  for (let i = 0; i < inner.length; i++) indices.push(inner[i]!, middle, inner[(i + 1) % inner.length]!);
  return { mesh: boxUvs(meshFrom(positions, indices, undefined, 50)), top };
}

/** The key's signs, printed on the top: small words at the left, letters at the upper left, arrows in the middle. */
function legend(key: Key, top: Cap["top"]): Mesh | undefined {
  if (!key.legend) return undefined;
  const word = key.legend.length > 1;
  const arrow = !word && "↑↓←→⏎⌫⌂◇".includes(key.legend);
  const height = word ? 0.00178 : arrow ? 0.0027 : 0.0033;
  const flat = lettering(key.legend, { height, weight: word ? 0.00029 : 0.00042, tracking: word ? 0.34 : 0.3, align: "left" });
  const left = -(key.width * UNIT) / 2 + 0.0052, back = SHIFT - 0.0042;
  const drop = word ? 0.0026 : height;
  const lying = place(flat, { rotate: [-90, 0, 0], at: [left, 0, back + drop] });
  const positions = lying.positions.slice();
  for (let i = 0; i < positions.length; i += 3) positions[i + 1] = top(positions[i]!, positions[i + 2]!) + 0.00006;
  return { ...lying, positions };
}

/** Caps by colour, their legends and the switches under them, on a plate at y = 0; x and z from the layout's middle. */
export function keyParts(): Part[] {
  const caps = new Map<string, Cap>();
  const rng = random(64);
  const lists: Record<string, Mesh[]> = { alpha: [], modifier: [], accent: [], "legend-alpha": [], "legend-modifier": [], "legend-accent": [] };
  const switches = [];
  for (const key of KEYS) {
    const id = `${key.width} ${key.row}`;
    const made = caps.get(id) ?? cap(key.width, key.row);
    caps.set(id, made);
    const x = (key.x + key.width / 2 - 8) * UNIT, z = (key.row - 2) * UNIT;
    // no two caps sit quite alike on their stems
    const at = placed({ at: [x, 0.0062 + (rng() - 0.5) * 0.00008, z], rotate: [(rng() - 0.5) * 0.5, (rng() - 0.5) * 0.5, (rng() - 0.5) * 0.4] });
    lists[key.kind]!.push(transform(made.mesh, at));
    const sign = legend(key, made.top);
    if (sign) lists[`legend-${key.kind}`]!.push(transform(sign, at));
    switches.push(placed({ at: [x, 0.0031, z] }));
  }
  return [
    ...Object.entries(lists).map(([slot, meshes]): Part => ({ name: slot, mesh: merge(meshes), slot })),
    { name: "switches", mesh: roundedBox(0.0148, 0.0062, 0.0148, 0.0012, { steps: 1 }), instances: switches, slot: "dark" },
  ];
}

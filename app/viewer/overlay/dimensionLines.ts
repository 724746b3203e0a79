import type { Bounds, Vector } from "../framing";
import type { CanvasPoint } from "../projection";

/** The three measures of a product: width along X, height along Y, depth along Z. */
export const AXES = ["width", "height", "depth"] as const;
export type Axis = (typeof AXES)[number];

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A measure drawn beside the product, in CSS pixels of the canvas. */
export interface DimensionLine {
  /** Which of the box's four edges of this axis it follows, 0 to 3. */
  readonly edge: number;
  readonly from: Point;
  readonly to: Point;
  /** Unit vector across the line, away from the product. */
  readonly across: Point;
  /** Middle of the label. */
  readonly label: Point;
}

export type DimensionLines = Readonly<Record<Axis, DimensionLine | null>>;

/** How far beside its edge a line runs, and its label beside the line. */
const GAP = 14;
const LABEL_GAP = 15;
/** A shorter line would be lost under its label. */
const SHORTEST = 32;
/** What a label takes, for keeping labels apart. */
const LABEL = { width: 84, height: 24 };
/** Above and below the canvas's labels lie the buttons, pixels. */
const BUTTONS = 52;
/** Weights of what makes a choice of edges good, in pixels. */
const OVERLAP_COST = 10_000;
const OUTSIDE_COST = 400;
/** An edge in use stays until another is better by this much: lines must not flicker while the product turns. */
const CHANGE_COST = 24;

/**
 * Lays the three measures along edges of the bounding box that lie on its outline as seen now, so that they run beside
 * the product and not through it; of those the lowest for width and depth, and the combination whose labels stand apart
 * and inside the canvas. An axis that is seen end-on has none.
 * @param previous what was drawn in the frame before, which is kept where it is nearly as good.
 */
export function dimensionLines(
  bounds: Bounds,
  project: (point: Vector) => CanvasPoint,
  canvas: { readonly width: number; readonly height: number },
  previous?: DimensionLines,
): DimensionLines {
  const centre = project([0, 1, 2].map((axis) => ((bounds.min[axis] ?? 0) + (bounds.max[axis] ?? 0)) / 2) as unknown as Vector);
  const candidates = AXES.map((_, axis) => edgesOf(bounds, axis, project, centre));
  let best: { cost: number; lines: (DimensionLine | null)[] } | null = null;
  for (const width of candidates[0] ?? []) {
    for (const height of candidates[1] ?? []) {
      for (const depth of candidates[2] ?? []) {
        const lines = [width, height, depth];
        const cost = costOf(lines, canvas, previous);
        if (!best || cost < best.cost) best = { cost, lines };
      }
    }
  }
  const [width = null, height = null, depth = null] = best?.lines ?? [];
  return { width, height, depth };
}

/** The lines of one axis that lie on the box's outline; one null where there is none to draw. */
function edgesOf(bounds: Bounds, axis: number, project: (point: Vector) => CanvasPoint, centre: Point): (DimensionLine | null)[] {
  const [second, third] = [(axis + 1) % 3, (axis + 2) % 3];
  const lines: DimensionLine[] = [];
  for (let edge = 0; edge < 4; edge += 1) {
    const upper = [(edge & 1) !== 0, (edge & 2) !== 0];
    const corner = (end: "min" | "max"): Vector => {
      const place = [0, 0, 0];
      place[axis] = bounds[end][axis] ?? 0;
      place[second] = bounds[upper[0] ? "max" : "min"][second] ?? 0;
      place[third] = bounds[upper[1] ? "max" : "min"][third] ?? 0;
      return place as unknown as Vector;
    };
    const [from, to] = [project(corner("min")), project(corner("max"))];
    if (from.behind || to.behind) continue;
    const faces = [second, third].map((side, index) => from.facing(unit(side, upper[index] ? 1 : -1)));
    // On the box's outline one of the edge's two faces is turned towards the camera.
    if (faces[0] === faces[1] || Math.hypot(to.x - from.x, to.y - from.y) < SHORTEST) continue;
    lines.push(beside(edge, from, to, centre));
  }
  return lines.length > 0 ? lines : [null];
}

function unit(axis: number, sign: number): Vector {
  return [0, 1, 2].map((other) => (other === axis ? sign : 0)) as unknown as Vector;
}

/** The line that runs beside an edge, on the side away from the product's centre. */
function beside(edge: number, a: Point, b: Point, centre: Point): DimensionLine {
  const length = Math.hypot(b.x - a.x, b.y - a.y);
  const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  const normal = { x: (a.y - b.y) / length, y: (b.x - a.x) / length };
  const sign = normal.x * (middle.x - centre.x) + normal.y * (middle.y - centre.y) < 0 ? -1 : 1;
  const across = { x: normal.x * sign, y: normal.y * sign };
  const shift = (point: Point, by: number): Point => ({ x: point.x + across.x * by, y: point.y + across.y * by });
  // A label is wider than it is high, so it stands farther off a steep line.
  const labelGap = LABEL_GAP + Math.abs(across.x) * (LABEL.width / 2 - LABEL_GAP);
  return { edge, from: shift(a, GAP), to: shift(b, GAP), across, label: shift(middle, GAP + labelGap) };
}

function costOf(lines: readonly (DimensionLine | null)[], canvas: { width: number; height: number }, previous?: DimensionLines): number {
  let cost = 0;
  lines.forEach((line, axis) => {
    const name = AXES[axis];
    if (!line || !name) return;
    const { label } = line;
    // Width and depth lie on the ground where they can; height stands on the right.
    cost -= name === "height" ? label.x * 0.1 : label.y;
    cost += outside(label.x, LABEL.width / 2, canvas.width) + outside(label.y, BUTTONS + LABEL.height / 2, canvas.height);
    if (previous && previous[name]?.edge !== line.edge) cost += CHANGE_COST;
    for (const other of lines.slice(axis + 1)) {
      if (!other) continue;
      const overlaps = Math.abs(label.x - other.label.x) < LABEL.width && Math.abs(label.y - other.label.y) < LABEL.height;
      if (overlaps) cost += OVERLAP_COST;
    }
  });
  return cost;
}

/** Cost of a label whose middle is nearer to the canvas's edges than `least`. */
function outside(middle: number, least: number, room: number): number {
  return middle < least || middle > room - least ? OUTSIDE_COST : 0;
}

import type { Bounds } from "../geometry.ts";
import { cellNumber, type Grid, planeAt } from "./grid.ts";

/** Cells of a grid: from `from` up to but not including `to`. */
export interface Box {
  from: [number, number, number];
  to: [number, number, number];
}

/** Triangles from which on a box is cut in two. A chunk of so many is about half a megabyte as stored. */
export const BOX_TRIANGLES = 200_000;

/**
 * Cuts a grid into boxes of at most so many triangles, or a single cell, by planes of the grid: a k-d tree that cuts
 * each box across the middle of its triangles, along the axis on which it is longest.
 *
 * @param owned triangles that count for each cell. @param touching triangles that touch each cell.
 * @returns boxes that do not overlap and together hold every cell that a triangle touches.
 */
export function cutIntoBoxes(grid: Grid, owned: Float64Array, touching: Float64Array, most = BOX_TRIANGLES): Box[] {
  const boxes: Box[] = [];
  const cut = (wide: Box): void => {
    const box = trim(grid, wide, touching);
    if (!box) return;
    const plane = sum(grid, box, owned) > most ? middlePlane(grid, box, owned) : undefined;
    if (!plane) {
      boxes.push(box);
      return;
    }
    const [low, high] = [structuredClone(box), structuredClone(box)];
    low.to[plane.axis] = high.from[plane.axis] = plane.at;
    cut(low);
    cut(high);
  };
  cut({ from: [0, 0, 0], to: [...grid.cells] });
  return boxes;
}

const AXES = [0, 1, 2] as const;

/** The plane that halves a box's triangles best along its longest axis of more than one cell. */
function middlePlane(grid: Grid, box: Box, owned: Float64Array): { axis: 0 | 1 | 2; at: number } | undefined {
  const axis = [...AXES].sort((a, b) => length(grid, box, b) - length(grid, box, a) || a - b).find((a) => box.to[a] - box.from[a] > 1);
  if (axis === undefined) return undefined;
  const half = sum(grid, box, owned) / 2;
  const layer = structuredClone(box);
  let below = 0;
  let best = { at: box.from[axis] + 1, distance: Infinity };
  for (let at = box.from[axis] + 1; at < box.to[axis]; at++) {
    layer.from[axis] = at - 1;
    layer.to[axis] = at;
    below += sum(grid, layer, owned);
    const distance = Math.abs(below - half);
    if (distance < best.distance) best = { at, distance };
  }
  return { axis, at: best.at };
}

function length({ bounds, cells }: Grid, box: Box, axis: 0 | 1 | 2): number {
  return ((bounds.max[axis] - bounds.min[axis]) / cells[axis]) * (box.to[axis] - box.from[axis]);
}

function sum(grid: Grid, box: Box, counts: Float64Array): number {
  let total = 0;
  forEachRow(grid, box, (start, end) => {
    for (let cell = start; cell < end; cell++) total += counts[cell]!;
  });
  return total;
}

/** A box without the layers at its faces that nothing touches; undefined where nothing touches it at all. */
function trim(grid: Grid, wide: Box, touching: Float64Array): Box | undefined {
  if (sum(grid, wide, touching) === 0) return undefined;
  const box = structuredClone(wide);
  for (const axis of AXES) {
    const isEmpty = (at: number): boolean => {
      const layer = structuredClone(box);
      layer.from[axis] = at;
      layer.to[axis] = at + 1;
      return sum(grid, layer, touching) === 0;
    };
    while (isEmpty(box.from[axis])) box.from[axis]++;
    while (isEmpty(box.to[axis] - 1)) box.to[axis]--;
  }
  return box;
}

/** Calls `visit` with the first and, not included, the last cell of each of the box's rows along x. */
export function forEachRow(grid: Grid, { from, to }: Box, visit: (start: number, end: number) => void): void {
  for (let z = from[2]; z < to[2]; z++) {
    for (let y = from[1]; y < to[1]; y++) visit(cellNumber(grid, from[0], y, z), cellNumber(grid, to[0] - 1, y, z) + 1);
  }
}

/** Where a box's faces lie, in the grid's unit. */
export function cornersOf(grid: Grid, { from, to }: Box): Bounds {
  const corner = (cells: Box["from"]): Bounds["min"] => [planeAt(grid, 0, cells[0]), planeAt(grid, 1, cells[1]), planeAt(grid, 2, cells[2])];
  return { min: corner(from), max: corner(to) };
}

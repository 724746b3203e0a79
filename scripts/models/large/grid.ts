import type { Bounds } from "../geometry.ts";

/** A model's bounds divided evenly into cells, which are numbered along x, then y, then z. */
export interface Grid {
  bounds: Bounds;
  /** Cells along each axis. */
  cells: [number, number, number];
}

/** Cells along the longest axis, as the manifest allows. */
const MOST_CELLS = 16;
/** A triangle that comes nearer to a cell than this share of the cell's size touches it: vertices will be rounded. */
const NEAR = 1e-4;

/** A grid of cells that are about cubes. */
export function gridOver(bounds: Bounds): Grid {
  const extent = [0, 1, 2].map((axis) => bounds.max[axis]! - bounds.min[axis]!);
  const longest = Math.max(...extent);
  const [x, y, z] = extent.map((length) => Math.max(1, Math.round((MOST_CELLS * length) / longest)));
  return { bounds, cells: [x!, y!, z!] };
}

export function cellCount({ cells }: Grid): number {
  return cells[0] * cells[1] * cells[2];
}

export function cellNumber({ cells }: Grid, x: number, y: number, z: number): number {
  return (z * cells[1] + y) * cells[0] + x;
}

/** Length of a cell along an axis. */
function cellLength({ bounds, cells }: Grid, axis: number): number {
  return (bounds.max[axis]! - bounds.min[axis]!) / cells[axis]!;
}

/** Where the grid's plane of a number along an axis lies; the last one exactly at the bounds. */
export function planeAt({ bounds, cells }: Grid, axis: 0 | 1 | 2, plane: number): number {
  const share = plane / cells[axis];
  return bounds.min[axis] * (1 - share) + bounds.max[axis] * share;
}

/** Scratch of `forEachCell`, which is called for every triangle: first and last cell touched, the centre's, the corners in cells. */
const from = new Int32Array(3);
const to = new Int32Array(3);
const own = new Int32Array(3);
const scaled = new Float64Array(9);

/**
 * Finds the cells that a triangle touches, borders included.
 *
 * @param corners nine numbers, in the grid's unit.
 * @param visit is called with each cell's number, and whether it is the one that the triangle counts for: that of its
 * centre.
 */
export function forEachCell(grid: Grid, corners: Float32Array, visit: (cell: number, owns: boolean) => void): void {
  for (let axis = 0; axis < 3; axis++) {
    const length = cellLength(grid, axis);
    const last = grid.cells[axis]! - 1;
    let low = Infinity;
    let high = -Infinity;
    let sum = 0;
    for (let corner = 0; corner < 3; corner++) {
      const place = length > 0 ? (corners[corner * 3 + axis]! - grid.bounds.min[axis]!) / length : 0.5;
      scaled[corner * 3 + axis] = place;
      low = Math.min(low, place);
      high = Math.max(high, place);
      sum += place;
    }
    from[axis] = Math.min(Math.max(Math.ceil(low - NEAR) - 1, 0), last);
    to[axis] = Math.min(Math.max(Math.floor(high + NEAR), 0), last);
    own[axis] = Math.min(Math.max(Math.floor(sum / 3), 0), last);
  }
  const one = from[0] === to[0] && from[1] === to[1] && from[2] === to[2];
  for (let z = from[2]!; z <= to[2]!; z++) {
    for (let y = from[1]!; y <= to[1]!; y++) {
      for (let x = from[0]!; x <= to[0]!; x++) {
        const owns = x === own[0] && y === own[1] && z === own[2];
        if (one || owns || touchesCell(x, y, z)) visit(cellNumber(grid, x, y, z), owns);
      }
    }
  }
}

/**
 * Whether the triangle of `scaled` and the unit cell from (x, y, z) on touch: no plane keeps them apart, of those that
 * lie along the triangle, or along one of its edges and one of the cell's (Akenine-Möller, "Fast 3D triangle-box overlap
 * testing", 2001). The cell's own faces are what the caller has compared.
 */
function touchesCell(x: number, y: number, z: number): boolean {
  const v = [0, 3, 6].map((at) => [scaled[at]! - x - 0.5, scaled[at + 1]! - y - 0.5, scaled[at + 2]! - z - 0.5]);
  const edges = [0, 1, 2].map((corner) => [0, 1, 2].map((axis) => v[(corner + 1) % 3]![axis]! - v[corner]![axis]!));
  const apart = (nx: number, ny: number, nz: number): boolean => {
    const reach = (0.5 + NEAR) * (Math.abs(nx) + Math.abs(ny) + Math.abs(nz));
    const places = v.map(([px, py, pz]) => px! * nx + py! * ny + pz! * nz);
    return Math.min(...places) > reach || Math.max(...places) < -reach;
  };
  const [[ax, ay, az], [bx, by, bz]] = edges as [number[], number[], number[]];
  if (apart(ay! * bz! - az! * by!, az! * bx! - ax! * bz!, ax! * by! - ay! * bx!)) return false;
  return !edges.some(([ex, ey, ez]) => apart(0, -ez!, ey!) || apart(ez!, 0, -ex!) || apart(-ey!, ex!, 0));
}

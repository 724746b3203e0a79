import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutIntoBoxes } from "./boxes.ts";
import { cellCount, forEachCell, type Grid, gridOver } from "./grid.ts";

const coordinate = fc.double({ min: -2, max: 3, noNaN: true });
const point = fc.tuple(coordinate, coordinate, coordinate);

describe("a triangle", () => {
  const grid = gridOver({ min: [-2, -2, -2], max: [3, 1, 0.5] });
  const cellOf = (place: readonly number[]): number => {
    const [x, y, z] = place.map((value, axis) => {
      const cell = Math.floor(((value - grid.bounds.min[axis]!) / (grid.bounds.max[axis]! - grid.bounds.min[axis]!)) * grid.cells[axis]!);
      return Math.min(Math.max(cell, 0), grid.cells[axis]! - 1);
    });
    return (z! * grid.cells[1] + y!) * grid.cells[0] + x!;
  };

  it("touches the cell of every point on it, and is in the care of one cell", () => {
    fc.assert(
      fc.property(fc.tuple(point, point, point), fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })), { minLength: 20, maxLength: 20 }), (corners, samples) => {
        const inBounds = corners.map((corner) => corner.map((value, axis) => Math.fround(Math.min(Math.max(value, grid.bounds.min[axis]!), grid.bounds.max[axis]!))));
        const cells = new Set<number>();
        let owners = 0;
        forEachCell(grid, Float32Array.from(inBounds.flat()), (cell, owns) => {
          cells.add(cell);
          if (owns) owners++;
        });
        expect(owners).toBe(1);
        for (const [a, b] of samples) {
          const [u, v] = a + b > 1 ? [1 - a, 1 - b] : [a, b];
          expect(cells).toContain(cellOf([0, 1, 2].map((axis) => inBounds[0]![axis]! * (1 - u - v) + inBounds[1]![axis]! * u + inBounds[2]![axis]! * v)));
        }
      }),
    );
  });

  it("touches no cell that it only passes by", () => {
    const flat: Grid = { bounds: { min: [0, 0, 0], max: [4, 4, 1] }, cells: [4, 4, 1] };
    const cells: number[] = [];
    forEachCell(flat, Float32Array.of(0.5, 0.5, 0.5, 3.5, 3.5, 0.5, 3.5, 3.4, 0.5), (cell) => cells.push(cell));
    expect(cells).not.toContain(3);
    expect(cells).not.toContain(12);
  });

  it("that lies on the plane between two cells touches both", () => {
    const pair: Grid = { bounds: { min: [-1, 0, 0], max: [1, 1, 1] }, cells: [2, 1, 1] };
    const cells: number[] = [];
    forEachCell(pair, Float32Array.of(0, 0, 0, 0, 1, 0, 0, 0, 1), (cell) => cells.push(cell));
    expect(cells).toEqual([0, 1]);
  });
});

describe("boxes", () => {
  it("hold every touched cell once, and no more triangles than asked for unless they are a single cell", () => {
    const grid: Grid = { bounds: { min: [0, 0, 0], max: [4, 3, 2] }, cells: [4, 3, 2] };
    fc.assert(
      fc.property(fc.array(fc.nat(50), { minLength: 24, maxLength: 24 }), (counts) => {
        const owned = Float64Array.from(counts);
        const holders = new Uint8Array(cellCount(grid));
        for (const { from, to } of cutIntoBoxes(grid, owned, owned, 60)) {
          let triangles = 0;
          let cells = 0;
          for (let z = from[2]; z < to[2]; z++) for (let y = from[1]; y < to[1]; y++) for (let x = from[0]; x < to[0]; x++) {
            const cell = (z * 3 + y) * 4 + x;
            holders[cell]!++;
            triangles += counts[cell]!;
            cells++;
          }
          expect(triangles <= 60 || cells === 1).toBe(true);
        }
        counts.forEach((count, cell) => {
          if (count > 0) expect(holders[cell]).toBe(1);
          else expect(holders[cell]).toBeLessThanOrEqual(1);
        });
      }),
    );
  });
});

import { type FileHandle, open } from "node:fs/promises";
import { type Box, forEachRow } from "./boxes.ts";
import { cellCount, forEachCell, type Grid } from "./grid.ts";
import { placedCorners, type PlacedTriangles } from "./placedTriangles.ts";
import type { WorkFolder } from "./workFolder.ts";

/** Triangles that one task sorts into cells. */
export const SPAN_TRIANGLES = 2 ** 19;

/** How many triangles of a span are in each cell. */
export interface BinCounts {
  owned: Uint32Array;
  touching: Uint32Array;
}

/** A triangle of a box. */
export interface BinnedTriangle {
  /** Counted over all of the source's. */
  triangle: number;
  /** Whether its centre is in the box: then it is in no other box's care. */
  owned: boolean;
}

const spanFile = (span: number): string => `bins-${span}`;

/**
 * Sorts a span of the source's triangles into the cells that they touch and writes their numbers: first where each
 * cell's begin, then for each cell twice the number within the span, plus one where the cell does not own the triangle.
 */
export async function binSpan(placed: PlacedTriangles, grid: Grid, span: number, work: WorkFolder): Promise<BinCounts> {
  const cells = cellCount(grid);
  const counts: BinCounts = { owned: new Uint32Array(cells), touching: new Uint32Array(cells) };
  const from = span * SPAN_TRIANGLES;
  let hits = new Uint32Array(SPAN_TRIANGLES * 2);
  let length = 0;
  const corners = new Float32Array(9);
  placed.triangles.forEach(from, from + SPAN_TRIANGLES, (member, vertices, triangle) => {
    placedCorners(placed, member, vertices, corners);
    forEachCell(grid, corners, (cell, owns) => {
      counts.touching[cell]!++;
      if (owns) counts.owned[cell]!++;
      if (length + 2 > hits.length) {
        const wider = new Uint32Array(hits.length * 2);
        wider.set(hits);
        hits = wider;
      }
      hits[length++] = cell;
      hits[length++] = (triangle - from) * 2 + (owns ? 0 : 1);
    });
  });
  const starts = new Uint32Array(cells + 1);
  for (let cell = 0; cell < cells; cell++) starts[cell + 1] = starts[cell]! + counts.touching[cell]!;
  const next = starts.slice();
  const file = new Uint32Array(cells + 1 + length / 2);
  file.set(starts);
  for (let i = 0; i < length; i += 2) file[cells + 1 + next[hits[i]!]!++] = hits[i + 1]!;
  await work.writeBytes(spanFile(span), new Uint8Array(file.buffer));
  return counts;
}

/** The triangles that touch a box, in the source's order. */
export async function trianglesOf(box: Box, grid: Grid, spans: number, work: WorkFolder): Promise<BinnedTriangle[]> {
  const triangles: BinnedTriangle[] = [];
  for (let span = 0; span < spans; span++) {
    const handle = await open(work.path(spanFile(span)), "r");
    try {
      const words = await wordsOf(handle, box, grid);
      for (let i = 0; i < words.length; i++) {
        const number = words[i]! >>> 1;
        // The entry of the cell that owns it comes first.
        if (i > 0 && words[i - 1]! >>> 1 === number) continue;
        triangles.push({ triangle: span * SPAN_TRIANGLES + number, owned: words[i]! % 2 === 0 });
      }
    } finally {
      await handle.close();
    }
  }
  return triangles;
}

/** The entries of a box's cells, sorted. */
async function wordsOf(handle: FileHandle, box: Box, grid: Grid): Promise<Uint32Array> {
  const read = async (start: number, end: number): Promise<Uint32Array> => {
    const words = new Uint32Array(end - start);
    if (words.length > 0) await handle.read(new Uint8Array(words.buffer), 0, words.byteLength, start * 4);
    return words;
  };
  const head = cellCount(grid) + 1;
  const starts = await read(0, head);
  const rows: [number, number][] = [];
  forEachRow(grid, box, (first, end) => rows.push([head + starts[first]!, head + starts[end]!]));
  const words = new Uint32Array(rows.reduce((total, [start, end]) => total + end - start, 0));
  let at = 0;
  for (const [start, end] of rows) {
    words.set(await read(start, end), at);
    at += end - start;
  }
  return words.sort();
}

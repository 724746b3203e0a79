import type { Placement, UpAxis } from "../prepare.ts";
import type { SimplifyGoal } from "../simplify.ts";
import type { Box } from "./boxes.ts";
import type { Grid } from "./grid.ts";
import type { LargeSource } from "./largeSource.ts";

/** What the threads of a run are told when they start. Plain data, as all that is passed to them. */
export interface Job {
  source: LargeSource;
  up: UpAxis;
  /** The work folder. */
  folder: string;
}

/** Where the model stands, and the grid over it. */
export interface Layout {
  placement: Placement;
  grid: Grid;
  /** How many spans the source's triangles are sorted in. */
  spans: number;
}

export interface BoundsTask {
  span: number;
}

export interface BinTask {
  span: number;
  layout: Layout;
}

export interface ReduceTask {
  /** Number of the box, and of the files made of it. */
  number: number;
  box: Box;
  layout: Layout;
  goal: SimplifyGoal;
}

/** What is known of a box once it is simplified. Its parts lie in the work folder. */
export interface ReducedBox {
  /** Triangles in its care that have an area. */
  triangles: number;
  /** Metres. */
  error: number;
}

export interface ChunkTask {
  number: number;
  layout: Layout;
  /** Where each texture lies, relative to the chunk. */
  uris: string[];
}

/** What is known of a chunk. Its GLB lies in the work folder, compressed as it will be stored. */
export interface WrittenChunk {
  triangles: number;
  gpuBytes: number;
  /** Metres. */
  quantisationError: number;
}

/** A task's outcome, or what is wrong with the source: a thread can't throw a ModelError to another. */
export type Answer<T> = { value: T } | { fault: string };

/** Names in the work folder. */
export const FILES = {
  layout: "layout",
  boxes: "boxes",
  textures: "textures",
  gathered: (number: number): string => `box-${number}-gathered`,
  reducedParts: (number: number): string => `box-${number}-reduced-parts`,
  reduced: (number: number): string => `box-${number}-reduced`,
  glb: (number: number): string => `chunk-${number}.glb.br`,
  chunk: (number: number): string => `chunk-${number}`,
} as const;

import type { ChunkedTier, ModelChunk, ModelTier } from "../domain/modelManifest";
import type { Bounds, Vector } from "./framing";
import { tierPixels } from "./screenSpaceError";

/** What the camera sees, as far as the choice of chunks needs it; lengths are the model's metres. */
export interface ChunkView {
  readonly eye: Vector;
  /** Height of the drawing buffer, device pixels. */
  readonly viewportHeight: number;
  /** Vertical field of view, radians. */
  readonly fovY: number;
  /** Radius of the whole model's bounding sphere. */
  readonly radius: number;
  readonly inView: (box: Bounds) => boolean;
}

/** What the chunks may take together. */
export interface ChunkBudget {
  /** GPU memory, bytes. */
  readonly gpuBytes: number;
  /** To be fetched for this view, bytes. */
  readonly bytes: number;
}

const VISIBLE_PIXELS = 1;
/** A chunk that is there stays until it is well below a pixel. */
const HELD_PIXELS = 0.5;

/**
 * The chunks that this view deserves, the most rewarding first: those in the frustum, inside which the finest whole
 * tier's error can be seen. The reward is that error on the screen times the share of the view that the chunk fills, so
 * what is large and near comes before what is small and far. The list ends where the budget does.
 * @param held Indices of the chunks in memory.
 */
export function selectChunks(
  chunked: ChunkedTier,
  finest: ModelTier,
  view: ChunkView,
  budget: ChunkBudget,
  held: ReadonlySet<number>,
): number[] {
  const candidates = chunked.chunks.flatMap((chunk, index) => {
    if (!view.inView(chunk)) return [];
    const distance = distanceToBox(view.eye, chunk);
    // As if the whole model began where the chunk does.
    const pixels = tierPixels(finest, { ...view, distance: distance + view.radius }, chunked.textureSize);
    if (pixels <= (held.has(index) ? HELD_PIXELS : VISIBLE_PIXELS)) return [];
    const size = Math.hypot(...edges(chunk)) / 2;
    return [{ index, chunk, reward: (pixels * size) / (distance + size) }];
  });
  candidates.sort((a, b) => b.reward - a.reward || a.index - b.index);
  return withinBudget(candidates, budget, held);
}

function withinBudget(
  candidates: readonly { index: number; chunk: ModelChunk }[],
  budget: ChunkBudget,
  held: ReadonlySet<number>,
): number[] {
  let { gpuBytes, bytes } = budget;
  const chosen: number[] = [];
  for (const { index, chunk } of candidates) {
    const toFetch = held.has(index) ? 0 : chunk.model.bytes;
    if (chunk.gpuBytes > gpuBytes || toFetch > bytes) continue;
    gpuBytes -= chunk.gpuBytes;
    bytes -= toFetch;
    chosen.push(index);
  }
  return chosen;
}

/** From a point to the nearest of the box, 0 inside. */
export function distanceToBox([x, y, z]: Vector, { min, max }: Bounds): number {
  return Math.hypot(
    Math.max(min[0] - x, 0, x - max[0]),
    Math.max(min[1] - y, 0, y - max[1]),
    Math.max(min[2] - z, 0, z - max[2]),
  );
}

function edges({ min, max }: Bounds): Vector {
  return [max[0] - min[0], max[1] - min[1], max[2] - min[2]];
}

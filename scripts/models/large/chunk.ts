import { type Part, triangleCount, weld } from "../geometry.ts";
import { gpuBytes } from "../gpuMemory.ts";
import { atRest } from "../store.ts";
import type { TextureLadder } from "../textures.ts";
import { writeTier } from "../tierDocument.ts";
import { TIER_GOALS } from "../tiers.ts";
import { findFaults } from "../validate.ts";
import { type ChunkTask, FILES, type WrittenChunk } from "./job.ts";
import type { Skeleton } from "./skeleton.ts";
import type { WorkFolder } from "./workFolder.ts";

/** A chunk's vertices lie on a grid over the whole model, as fine as 16 bits allow: so neighbours agree on those they share. */
const POSITION_BITS = 16;

/**
 * Writes a box's triangles, as they were gathered, as a GLB of the high tier.
 *
 * @param skeleton its lengths at the model's size.
 * @throws Error when gltf-validator finds a fault in it.
 */
export async function writeChunk(task: ChunkTask, skeleton: Skeleton, work: WorkFolder): Promise<WrittenChunk> {
  const parts = ((await work.read(FILES.gathered(task.number))) as Part[]).map(weld);
  const textures = ((await work.read(FILES.textures)) as TextureLadder).high;
  const high = TIER_GOALS.find(({ name }) => name === "high")!;
  const triangles = triangleCount(parts);
  const goal = { ...high, positionBits: POSITION_BITS };
  const written = await writeTier({ ...skeleton, parts, triangles, bounds: task.layout.grid.bounds }, goal, parts, textures, task.uris);
  const faults = await findFaults(written.bytes, (uri) => textures[task.uris.indexOf(uri)]?.data);
  if (faults) throw new Error(`Chunk ${task.number} came out as invalid glTF (${faults}).`);
  await work.writeBytes(FILES.glb(task.number), await atRest(written.bytes));
  // The textures are the tier's, not the chunk's.
  return { triangles, gpuBytes: gpuBytes(written.document, new Map()), quantisationError: written.quantisationError };
}

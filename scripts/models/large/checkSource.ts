import { ModelError } from "../modelError.ts";
import { findFaults, MENDED_FAULTS } from "../validate.ts";
import type { LargeSource } from "./largeSource.ts";

/**
 * Runs gltf-validator over a large source's document without its buffers and images, which it would hold in memory:
 * all references, types, ranges and extensions are checked, but no values. Indices and values are checked as they are
 * read, images as they are decoded; that the accessors' stated bounds are right is not, for they are computed anew.
 *
 * @throws ModelError when it is not valid glTF 2.0.
 */
export async function checkLargeSource({ file, json }: LargeSource): Promise<void> {
  const buffers = json.buffers?.map(({ uri: _, ...buffer }) => buffer);
  const document = new TextEncoder().encode(JSON.stringify({ ...json, buffers }));
  const faults = await findFaults(document, () => undefined, [...MENDED_FAULTS, "IO_ERROR"]);
  if (faults) throw new ModelError(file, `not valid glTF 2.0 (${faults})`);
}

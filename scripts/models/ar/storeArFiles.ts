import type { ArModel } from "../../../app/domain/modelManifest.ts";
import type { Part } from "../geometry.ts";
import type { Prepared } from "../prepare.ts";
import type { StoreTransaction } from "../store.ts";
import { fileName } from "../textureNames.ts";
import type { TierTexture } from "../textures.ts";
import { makeArFiles } from "./arFiles.ts";

/**
 * Makes and stores a model's files for augmented reality, as they are: phones' own viewers promise no brotli.
 *
 * @param parts the standard tier's geometry, one for each of `prepared.parts`.
 * @param textures the standard tier's, one for each of the document's.
 */
export async function storeArFiles(prepared: Prepared, parts: readonly Part[], textures: readonly TierTexture[], store: StoreTransaction): Promise<ArModel[]> {
  const stored: ArModel[] = [];
  for await (const { variant, glb, usdz } of makeArFiles(prepared, parts, textures)) {
    const name = fileName(variant);
    stored.push({ variant, glb: await store.add("ar", name, "glb", glb), usdz: await store.add("ar", name, "usdz", usdz) });
  }
  return stored;
}

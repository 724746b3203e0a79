import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { ModelFile, ModelManifest } from "../../../app/domain/modelManifest.ts";
import { StoreTransaction } from "../store.ts";

/** An empty folder for a store. */
export function storeFolder(): Promise<string> {
  return mkdtemp(path.join(tmpdir(), "aurolot-publish-"));
}

/**
 * Puts a model with a file of every kind into a store's folder, as the pipeline does.
 * @param look what tells this model from another of the same product; some files they share
 */
export async function makeTestModel(folder: string, { slug, category, look = "oak" }: { slug: string; category: string; look?: string }): Promise<ModelManifest> {
  const store = await StoreTransaction.begin(folder, category, slug);
  const add = (place: string, name: string, extension: string, content = `${look} ${name}`): Promise<ModelFile> => store.add(place, name, extension, Buffer.from(content));
  const chunk = { min: [0, 0, 0], max: [1, 1, 1], triangles: 1, gpuBytes: 1 } satisfies Partial<NonNullable<ModelManifest["chunkedTier"]>["chunks"][number]>;
  const texture = await add("standard", "wood", "webp", "wood of every look");
  const manifest: ModelManifest = {
    version: 1,
    slug,
    category,
    source: { hash: look, bytes: 1, triangles: 2 },
    bounds: { min: [0, 0, 0], max: [1, 1, 1] },
    variants: ["oak"],
    tiers: [
      { name: "preview", model: await add("preview", "model", "glb"), textures: [], triangles: 1, errorMetres: 0.1, textureSize: 0, gpuBytes: 1 },
      { name: "standard", model: await add("standard", "model", "glb"), textures: [texture], triangles: 1, errorMetres: 0.01, textureSize: 8, gpuBytes: 1 },
    ],
    chunkedTier: {
      name: "high",
      grid: [2, 1, 1],
      chunks: [
        { ...chunk, model: await add("high", "chunk-0", "glb") },
        { ...chunk, model: await add("high", "chunk-1", "glb") },
      ],
      textures: [texture, await add("high", "grain", "webp")],
      triangles: 2,
      errorMetres: 0,
      textureSize: 8,
    },
    posters: [{ variant: "oak", size: 480, file: await add("poster", "oak-480", "webp"), avif: await add("poster", "oak-480", "avif") }],
    ar: [{ variant: "oak", glb: await add("ar", "oak", "glb"), usdz: await add("ar", "oak", "usdz") }],
  };
  await store.commit(manifest);
  return manifest;
}

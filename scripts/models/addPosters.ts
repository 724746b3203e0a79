import { readFile } from "node:fs/promises";
import path from "node:path";
import type { ModelFile, ModelManifest, ModelPoster } from "../../app/domain/modelManifest.ts";
import { ModelError } from "./modelError.ts";
import { StoreTransaction } from "./store.ts";
import { fileName } from "./textureNames.ts";

/** A picture of the product that the manifest is to name. */
export interface PosterSource {
  /** The finish (material variant) shown. */
  variant: string;
  /** Width and height in pixels. */
  size: number;
  /** The picture's file, WebP. */
  path: string;
  /** The same as AVIF. */
  avif?: string;
}

/** Takes pictures into the store beside a model's files. @throws ModelError when one can't be read */
export async function storePosters(posters: readonly PosterSource[], store: StoreTransaction): Promise<ModelPoster[]> {
  const stored: ModelPoster[] = [];
  for (const { variant, size, path: webp, avif } of posters) {
    const add = async (file: string): Promise<ModelFile> => {
      const bytes = await readFile(file).catch(() => {
        throw new ModelError(file, "the poster can't be read");
      });
      return store.add("poster", `${fileName(variant)}-${size}`, path.extname(file).slice(1).toLowerCase(), bytes);
    };
    stored.push({ variant, size, file: await add(webp), ...(avif !== undefined && { avif: await add(avif) }) });
  }
  return stored;
}

/**
 * Gives a model that was made without posters those that were drawn of it: it becomes another version.
 * @param outDir the folder that it was made into
 */
export async function addPosters(manifest: ModelManifest, posters: readonly PosterSource[], outDir: string): Promise<void> {
  await replacePosters(manifest, outDir, (store) => storePosters(posters, store));
}

/**
 * Gives a model that was made without posters those of an earlier version, which are where models are published to.
 * @param outDir the folder that it was made into
 */
export async function keepPosters(manifest: ModelManifest, posters: readonly ModelPoster[], outDir: string): Promise<void> {
  await replacePosters(manifest, outDir, async () => [...posters]);
}

async function replacePosters(manifest: ModelManifest, outDir: string, postersIn: (store: StoreTransaction) => Promise<ModelPoster[]>): Promise<void> {
  const store = await StoreTransaction.begin(outDir, manifest.category, manifest.slug);
  try {
    await store.commit({ ...manifest, posters: await postersIn(store) });
  } catch (error) {
    await store.abandon();
    throw error;
  }
}

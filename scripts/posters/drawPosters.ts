import { mkdir } from "node:fs/promises";
import path from "node:path";
import type { ModelManifest } from "../../app/domain/modelManifest.ts";
import type { PosterSource } from "../models/addPosters.ts";
import type { ModelSource } from "../models/publish/modelStore.ts";
import { encodePoster, type PosterFormat, type Rendering } from "./encodePoster.ts";
import type { Photographer } from "./photographer.ts";

/** Edge lengths of the square posters, pixels: a line of a cart, a tile, a tile or stage on sharp displays, a large stage. */
export const POSTER_SIZES = [256, 480, 960, 1440] as const;

/** Edge length of the rendering in pixels: a quarter more than the largest poster, on top of multisampling. */
const RENDER_PIXELS = 1800;

/** A finish as it was drawn for its posters. */
export interface DrawnFinish {
  finish: string;
  rendering: Rendering;
}

/** Draws every finish of a model where the camera rests. */
export async function drawFinishes(manifest: ModelManifest, models: ModelSource, photographer: Photographer): Promise<DrawnFinish[]> {
  const finishes = manifest.variants.length > 0 ? manifest.variants : ["default"];
  const renderings = await photographer.take(manifest, models, finishes.map((finish) => ({ finish })), RENDER_PIXELS);
  return renderings.map((rendering, index) => ({ finish: finishes[index] ?? "", rendering }));
}

/** Writes a finish's posters in every size and format. */
export async function encodePosters({ rendering }: DrawnFinish, pathOf: (size: number, format: PosterFormat) => string): Promise<void> {
  await Promise.all(POSTER_SIZES.map((size) => encodePoster(rendering, size, (format) => pathOf(size, format))));
}

/**
 * Draws a model's posters.
 * @param folder where their files go, until the model's manifest takes them
 */
export async function drawPosters(manifest: ModelManifest, models: ModelSource, photographer: Photographer, folder: string): Promise<PosterSource[]> {
  await mkdir(folder, { recursive: true });
  const posters: PosterSource[] = [];
  for (const [number, drawn] of (await drawFinishes(manifest, models, photographer)).entries()) {
    const pathOf = (size: number, format: PosterFormat): string => path.join(folder, `${number}-${size}.${format}`);
    await encodePosters(drawn, pathOf);
    posters.push(...POSTER_SIZES.map((size) => ({ variant: drawn.finish, size, path: pathOf(size, "webp"), avif: pathOf(size, "avif") })));
  }
  return posters;
}

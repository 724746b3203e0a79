import { mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import type { Product } from "~/domain/catalog";
import { shownVersion } from "~/domain/modelVersions";
import { encodePoster, type Rendering } from "../../scripts/posters/encodePoster.ts";
import { modelFolder } from "../../scripts/models/store.ts";
import { HopelessJobError, type PictureJob } from "./renderJob";
import { requireEntry } from "./requireEntry";
import type { Workplace } from "./workplace";

/** AVIF and WebP are transparent, as posters are; JPEG, for mails and shared links, stands on the page's light ground. */
export const PICTURE_FORMATS = ["avif", "webp", "jpg"] as const;
export type PictureFormat = (typeof PICTURE_FORMATS)[number];

/** `--color-paper` of app/styles/theme.css. */
const PAPER = "#f7f3ec";
const JPEG = { quality: 82, chromaSubsampling: "4:4:4", mozjpeg: true };
/** Drawn larger by this and scaled down, on top of multisampling, as posters are. */
const OVERSAMPLING = 1.25;

/**
 * Where a picture lies below the model store's base. Whoever knows the product's catalog entry knows the name: a product
 * that gets another model gets other pictures.
 * @param version the version of the model that is shown
 */
export function picturePath(product: Pick<Product, "slug" | "category">, version: string, { finish, view, width }: Omit<PictureJob, "job" | "product">, format: PictureFormat): string {
  return `${modelFolder(product)}/picture/${finish}-${view ?? "rest"}-${width}.${version}.${format}`;
}

/**
 * Draws a picture of a configuration of the model that is shown, in every format.
 * @returns what was done, for the log
 * @throws HopelessJobError where no further attempt can do it
 */
export async function runPictureJob(job: PictureJob, { models, scratch, photograph, onProgress }: Workplace): Promise<string> {
  const { product, modelVersions } = await requireEntry(job.product);
  const version = shownVersion(modelVersions);
  if (version === undefined) throw new HopelessJobError(`${job.product} has no published model to take a picture of. Publish one (npm run models:publish).`);
  const finishes = product.finishes.map(({ id }) => id);
  if (!finishes.includes(job.finish)) throw new HopelessJobError(`${job.product} has no finish "${job.finish}"; it has ${finishes.join(", ")}.`);
  if (!photograph) throw new HopelessJobError("This worker has no Chromium to draw with: its release was made without one (docs/worker.md).");

  const shot = { finish: job.finish, ...(job.view && { view: job.view }) };
  const [rendering] = await photograph((photographer) => photographer.take(product.model, models, [shot], Math.ceil(job.width * OVERSAMPLING)));
  if (!rendering) throw new Error(`No picture of ${job.product} came back.`);
  await mkdir(scratch, { recursive: true });
  const file = (format: PictureFormat): string => path.join(scratch, `picture.${format}`);
  await encodePoster(rendering, job.width, file);
  await encodeJpeg(rendering, job.width, file("jpg"));
  for (const format of PICTURE_FORMATS) {
    const place = picturePath(product, version, job, format);
    onProgress(`writing ${place}`);
    await models.write(place, await readFile(file(format)));
  }
  return `${picturePath(product, version, job, "jpg")} and its AVIF and WebP are there`;
}

async function encodeJpeg({ rgba, pixels }: Rendering, width: number, file: string): Promise<void> {
  await sharp(rgba, { raw: { width: pixels, height: pixels, channels: 4 } }).resize(width, width).flatten({ background: PAPER }).jpeg(JPEG).toFile(file);
}

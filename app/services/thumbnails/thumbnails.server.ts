import { createHash } from "node:crypto";
import sharp from "sharp";
import { THUMBNAIL_TYPES, THUMBNAIL_WIDTHS, thumbnailPlan } from "./thumbnailPlan";

/** A poster has two megapixels at most; pictures are worked on side by side in the memory of one function. */
const MAX_PIXELS = 4096 * 4096;
/** Of a file. */
const MAX_BYTES = 20 * 1024 * 1024;

/** A picture can't be made smaller, and trying again will not change that. */
export class UnfitPictureError extends Error {
  override name = "UnfitPictureError";
}

/** Where pictures are read from and thumbnails go, by their paths in the model store. */
export interface PictureStore {
  read(key: string): Promise<Uint8Array>;
  /** Writes a file with the headers of its kind. */
  write(key: string, bytes: Uint8Array): Promise<void>;
}

/**
 * Makes the thumbnails of a poster. Their names follow from the poster's bytes, so making them again changes nothing.
 * @param poster its path, and its size in bytes where known
 * @returns the paths of the thumbnails; none for what needs none
 * @throws UnfitPictureError for what is no picture, or too large a one
 */
export async function makeThumbnails({ key, bytes: size = 0 }: { key: string; bytes?: number }, store: PictureStore): Promise<string[]> {
  const plan = thumbnailPlan(key);
  if (!plan) return [];
  if (size > MAX_BYTES) throw new UnfitPictureError(`${key} has ${size} bytes, and a poster may have ${MAX_BYTES}: upload it smaller.`);
  const poster = await store.read(key);
  const hash = createHash("sha256").update(poster).digest("hex").slice(0, 16);
  const made = await readable(key, () => Promise.all(THUMBNAIL_WIDTHS.flatMap((width) => THUMBNAIL_TYPES.map(async (type) => ({
    path: `${plan.folder}/${plan.name}-${width}.${hash}.${type}`,
    bytes: await smaller(poster, width, type),
  })))));
  await Promise.all(made.map(({ path, bytes }) => store.write(path, bytes)));
  return made.map(({ path }) => path);
}

async function smaller(picture: Uint8Array, width: number, type: (typeof THUMBNAIL_TYPES)[number]): Promise<Uint8Array> {
  const resized = sharp(picture, { limitInputPixels: MAX_PIXELS }).autoOrient().resize({ width, withoutEnlargement: true });
  return type === "webp" ? resized.webp({ quality: 82, alphaQuality: 90, effort: 5 }).toBuffer() : resized.avif({ quality: 62, effort: 4 }).toBuffer();
}

async function readable<T>(key: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UnfitPictureError(`${key} can't be made smaller (${reason}). Upload it as WebP, PNG or JPEG of at most ${MAX_PIXELS / 1e6} megapixels.`, { cause: error });
  }
}

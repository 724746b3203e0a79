/** Widths that small places show, in pixels: a row of a list, and the same on a dense screen. */
export const THUMBNAIL_WIDTHS = [128, 256] as const;

/** WebP for every browser, AVIF for those that read it. */
export const THUMBNAIL_TYPES = ["webp", "avif"] as const;

/** Of a poster in several sizes, which all show the same, this one is made smaller. */
const SOURCE_SIZE = 480;

const POSTER = /^(?<model>models\/[^/]+\/[^/]+)\/poster\/(?<name>[^/]+?)(?:\.[0-9a-f]{16})?\.(?:webp|png|jpe?g|avif)$/;
const SIZED = /^(?<variant>.+)-(?<size>\d+)$/;

/** Where the thumbnails of a poster go: `<folder>/<name>-<width>.<hash of the poster>.<type>`. */
export interface ThumbnailPlan {
  folder: string;
  name: string;
}

/**
 * What is made of a poster.
 * @param key its path in the model store
 * @returns undefined for what is no poster, and for one that has a sibling which is made smaller instead
 */
export function thumbnailPlan(key: string): ThumbnailPlan | undefined {
  const { model, name } = POSTER.exec(key)?.groups ?? {};
  if (model === undefined || name === undefined) return undefined;
  const folder = `${model}/thumbnail`;
  const { variant, size } = SIZED.exec(name)?.groups ?? {};
  if (variant === undefined) return { folder, name };
  // A sized poster is there as WebP and AVIF: one of them will do.
  return Number(size) === SOURCE_SIZE && !key.endsWith(".avif") ? { folder, name: variant } : undefined;
}

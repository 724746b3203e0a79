import { writeFile } from "node:fs/promises";
import sharp from "sharp";

/** A picture as WebGL gave it: RGBA, not premultiplied, square. */
export interface Rendering {
  rgba: Buffer;
  /** Edge length, pixels. */
  pixels: number;
}

export const POSTER_FORMATS = ["avif", "webp"] as const;
export type PosterFormat = (typeof POSTER_FORMATS)[number];

/**
 * AVIF at this quality is nearer to the rendering than WebP at 82 in half of its bytes (docs/models.md). Effort 4, the
 * default, takes eight times as long for a twentieth fewer; sharp chroma keeps thin coloured edges.
 */
const AVIF = { quality: 60, effort: 2, chromaSubsampling: "4:4:4" };
/** For browsers without AVIF, mails and shared links. */
const WEBP = { quality: 72, alphaQuality: 90, smartSubsample: true, effort: 4 };

/**
 * Writes a rendering as a poster, in both formats.
 * @param pathOf where the format's file goes
 */
export async function encodePoster({ rgba, pixels }: Rendering, size: number, pathOf: (format: PosterFormat) => string): Promise<void> {
  const { data, info } = await sharp(rgba, { raw: { width: pixels, height: pixels, channels: 4 } })
    .resize(size, size)
    .raw()
    .toBuffer({ resolveWithObject: true });
  const picture = sharp(data, { raw: info });
  await writeFile(pathOf("webp"), await picture.clone().webp(WEBP).toBuffer());
  await writeFile(pathOf("avif"), await picture.clone().avif(AVIF).toBuffer());
}

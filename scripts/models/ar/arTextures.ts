import sharp from "sharp";
import type { TierTexture } from "../textures.ts";

/** A texture as phones' own viewers read it. */
export interface ArTexture {
  bytes: Uint8Array<ArrayBuffer>;
  mimeType: "image/jpeg" | "image/png";
}

/** Longest edge in pixels: Quick Look lowers larger ones on phones with little memory. */
const LARGEST = 1024;
/** A picture of fewer texels is taken for a palette, which JPEG would smear. */
const PALETTE_TEXELS = 4096;
const JPEG_QUALITY = 85;

/** Re-encodes a tier's textures, each once: JPEG, or PNG where it has an alpha channel or is a palette. */
export class ArTextures {
  readonly #encoded = new Map<TierTexture, Promise<ArTexture>>();

  get(texture: TierTexture): Promise<ArTexture> {
    const known = this.#encoded.get(texture) ?? encode(texture);
    this.#encoded.set(texture, known);
    return known;
  }
}

async function encode({ data }: TierTexture): Promise<ArTexture> {
  const { hasAlpha, width, height } = await sharp(data).metadata();
  const picture = sharp(data).resize({ width: LARGEST, height: LARGEST, fit: "inside", withoutEnlargement: true });
  if (hasAlpha || width * height <= PALETTE_TEXELS) {
    return { bytes: new Uint8Array(await picture.png({ compressionLevel: 9 }).toBuffer()), mimeType: "image/png" };
  }
  // Halved chroma would smear normal maps and bleed between channels that mean different things.
  return { bytes: new Uint8Array(await picture.jpeg({ quality: JPEG_QUALITY, chromaSubsampling: "4:4:4" }).toBuffer()), mimeType: "image/jpeg" };
}

import sharp, { type WebpOptions } from "sharp";
import type { TierName } from "../../app/domain/modelManifest.ts";
import { isPalette, withoutRepeats } from "./palette.ts";
import { kernelFor, type Pixels, type Role } from "./texturePixels.ts";

/** A texture as one tier has it. */
export interface TierTexture {
  /** WebP. */
  data: Uint8Array<ArrayBuffer>;
  width: number;
  height: number;
  /** The tier whose folder the file lies in: a finer tier whose texture would be no larger uses the coarser one's. */
  tier: TierName;
  /** Length on the surface of one texel, in metres, where the source has more of them; else 0. */
  lostTexel: number;
}

/** How a texture is encoded: its longest edge in pixels, and WebP's quality, 1 to 100. */
export interface TextureSettings {
  edge: number;
  quality: number;
}

/** WebP's effort: small textures can have the highest, which saves another tenth, in a moment. */
const EFFORT = 4;
const SMALL_EDGE = 512;
const SMALL_EFFORT = 6;
/** A palette of more bytes than this is taken for a picture. */
const PALETTE_BYTES = 4096;
/** Cut-out shapes stay clean so far below the colours' quality (41 dB at 50), but fray near 0. */
const ALPHA_QUALITY_BELOW = 20;
const LOWEST_ALPHA_QUALITY = 20;

/**
 * @param tier the tier that it is made for.
 * @param length the length of surface, in metres, that the texture covers from edge to edge; infinite if unknown.
 */
export async function encodeTexture(pixels: Pixels, { edge, quality }: TextureSettings, tier: TierName, length: number): Promise<TierTexture> {
  const { data, role, ...raw } = pixels;
  const { data: webp, info } = await sharp(data, { raw })
    .resize({ width: edge, height: edge, fit: "inside", withoutEnlargement: true, kernel: kernelFor(role) })
    .webp(webpOptions(quality, edge, role))
    .toBuffer({ resolveWithObject: true });
  const lost = edge < Math.max(raw.width, raw.height) && Number.isFinite(length);
  return { data: new Uint8Array(webp), width: info.width, height: info.height, tier, lostTexel: lost ? length / edge : 0 };
}

function webpOptions(quality: number, edge: number, role: Role): WebpOptions {
  return {
    quality,
    alphaQuality: Math.max(quality - ALPHA_QUALITY_BELOW, LOWEST_ALPHA_QUALITY),
    effort: edge <= SMALL_EDGE ? SMALL_EFFORT : EFFORT,
    // Plainly halved chroma smears normal maps, and bright colours too: libwebp's sharp YUV gains up to 1 dB for 5 % of
    // the bytes, but doubles the time, which large pictures have much of.
    smartSubsample: role === "normal" || edge <= SMALL_EDGE,
  };
}

/** A picture that colours are looked up in, losslessly and the same for all tiers; undefined for every other picture. */
export async function encodePalette(original: Pixels): Promise<TierTexture | undefined> {
  if (!isPalette(original)) return undefined;
  const { data, ...raw } = withoutRepeats(original);
  const channels = original.channels;
  const webp = await sharp(data, { raw: { ...raw, channels } }).webp({ lossless: true, exact: true, effort: EFFORT }).toBuffer();
  if (webp.byteLength > PALETTE_BYTES) return undefined;
  return { data: new Uint8Array(webp), width: raw.width, height: raw.height, tier: "standard", lostTexel: 0 };
}

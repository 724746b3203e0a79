import sharp, { type AvifOptions, type Sharp, type WebpOptions } from "sharp";
import type { TierName } from "../../app/domain/modelManifest.ts";
import { isPalette, withoutRepeats } from "./palette.ts";
import { kernelFor, type Pixels, type Role } from "./texturePixels.ts";

/** Formats that textures are stored in, with the glTF extensions `EXT_texture_<format>`. */
export const TEXTURE_FORMATS = ["webp", "avif"] as const;
export type TextureFormat = (typeof TEXTURE_FORMATS)[number];

/** A texture as one tier has it. */
export interface TierTexture {
  data: Uint8Array<ArrayBuffer>;
  format: TextureFormat;
  width: number;
  height: number;
  /** The tier whose folder the file lies in: a finer tier whose texture would be no larger uses the coarser one's. */
  tier: TierName;
  /** Length on the surface of one texel, in metres, where the source has more of them; else 0. */
  lostTexel: number;
}

/** How a texture is encoded: its longest edge in pixels, and the quality, 1 to 100, in the format's own measure. */
export interface TextureSettings {
  edge: number;
  quality: number;
  format: TextureFormat;
}

/** WebP's effort: small textures can have the highest, which saves another tenth, in a moment. */
const EFFORT = 4;
const SMALL_EDGE = 512;
const SMALL_EFFORT = 6;
/** AVIF's: the next two steps save a tenth, for ten times the time (1024²: 0.3 s, then 3 s on one core). */
const AVIF_EFFORT = 2;
const AVIF_SMALL_EDGE = 256;
const AVIF_SMALL_EFFORT = 4;
/** A palette of more bytes than this is taken for a picture. */
const PALETTE_BYTES = 4096;
/** Cut-out shapes stay clean so far below the colours' quality (41 dB at 50), but fray near 0. */
const ALPHA_QUALITY_BELOW = 20;
const LOWEST_ALPHA_QUALITY = 20;

/**
 * @param tier the tier that it is made for.
 * @param length the length of surface, in metres, that the texture covers from edge to edge; infinite if unknown.
 */
export async function encodeTexture(pixels: Pixels, settings: TextureSettings, tier: TierName, length: number): Promise<TierTexture> {
  const { data, role, ...raw } = pixels;
  const { edge, format } = settings;
  const resized = sharp(data, { raw }).resize({ width: edge, height: edge, fit: "inside", withoutEnlargement: true, kernel: kernelFor(role) });
  const { data: bytes, info } = await encode(resized, settings, role).toBuffer({ resolveWithObject: true });
  const lost = edge < Math.max(raw.width, raw.height) && Number.isFinite(length);
  return { data: new Uint8Array(bytes), format, width: info.width, height: info.height, tier, lostTexel: lost ? length / edge : 0 };
}

function encode(picture: Sharp, { edge, quality, format }: TextureSettings, role: Role): Sharp {
  return format === "avif" ? picture.avif(avifOptions(quality, edge, role)) : picture.webp(webpOptions(quality, edge, role));
}

function avifOptions(quality: number, edge: number, role: Role): AvifOptions {
  return {
    quality,
    effort: edge <= AVIF_SMALL_EDGE ? AVIF_SMALL_EFFORT : AVIF_EFFORT,
    // Channels that mean different things must not bleed into each other.
    chromaSubsampling: role === "colour" || role === "cutout" ? "4:2:0" : "4:4:4",
  };
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
  return { data: new Uint8Array(webp), format: "webp", width: raw.width, height: raw.height, tier: "standard", lostTexel: 0 };
}

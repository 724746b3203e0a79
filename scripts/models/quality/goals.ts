import type { TierName } from "../../../app/domain/modelManifest.ts";
import { TEXTURE_FORMATS, type TextureFormat } from "../textureEncoding.ts";
import type { PictureScores } from "./pictures.ts";

/** What a tier aims at beside its source, in its worst view. */
export interface TierAim {
  /** What looks right: differences that one finds by switching between the two, not by looking at one. */
  right: PictureScores;
  /** Share of the plain ladder's bytes that may be spent on it. */
  share: number;
  /** Bytes that it may take at most, however many the plain ladder takes. */
  mostBytes: number;
  /** Triangles between which geometry is tried. */
  mostTriangles: number;
  fewestTriangles: number;
  /** Longest edge of a texture in pixels. */
  mostTexels: number;
  /** Texture formats to choose from. The preview keeps to what every browser with WebGL 2 reads. */
  formats: readonly TextureFormat[];
}

/** The preview is gone in a second or two and may be soft; the others stay. */
export const TIER_AIMS: Readonly<Record<TierName, TierAim>> = {
  preview: {
    right: { psnr: 31, ssim: 0.92, silhouetteError: 0.01 },
    share: 0.59,
    mostBytes: 26_000,
    mostTriangles: 12_000,
    fewestTriangles: 250,
    mostTexels: 512,
    formats: ["webp"],
  },
  standard: {
    right: { psnr: 37, ssim: 0.97, silhouetteError: 0.003 },
    share: 0.59,
    mostBytes: 600_000,
    mostTriangles: 90_000,
    fewestTriangles: 1_500,
    mostTexels: 1024,
    formats: TEXTURE_FORMATS,
  },
  high: {
    right: { psnr: 40, ssim: 0.98, silhouetteError: 0.001 },
    share: 0.59,
    mostBytes: Infinity,
    mostTriangles: 600_000,
    fewestTriangles: 3_000,
    mostTexels: 2048,
    formats: TEXTURE_FORMATS,
  },
};

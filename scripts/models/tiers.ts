import type { TierName } from "../../app/domain/modelManifest.ts";
import type { TextureFormat } from "./textureEncoding.ts";

/** What a tier is for and what it may cost. */
export interface TierGoal {
  name: TierName;
  /** Height in pixels of the view that the whole model fills, at which the tier must look right. */
  viewPixels: number;
  /** Largest geometric error in pixels of that view that the simplifier may spend; 0 keeps the source's triangles. */
  errorPixels: number;
  /** Triangles at which the simplifier goes on past `errorPixels`. */
  maxTriangles: number;
  /** Bits of a position along the longest edge of the model. */
  positionBits: number;
  /** Longest edge of a texture in pixels. */
  minTexture: number;
  maxTexture: number;
  /**
   * What textures are stored in, without a recipe. The preview is WebP, which every browser with WebGL 2 reads; one that
   * does not read AVIF (Safari before 16.4) keeps it.
   */
  format: TextureFormat;
  /** Quality of colours and of other data, and of normal maps, whose faults shine. */
  quality: number;
  normalQuality: number;
  /** For a tier in a single file: bytes of all its textures, and of the whole file. */
  oneFile?: { textureBytes: number; bytes: number };
}

/** Coarsest first. */
export const TIER_GOALS: readonly TierGoal[] = [
  {
    name: "preview",
    viewPixels: 512,
    errorPixels: 0.75,
    maxTriangles: 8_000,
    positionBits: 11,
    minTexture: 32,
    maxTexture: 256,
    format: "webp",
    quality: 60,
    normalQuality: 70,
    oneFile: { textureBytes: 16_000, bytes: 38_500 },
  },
  {
    name: "standard",
    viewPixels: 1280,
    errorPixels: 0.5,
    maxTriangles: 40_000,
    positionBits: 14,
    minTexture: 256,
    maxTexture: 1024,
    format: "avif",
    quality: 55,
    normalQuality: 60,
  },
  {
    name: "high",
    viewPixels: 4096,
    errorPixels: 0,
    maxTriangles: Infinity,
    positionBits: 15,
    minTexture: 256,
    maxTexture: 2048,
    // AVIF takes three times as long, which at this size is more than the shop's first start has.
    format: "webp",
    quality: 86,
    normalQuality: 91,
  },
];

import { z } from "zod";

/** The tiers of a model's level-of-detail chain, coarsest first. */
export const TIER_NAMES = ["preview", "standard", "high"] as const;
export type TierName = (typeof TIER_NAMES)[number];

const vector3 = z.tuple([z.number(), z.number(), z.number()]);

/** An immutable, content-hashed file of the model store. */
const modelFile = z.object({
  /** Path below the model store's base, e.g. `models/furniture/halden/preview/model.1a2b3c4d.glb`. */
  path: z.string().min(1),
  /** Bytes as stored and sent (brotli for GLB, as they are for pictures). */
  bytes: z.number().int().positive(),
});

/** A texture beside a tier's GLB. */
const tierTexture = modelFile.extend({
  /** The finishes that show it; empty where the model has none, missing in manifests from before they were noted. */
  variants: z.array(z.string()).optional(),
});

/** How close a tier looks to its source at the view it is for, as rendered from several directions; the worst of them. */
export const modelScores = z.object({
  /** Height of the rendered views, pixels. */
  viewPixels: z.number().int().positive(),
  /** Peak signal-to-noise ratio over the pixels that the object covers, dB. */
  psnr: z.number(),
  /** Structural similarity (Wang et al., 2004) over the same pixels, 1 for equal. */
  ssim: z.number().max(1),
  /** Pixels that only one of the two covers, as a share of those that the source covers. */
  silhouetteError: z.number().nonnegative(),
});

const tier = z.object({
  name: z.enum(TIER_NAMES),
  /** The GLB. Its textures lie beside it, except in the preview, which is one file with everything inside. */
  model: modelFile,
  /** Textures that the GLB refers to by relative URI; the viewer fetches those of the shown finish only. */
  textures: z.array(tierTexture),
  triangles: z.number().int().positive(),
  /** Largest deviation from the source surface, in metres, added up over the chain of simplifications. */
  errorMetres: z.number().nonnegative(),
  /** Longest edge of the largest texture, in pixels; 0 without textures. */
  textureSize: z.number().int().nonnegative(),
  /** Estimated GPU memory with one finish shown: vertex and index buffers and textures with mips. */
  gpuBytes: z.number().int().nonnegative(),
  /** Missing where the tier was chosen by the simplifier's error alone, for want of a recipe and a renderer. */
  scores: modelScores.optional(),
});

/** A region of a chunked tier: all triangles that touch its box. */
const chunk = z.object({
  model: modelFile,
  /** The box, metres; its faces lie on planes of the tier's grid, and boxes do not overlap. */
  min: vector3,
  max: vector3,
  triangles: z.number().int().positive(),
  gpuBytes: z.number().int().nonnegative(),
});

/**
 * The high tier of a source that is too large for one file. Its regions are fetched as they come into view and drawn
 * instead of what lies in their boxes of the finest whole tier. Triangles across a border are in both regions.
 */
const chunkedTier = z.object({
  name: z.literal("high"),
  /** Cells along x, y and z that divide the model's bounds evenly, 1 to 16 each. */
  grid: z.tuple([z.number().int(), z.number().int(), z.number().int()]),
  chunks: z.array(chunk).min(1),
  /** Textures that the chunks' GLBs refer to by relative URI; all share them. */
  textures: z.array(modelFile),
  triangles: z.number().int().positive(),
  errorMetres: z.number().nonnegative(),
  textureSize: z.number().int().nonnegative(),
});

/** What a phone's own viewer shows in the room: one file a finish, at true size, stored uncompressed. */
const arModel = z.object({
  variant: z.string().min(1),
  /** For Scene Viewer: no extension that it can't read. */
  glb: modelFile,
  /** For Quick Look. */
  usdz: modelFile,
});

const poster = z.object({
  /** The finish (material variant) shown. */
  variant: z.string().min(1),
  /** Width and height in pixels: posters are square. */
  size: z.number().int().positive(),
  /** WebP, which every browser reads. */
  file: modelFile,
  /** The same as AVIF, where it is smaller. */
  avif: modelFile.optional(),
});

/**
 * What a product's model consists of: small JSON, inlined into the page's loader data.
 * Lengths are metres; the model stands on y = 0, its front towards +Z.
 */
export const modelManifestSchema = z.object({
  version: z.literal(1),
  slug: z.string().min(1),
  category: z.string().min(1),
  source: z.object({
    /** SHA-256 of the source, hex. */
    hash: z.string(),
    bytes: z.number().int().positive(),
    triangles: z.number().int().positive(),
  }),
  bounds: z.object({ min: vector3, max: vector3 }),
  /** Names of the KHR_materials_variants variants, in the source's order; empty if it has none. */
  variants: z.array(z.string()),
  /** Coarsest first; at least one. A tier that is cut into chunks is not among them. */
  tiers: z.array(tier).min(1),
  chunkedTier: chunkedTier.optional(),
  posters: z.array(poster),
  /** Empty where the model was made without. */
  ar: z.array(arModel).default([]),
});

export type ModelManifest = z.infer<typeof modelManifestSchema>;
export type ModelTier = ModelManifest["tiers"][number];
export type ModelFile = z.infer<typeof modelFile>;
export type TierTextureFile = z.infer<typeof tierTexture>;
export type ModelPoster = z.infer<typeof poster>;
export type ModelScores = z.infer<typeof modelScores>;
export type ChunkedTier = z.infer<typeof chunkedTier>;
export type ModelChunk = z.infer<typeof chunk>;
export type ArModel = z.infer<typeof arModel>;

/** The manifest of a model's coarsest tier alone: enough for a small picture that turns. */
export function previewOf(manifest: ModelManifest): ModelManifest {
  return { ...manifest, tiers: manifest.tiers.slice(0, 1), chunkedTier: undefined, posters: [], ar: [] };
}

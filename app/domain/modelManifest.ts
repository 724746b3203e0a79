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

const tier = z.object({
  name: z.enum(TIER_NAMES),
  /** The GLB. Its textures lie beside it, except in the preview, which is one file with everything inside. */
  model: modelFile,
  /** Textures that the GLB refers to by relative URI; the viewer fetches those of the shown finish only. */
  textures: z.array(modelFile),
  triangles: z.number().int().positive(),
  /** Largest deviation from the source surface, in metres, added up over the chain of simplifications. */
  errorMetres: z.number().nonnegative(),
  /** Longest edge of the largest texture, in pixels; 0 without textures. */
  textureSize: z.number().int().nonnegative(),
  /** Estimated GPU memory with one finish shown: vertex and index buffers and textures with mips. */
  gpuBytes: z.number().int().nonnegative(),
});

const poster = z.object({
  /** The finish (material variant) shown. */
  variant: z.string().min(1),
  /** Width and height in pixels: posters are square. */
  size: z.number().int().positive(),
  file: modelFile,
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
  /** Coarsest first; at least one. */
  tiers: z.array(tier).min(1),
  posters: z.array(poster),
});

export type ModelManifest = z.infer<typeof modelManifestSchema>;
export type ModelTier = ModelManifest["tiers"][number];
export type ModelFile = z.infer<typeof modelFile>;
export type ModelPoster = z.infer<typeof poster>;

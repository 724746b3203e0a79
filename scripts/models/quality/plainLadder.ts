import { NodeIO } from "@gltf-transform/core";
import { ALL_EXTENSIONS } from "@gltf-transform/extensions";
import { meshopt, simplify, textureCompress, weld } from "@gltf-transform/functions";
import { MeshoptEncoder } from "meshoptimizer/encoder";
import { MeshoptSimplifier } from "meshoptimizer/simplifier";
import sharp from "sharp";
import type { TierName } from "../../../app/domain/modelManifest.ts";
import type { Prepared } from "../prepare.ts";
import { atRest } from "../store.ts";
import { referenceDocument } from "./reference.ts";
import type { RenderedModel } from "./renderer.ts";

/** What the plain ladder's tiers are made with: a share of the triangles, and the longest edge of a texture in pixels. */
const PLAIN_TIERS: Readonly<Record<TierName, { ratio: number; textureSize: number }>> = {
  preview: { ratio: 0.05, textureSize: 256 },
  standard: { ratio: 0.3, textureSize: 1024 },
  high: { ratio: 1, textureSize: 2048 },
};

/** A tier as a plain ladder has it: one GLB. */
export interface PlainTier extends RenderedModel {
  /** As stored, brotli-compressed. */
  bytes: number;
}

/**
 * One tier of the ladder that takes no more than glTF-Transform's functions and fixed percentages: 5, 30 and 100 % of
 * the triangles, WebP textures of 256, 1024 and 2048 pixels, meshopt compression at its high level. The measure that
 * recipes must beat. It starts from the prepared source, so it stands where ours stands and has its few draw calls.
 */
export async function makePlainTier(prepared: Prepared, tier: TierName): Promise<PlainTier> {
  await Promise.all([MeshoptEncoder.ready, MeshoptSimplifier.ready]);
  const { ratio, textureSize } = PLAIN_TIERS[tier];
  const document = referenceDocument(prepared, prepared.parts);
  await document.transform(
    weld(),
    // An error of 1 lets it go as far as the percentage asks.
    ...(ratio < 1 ? [simplify({ simplifier: MeshoptSimplifier, ratio, error: 1 })] : []),
    textureCompress({ encoder: sharp, targetFormat: "webp", resize: [textureSize, textureSize] }),
    meshopt({ encoder: MeshoptEncoder, level: "high" }),
  );
  const io = new NodeIO().registerExtensions(ALL_EXTENSIONS).registerDependencies({ "meshopt.encoder": MeshoptEncoder });
  const glb = await io.writeBinary(document);
  const stored = await atRest(glb);
  return { glb, resource: () => undefined, bounds: prepared.bounds, bytes: stored.byteLength };
}

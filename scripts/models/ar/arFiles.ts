import { NodeIO, type Texture } from "@gltf-transform/core";
import { ALL_EXTENSIONS } from "@gltf-transform/extensions";
import { diagonal, type Part } from "../geometry.ts";
import type { Prepared } from "../prepare.ts";
import { simplifyParts } from "../simplify.ts";
import type { TierTexture } from "../textures.ts";
import { TIER_GOALS } from "../tiers.ts";
import { findFaults } from "../validate.ts";
import { ArTextures } from "./arTextures.ts";
import { finishDocument } from "./finishDocument.ts";
import { toUsda } from "./usda.ts";
import { zipStored } from "./zip.ts";

/** One finish as phones' own viewers show it, at true size. */
export interface ArFiles {
  variant: string;
  /** Plain glTF for Scene Viewer: floats, JPEG and PNG, no extension required. */
  glb: Uint8Array<ArrayBuffer>;
  /** For Quick Look. */
  usdz: Uint8Array<ArrayBuffer>;
}

/** A model in a room fills a part of a phone's screen, and USD in text form takes some 60 bytes a vertex. */
const MOST_TRIANGLES = 20_000;

/** What the files of a model without variants are called in its manifest. */
const ONLY_FINISH = "default";

/**
 * Makes a model's files for augmented reality, one finish after the other.
 *
 * @param parts the standard tier's geometry, one for each of `prepared.parts`, which stays as it is.
 * @param textures the standard tier's, one for each of the document's.
 * @throws Error when an output is no valid glTF, which is a fault of the pipeline.
 */
export async function* makeArFiles(prepared: Prepared, parts: readonly Part[], textures: readonly TierTexture[]): AsyncGenerator<ArFiles> {
  const size = diagonal(prepared.bounds);
  const goal = { ...standardGoal(), maxTriangles: MOST_TRIANGLES };
  const reduced = parts.length === 0 ? parts : (await simplifyParts(parts, { error: (size * goal.errorPixels) / goal.viewPixels, maxTriangles: MOST_TRIANGLES })).parts;
  const encoder = new ArTextures();
  for (const variant of prepared.variants.length > 0 ? prepared.variants : [undefined]) {
    const { document, textureIndices } = await finishDocument(prepared, reduced, goal, variant);
    const files = new Map<Texture, string>();
    for (const texture of document.getRoot().listTextures()) {
      const encoded = textures[textureIndices.get(texture) ?? -1];
      if (!encoded) throw new Error(`The texture ${texture.getName()} was not encoded for the standard tier.`);
      const { bytes, mimeType } = await encoder.get(encoded);
      texture.setImage(bytes).setMimeType(mimeType).setURI("");
      files.set(texture, `textures/${files.size}.${mimeType === "image/png" ? "png" : "jpg"}`);
    }
    const glb = (await new NodeIO().registerExtensions(ALL_EXTENSIONS).writeBinary(document)) as Uint8Array<ArrayBuffer>;
    const faults = await findFaults(glb, () => undefined);
    if (faults) throw new Error(`The GLB for augmented reality came out as invalid glTF (${faults}).`);
    const scene = toUsda(document, size, (texture) => files.get(texture) ?? "");
    const usdz = zipStored([
      { name: "model.usda", bytes: new TextEncoder().encode(scene) },
      ...[...files].map(([texture, name]) => ({ name, bytes: texture.getImage() ?? new Uint8Array() })),
    ]);
    yield { variant: variant ?? ONLY_FINISH, glb, usdz };
  }
}

function standardGoal() {
  const goal = TIER_GOALS.find(({ name }) => name === "standard");
  if (!goal) throw new Error("There is no standard tier to make files for augmented reality from.");
  return goal;
}

import { type Document, NodeIO, type Texture } from "@gltf-transform/core";
import { ALL_EXTENSIONS, EXTMeshoptCompression, EXTTextureAVIF, EXTTextureWebP, KHRMeshQuantization } from "@gltf-transform/extensions";
import { cloneDocument, prune } from "@gltf-transform/functions";
import { MeshoptEncoder } from "meshoptimizer/encoder";
import { diagonal, type Part, reorderVertices } from "./geometry.ts";
import { buildGlb } from "./glb.ts";
import type { Prepared } from "./prepare.ts";
import { fillQuantised } from "./quantise.ts";
import { simplifyMoving } from "./simplifyMoving.ts";
import type { TextureFormat } from "./textureEncoding.ts";
import type { TierTexture } from "./textures.ts";
import type { TierGoal } from "./tiers.ts";

export interface TierGlb {
  /** Uncompressed. */
  bytes: Uint8Array<ArrayBuffer>;
  /** The document it was written from, decoded. */
  document: Document;
  /** What was encoded for each of its textures. */
  textures: ReadonlyMap<Texture, TierTexture>;
  /** Largest distance in metres by which quantisation moved a vertex. */
  quantisationError: number;
  /** Distance in metres within which the simplified surface of moving meshes lies. */
  movingError: number;
}

const declareFormat: Readonly<Record<TextureFormat, (document: Document) => void>> = {
  webp: (document) => void document.createExtension(EXTTextureWebP).setRequired(true),
  avif: (document) => void document.createExtension(EXTTextureAVIF).setRequired(true),
};

/**
 * Writes one tier as a GLB: quantised, meshopt-compressed, its textures WebP or AVIF.
 *
 * @param parts the tier's geometry, one for each of `prepared.parts`.
 * @param textures one for each of the document's.
 * @param uris where each texture lies, relative to the GLB; without them the GLB carries the textures itself.
 */
export async function writeTier(
  prepared: Prepared,
  goal: TierGoal,
  parts: readonly Part[],
  textures: readonly TierTexture[],
  uris?: readonly string[],
): Promise<TierGlb> {
  await MeshoptEncoder.ready;
  const document = cloneDocument(prepared.document);
  const root = document.getRoot();
  const node = root.listNodes()[prepared.document.getRoot().listNodes().indexOf(prepared.node)];
  let quantisationError = 0;
  if (node && parts.length > 0) {
    const textureSize = Math.max(0, ...textures.map(({ width, height }) => Math.max(width, height)));
    const options = { positionBits: goal.positionBits, textureSize, bounds: prepared.bounds, unitLengths: prepared.unitLengths };
    quantisationError = fillQuantised(document, node, parts.map(forDrawing), options);
  }
  const movingError = (await simplifyMoving(document, parts.length > 0 ? node?.getMesh() : undefined, goal)) * diagonal(prepared.bounds);
  const encodedOf = new Map<Texture, TierTexture>();
  root.listTextures().forEach((texture, index) => {
    const encoded = textures[index];
    if (!encoded) return;
    encodedOf.set(texture, encoded);
    texture.setImage(encoded.data).setMimeType(`image/${encoded.format}`).setName("").setURI(uris?.[index] ?? "");
  });
  for (const format of new Set(textures.map((texture) => texture.format))) declareFormat[format](document);
  // The meshopt filter for normals makes 8-bit ones of them, in moving meshes too.
  document.createExtension(KHRMeshQuantization).setRequired(true);
  document
    .createExtension(EXTMeshoptCompression)
    .setRequired(true)
    .setEncoderOptions({ method: EXTMeshoptCompression.EncoderMethod.FILTER });
  for (const property of [...root.listAccessors(), ...root.listBuffers()]) property.setName("");
  root.getAsset().generator = "Aurolot 3D";
  await document.transform(prune({ keepAttributes: true, keepIndices: true, keepLeaves: true, keepSolidTextures: true }));
  const bytes = uris ? await writeWithExternalTextures(document) : await newIo().writeBinary(document);
  return { bytes: bytes as Uint8Array<ArrayBuffer>, document, textures: encodedOf, quantisationError, movingError };
}

function newIo(): NodeIO {
  return new NodeIO().registerExtensions(ALL_EXTENSIONS).registerDependencies({ "meshopt.encoder": MeshoptEncoder });
}

async function writeWithExternalTextures(document: Document): Promise<Uint8Array<ArrayBuffer>> {
  const { json, resources } = await newIo().writeJSON(document, { basename: "model" });
  const buffer = json.buffers?.[0];
  const binary = buffer?.uri === undefined ? undefined : resources[buffer.uri];
  if (!buffer || !binary) throw new Error("A tier was written without its vertex buffer.");
  delete buffer.uri;
  return buildGlb(json, binary);
}

/** Orders triangles and vertices as meshopt's codecs and the GPU's caches like them; blended triangles stay in order. */
function forDrawing(part: Part): Part {
  if (part.ordered || part.indices.length === 0) return part;
  const indices = part.indices.slice();
  const [order, used] = MeshoptEncoder.reorderMesh(indices, true, true);
  return reorderVertices({ ...part, indices }, order, used);
}

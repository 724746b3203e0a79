import { type Document, type Material, type Primitive, type Texture, type TypedArray } from "@gltf-transform/core";
import { cloneDocument, prune } from "@gltf-transform/functions";
import type { Part } from "../geometry.ts";
import { mappingsOf } from "../materials.ts";
import type { Prepared } from "../prepare.ts";
import { scaleThickness } from "../quantise.ts";
import { simplifyMoving } from "../simplifyMoving.ts";
import type { TierGoal } from "../tiers.ts";

/** One finish of a model as plain glTF. */
export interface FinishDocument {
  document: Document;
  /** For each texture that the finish uses, its place among the model's. */
  textureIndices: ReadonlyMap<Texture, number>;
}

/**
 * A model in one finish and nothing else: floats, no variants, no extension required, in metres on y = 0.
 *
 * @param parts the geometry, one for each of `prepared.parts`.
 * @param variant the finish's name; without it the materials that the source shows.
 */
export async function finishDocument(prepared: Prepared, parts: readonly Part[], goal: TierGoal, variant: string | undefined): Promise<FinishDocument> {
  const document = cloneDocument(prepared.document);
  const root = document.getRoot();
  const textureIndices = new Map(root.listTextures().map((texture, index) => [texture, index]));
  const node = root.listNodes()[prepared.document.getRoot().listNodes().indexOf(prepared.node)];
  const still = parts.length > 0 ? node?.getMesh() : undefined;
  const primitives = still?.listPrimitives() ?? [];
  scaleThickness(primitives, prepared.unitLengths, 1);
  primitives.forEach((primitive, index) => fill(document, primitive, parts[index]));
  await simplifyMoving(document, still, goal);
  for (const primitive of root.listMeshes().flatMap((mesh) => mesh.listPrimitives())) primitive.setMaterial(materialIn(primitive, variant));
  for (const extension of root.listExtensionsUsed()) {
    if (extension.extensionName === "KHR_materials_variants") extension.dispose();
    else extension.setRequired(false);
  }
  root.getAsset().generator = "Aurolot 3D";
  await document.transform(prune({ keepAttributes: true, keepIndices: true, keepLeaves: true, keepSolidTextures: true }));
  return { document, textureIndices };
}

/** The material that a primitive wears in a finish: one that the finish doesn't map keeps its own. */
function materialIn(primitive: Primitive, variant: string | undefined): Material | null {
  const mappings = mappingsOf(primitive)?.listMappings() ?? [];
  const worn = mappings.find((mapping) => mapping.listVariants().some((other) => other.getName() === variant));
  return worn ? worn.getMaterial() : primitive.getMaterial();
}

function fill(document: Document, primitive: Primitive, part: Part | undefined): void {
  if (!part || part.indices.length === 0) {
    primitive.dispose();
    return;
  }
  const buffer = document.getRoot().listBuffers()[0] ?? document.createBuffer();
  const accessor = (size: number, array: TypedArray) =>
    document
      .createAccessor()
      .setType(size === 1 ? "SCALAR" : size === 2 ? "VEC2" : size === 3 ? "VEC3" : "VEC4")
      .setArray(array)
      .setBuffer(buffer);
  const vertices = part.positions.length / 3;
  primitive.setIndices(accessor(1, vertices < 65535 ? new Uint16Array(part.indices) : part.indices.slice()));
  primitive.setAttribute("POSITION", accessor(3, part.positions.slice()));
  for (const [semantic, { size, array }] of part.attributes) primitive.setAttribute(semantic, accessor(size, array.slice()));
}

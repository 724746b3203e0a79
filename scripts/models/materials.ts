import type { Material} from "@gltf-transform/core";
import { type Document, ExtensionProperty, type Primitive, Texture, TextureInfo } from "@gltf-transform/core";
import type { MappingList, Transform as TextureTransform } from "@gltf-transform/extensions";

/** A texture as a material uses it. */
export interface TextureUse {
  texture: Texture;
  info: TextureInfo;
  /** The slot, e.g. `baseColorTexture`. */
  slot: string;
}

/** The material a primitive shows and those its variants show; without duplicates, the default first. */
export function materialsOf(primitive: Primitive): Material[] {
  const materials = new Set<Material>();
  const shown = primitive.getMaterial();
  if (shown) materials.add(shown);
  for (const mapping of mappingsOf(primitive)?.listMappings() ?? []) {
    const material = mapping.getMaterial();
    if (material) materials.add(material);
  }
  return [...materials];
}

/** The primitive's KHR_materials_variants mappings, if it has any. */
export function mappingsOf(primitive: Primitive): MappingList | null {
  return primitive.getExtension<MappingList>("KHR_materials_variants");
}

/** Every texture of a material with its texture info, those of its extensions included. */
export function texturesOf(document: Document, material: Material): TextureUse[] {
  const uses: TextureUse[] = [];
  collect(document, material, uses);
  return uses;
}

function collect(document: Document, property: Material | ExtensionProperty, uses: TextureUse[]): void {
  const edges = document.getGraph().listChildEdges(property);
  for (const edge of edges) {
    const child = edge.getChild();
    if (child instanceof ExtensionProperty) collect(document, child, uses);
    if (!(child instanceof Texture)) continue;
    // glTF-Transform keeps the texture info of slot `xTexture` under the name `xTextureInfo`.
    const info = edges.find((other) => other.getName() === `${edge.getName()}Info`)?.getChild();
    if (info instanceof TextureInfo) uses.push({ texture: child, info, slot: edge.getName() });
  }
}

export function isUnlit(material: Material): boolean {
  return material.getExtension("KHR_materials_unlit") !== null;
}

/** The set of texture coordinates a texture is read by: KHR_texture_transform may name another than the texture info. */
export function texCoordOf(info: TextureInfo): number {
  return info.getExtension<TextureTransform>("KHR_texture_transform")?.getTexCoord() ?? info.getTexCoord();
}

/** The vertex attributes, besides the position, that at least one of the primitive's materials reads. */
export function semanticsNeeded(document: Document, primitive: Primitive): Set<string> {
  const materials = materialsOf(primitive);
  const needed = new Set(["COLOR_0"]);
  if (!primitive.getMaterial() || materials.some((material) => !isUnlit(material))) needed.add("NORMAL");
  for (const material of materials) {
    const uses = texturesOf(document, material);
    for (const { info } of uses) needed.add(`TEXCOORD_${texCoordOf(info)}`);
    if (needsTangents(material, uses)) needed.add("TANGENT");
  }
  return needed;
}

/**
 * Tangents follow from a normal map's coordinates; a material that has none and yet needs a tangent space is valid
 * only with tangents of its own (gltf-validator's MESH_PRIMITIVE_NO_TANGENT_SPACE).
 */
function needsTangents(material: Material, uses: readonly TextureUse[]): boolean {
  if (material.getNormalTexture()) return false;
  return material.getExtension("KHR_materials_anisotropy") !== null || uses.some(({ slot }) => slot === "clearcoatNormalTexture");
}

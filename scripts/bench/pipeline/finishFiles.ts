import type { GLTF } from "@gltf-transform/core";

interface VariantMappings {
  mappings: { material: number; variants: number[] }[];
}

/**
 * The files that a viewer fetches to show one finish of a GLB: what the images of that finish's materials are called.
 * @param variant index into the document's `KHR_materials_variants`
 * @returns URIs, each once; images inside the GLB have none
 */
export function finishFiles(json: GLTF.IGLTF, variant: number): string[] {
  const primitives = (json.meshes ?? []).flatMap((mesh) => mesh.primitives);
  const materials = new Set(primitives.map((primitive) => materialOf(primitive, variant)));
  const textures = [...materials].flatMap((index) => (index === undefined ? [] : textureIndices(json.materials?.[index])));
  const uris = textures.map((texture) => json.images?.[imageOf(json.textures?.[texture]) ?? -1]?.uri);
  return [...new Set(uris)].filter((uri) => uri !== undefined);
}

function materialOf({ material, extensions }: GLTF.IMeshPrimitive, variant: number): number | undefined {
  const { mappings = [] } = (extensions?.KHR_materials_variants ?? {}) as Partial<VariantMappings>;
  return mappings.find(({ variants }) => variants.includes(variant))?.material ?? material;
}

/** Every texture that a material refers to: glTF calls all such references `…Texture`, in extensions too. */
function textureIndices(part: unknown): number[] {
  if (typeof part !== "object" || part === null) return [];
  return Object.entries(part).flatMap(([key, value]: [string, unknown]) => {
    const index = key.endsWith("Texture") && typeof value === "object" && value !== null && "index" in value ? value.index : undefined;
    return [...(typeof index === "number" ? [index] : []), ...textureIndices(value)];
  });
}

function imageOf(texture: GLTF.ITexture | undefined): number | undefined {
  const { EXT_texture_avif: avif, EXT_texture_webp: webp } = (texture?.extensions ?? {}) as Partial<Record<string, { source?: number }>>;
  return avif?.source ?? webp?.source ?? texture?.source;
}

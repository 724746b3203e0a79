import type { GLTF } from "@gltf-transform/core";

const COMPRESSION = ["KHR_draco_mesh_compression", "EXT_meshopt_compression", "KHR_meshopt_compression"];

/**
 * Why a document's geometry can't be read piece by piece: only triangles that stand still, in plain accessors, can.
 *
 * @returns the reason in words that follow the file's name; undefined where there is none.
 */
export function whyNotStreamed(json: GLTF.IGLTF): string | undefined {
  const packed = json.extensionsUsed?.find((name) => COMPRESSION.includes(name));
  if (packed !== undefined) return `is compressed (${packed})`;
  if (json.animations?.length) return "is animated";
  if (json.skins?.length) return "has skins";
  if (json.buffers?.some(({ uri }) => uri?.startsWith("data:"))) return "has buffers inside its JSON";
  const primitives = (json.meshes ?? []).flatMap((mesh) => mesh.primitives);
  if (primitives.some(({ targets }) => targets?.length)) return "has morph targets";
  if (primitives.some(({ mode }) => mode !== undefined && mode < 4)) return "has points or lines";
  for (const { attributes, indices } of primitives) {
    if (attributes["POSITION"] === undefined) return "has a mesh without positions";
    const accessors = [...Object.values(attributes), ...(indices === undefined ? [] : [indices])];
    const plain = accessors.every((index) => json.accessors?.[index]?.bufferView !== undefined && !json.accessors[index]?.sparse);
    if (!plain) return "has sparse accessors";
  }
  return undefined;
}

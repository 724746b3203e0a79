import type { Document, Texture } from "@gltf-transform/core";
import { texturesOf } from "./materials.ts";

interface Size {
  width: number;
  height: number;
}

/**
 * GPU memory of a tier with one finish shown: its vertex and index buffers, and the textures of the default materials
 * as RGBA8 with mips (which add a third).
 *
 * @param document the tier's document, not yet compressed. @param sizes of its textures, in pixels.
 * @returns bytes.
 */
export function gpuBytes(document: Document, sizes: ReadonlyMap<Texture, Size>): number {
  const root = document.getRoot();
  let bytes = 0;
  const shown = new Set<Texture>();
  for (const mesh of root.listMeshes()) {
    for (const primitive of mesh.listPrimitives()) {
      bytes += primitive.getIndices()?.getByteLength() ?? 0;
      // Attributes are aligned to four bytes a vertex.
      for (const attribute of primitive.listAttributes()) {
        bytes += Math.ceil((attribute.getElementSize() * attribute.getComponentSize()) / 4) * 4 * attribute.getCount();
      }
      const material = primitive.getMaterial();
      for (const { texture } of material ? texturesOf(document, material) : []) shown.add(texture);
    }
  }
  for (const texture of shown) {
    const size = sizes.get(texture);
    if (size) bytes += Math.ceil((size.width * size.height * 4 * 4) / 3);
  }
  return bytes;
}

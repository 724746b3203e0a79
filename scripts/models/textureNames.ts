import type { Document } from "@gltf-transform/core";
import { listTextureSlots } from "@gltf-transform/functions";

/** A name as the store's files have them: small letters, digits and hyphens. */
export function fileName(name: string): string {
  const plain = name.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  return plain.slice(0, 40) || "texture";
}

/** A file name for each of the document's textures: its own name, else the slot it is used in. */
export function textureNames(document: Document): string[] {
  return document
    .getRoot()
    .listTextures()
    .map((texture) => fileName(texture.getName() || (listTextureSlots(texture)[0] ?? "").replace(/Texture$/, "")));
}

import type { Material, Primitive, Texture } from "@gltf-transform/core";
import type { ModelFile, TierTextureFile } from "../../app/domain/modelManifest.ts";
import { mappingsOf, texturesOf } from "./materials.ts";
import type { Prepared } from "./prepare.ts";

/**
 * A tier's texture files, each once, with the finishes that show them: a viewer then asks for them together with the
 * GLB, in which it would have to read first what it needs.
 * @param files where the document's textures are stored; several may share a file
 */
export function withFinishes(files: readonly ModelFile[], { document, variants }: Prepared): TierTextureFile[] {
  const root = document.getRoot();
  const primitives = root.listMeshes().flatMap((mesh) => mesh.listPrimitives());
  const texturesIn = (variant: string): Set<Texture> => {
    const materials = new Set(primitives.map((primitive) => materialIn(primitive, variant)).filter((material) => material !== null));
    return new Set([...materials].flatMap((material) => texturesOf(document, material).map(({ texture }) => texture)));
  };
  const shown = variants.map((name) => ({ name, textures: texturesIn(name) }));
  const found = new Map<string, TierTextureFile>();
  root.listTextures().forEach((texture, index) => {
    const file = files[index];
    if (!file) return;
    const others = found.get(file.path)?.variants ?? [];
    found.set(file.path, { ...file, variants: shown.filter(({ name, textures }) => textures.has(texture) || others.includes(name)).map(({ name }) => name) });
  });
  return [...found.values()];
}

/** What a primitive wears in a finish. */
function materialIn(primitive: Primitive, variant: string): Material | null {
  const mapping = mappingsOf(primitive)?.listMappings().find((each) => each.listVariants().some((worn) => worn.getName() === variant));
  return mapping?.getMaterial() ?? primitive.getMaterial();
}

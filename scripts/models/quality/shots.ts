import type { Material, Texture } from "@gltf-transform/core";
import type { CameraPose } from "../../../app/viewer/framing.ts";
import { mappingsOf, texturesOf } from "../materials.ts";
import type { Prepared } from "../prepare.ts";
import { comparePictures, type Picture, type PictureScores } from "./pictures.ts";
import type { ModelRenderer, RenderedModel } from "./renderer.ts";
import type { TierViews } from "./tierViews.ts";

/** Views of one finish; without a name, of the model's own. */
export interface Shot {
  variant?: string;
  poses: readonly CameraPose[];
}

/** Finishes beside the model's own that are looked at. */
const MOST_VARIANTS = 2;

/** The model's own finish from every side, each other from one, by turns. */
export function shotsOf({ variants }: Prepared, { poses }: TierViews): Shot[] {
  const others = variants.slice(1, 1 + MOST_VARIANTS);
  return [{ poses }, ...others.map((variant, index) => ({ variant, poses: poses.slice(index % poses.length, (index % poses.length) + 1) }))];
}

/** The pictures of all shots, in order. */
export async function takeShots(renderer: ModelRenderer, model: RenderedModel, shots: readonly Shot[], pixels: number): Promise<Picture[]> {
  const pictures: Picture[] = [];
  for (const { variant, poses } of shots) pictures.push(...(await renderer.render({ ...model, variant }, poses, pixels)));
  return pictures;
}

export function compareShots(source: readonly Picture[], tier: readonly Picture[]): PictureScores[] {
  return source.map((picture, index) => {
    const other = tier[index];
    if (!other) throw new Error(`Of ${source.length} views only ${tier.length} were drawn.`);
    return comparePictures(picture, other);
  });
}

/** The finish that shows a texture: undefined for the model's own, which is preferred. */
export function finishShowing(prepared: Prepared, texture: Texture): string | undefined {
  const { document } = prepared;
  const shows = (material: Material | null): boolean => material !== null && texturesOf(document, material).some((use) => use.texture === texture);
  const primitives = document.getRoot().listMeshes().flatMap((mesh) => mesh.listPrimitives());
  if (primitives.some((primitive) => shows(primitive.getMaterial()))) return undefined;
  const mappings = primitives.flatMap((primitive) => mappingsOf(primitive)?.listMappings() ?? []);
  return mappings.find((mapping) => shows(mapping.getMaterial()))?.listVariants()[0]?.getName();
}

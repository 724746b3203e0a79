import type { Texture } from "@gltf-transform/core";
import type { Transform as TextureTransform } from "@gltf-transform/extensions";
import type { TierName } from "../../app/domain/modelManifest.ts";
import { diagonal } from "./geometry.ts";
import { materialsOf, texCoordOf, texturesOf } from "./materials.ts";
import type { Prepared } from "./prepare.ts";
import type { ModelRecipe } from "./recipe.ts";
import { texelLength } from "./texelDensity.ts";
import { encodePalette, encodeTexture, type TextureSettings, type TierTexture } from "./textureEncoding.ts";
import { decodeTexture, type Pixels, reduced, type Role } from "./texturePixels.ts";
import { TIER_GOALS, type TierGoal } from "./tiers.ts";

export type { TierTexture } from "./textureEncoding.ts";

/** For each tier the textures, in the order of the document's. */
export type TextureLadder = Record<TierName, TierTexture[]>;

/** Textures worked on at the same time. */
const CONCURRENCY = 2;
/** A preview's texture is not made smaller than this, in pixels, to save bytes. */
const SMALLEST = 16;

/**
 * Encodes every texture for every tier: as the recipe says; without one a texture gets as many texels as the
 * tier's view has pixels for it, judged by its density on the surface, within the tier's limits, and never more than
 * the source has.
 *
 * @throws ModelError when an image can't be decoded.
 */
export async function encodeTextures(
  prepared: Prepared,
  file: string,
  onTexture: (done: number, all: number) => void,
  recipe?: ModelRecipe,
): Promise<TextureLadder> {
  const textures = prepared.document.getRoot().listTextures();
  const lengths = surfaceLengths(prepared);
  const ladder: TextureLadder = { preview: [], standard: [], high: [] };
  const size = diagonal(prepared.bounds);
  const sources: Pixels[] = [];
  let done = 0;
  await eachLimited(textures, CONCURRENCY, async (texture, index) => {
    const original = await decodeTexture(texture, file, index);
    const length = lengths.get(texture) ?? Infinity;
    const palette = await encodePalette(original);
    let coarser: { settings: TextureSettings; texture: TierTexture } | undefined;
    for (const goal of TIER_GOALS) {
      const settings = recipe?.tiers[goal.name].textures[index] ?? settingsFor(goal, length, size, original);
      const shared = coarser && !goal.oneFile && coarser.texture.tier !== "preview" && isShared(coarser.settings, settings, recipe);
      const encoded = palette ?? (shared && coarser ? coarser.texture : await encodeTexture(original, settings, goal.name, length));
      ladder[goal.name][index] = encoded;
      if (goal.oneFile && !palette && !recipe) sources[index] = await reduced(original, settings.edge);
      coarser = { settings, texture: encoded };
    }
    onTexture(++done, textures.length);
  });
  if (recipe) return ladder;
  for (const goal of TIER_GOALS) {
    if (!goal.oneFile) continue;
    const covered = textures.map((texture) => lengths.get(texture) ?? Infinity);
    await shrinkToFit(ladder[goal.name], sources, covered, goal, goal.oneFile.textureBytes);
  }
  return ladder;
}

/** Whether a finer tier uses the coarser one's file: without a recipe, where its own would be no larger. */
function isShared(coarser: TextureSettings, finer: TextureSettings, recipe: ModelRecipe | undefined): boolean {
  return coarser.edge === finer.edge && (!recipe || (coarser.quality === finer.quality && coarser.format === finer.format));
}

/** For each texture the longest piece of surface, in metres, that it covers from edge to edge. */
export function surfaceLengths({ document, node, parts }: Prepared): Map<Texture, number> {
  const lengths = new Map<Texture, number>();
  const known = new Map<string, number>();
  node.getMesh()?.listPrimitives().forEach((primitive, p) => {
    const part = parts[p];
    if (!part) return;
    for (const material of materialsOf(primitive)) {
      for (const { texture, info } of texturesOf(document, material)) {
        const semantic = `TEXCOORD_${texCoordOf(info)}`;
        const key = `${p}:${semantic}`;
        if (!known.has(key)) known.set(key, texelLength(part, semantic));
        const [sx, sy] = info.getExtension<TextureTransform>("KHR_texture_transform")?.getScale() ?? [1, 1];
        const length = (known.get(key) ?? 0) / (Math.sqrt(Math.abs(sx * sy)) || 1);
        lengths.set(texture, Math.max(length, lengths.get(texture) ?? 0));
      }
    }
  });
  return lengths;
}

function settingsFor(goal: TierGoal, length: number, modelSize: number, { width, height, role }: Pixels): TextureSettings {
  const pixels = (length / modelSize) * goal.viewPixels;
  const powerOfTwo = pixels > 1 ? 2 ** Math.ceil(Math.log2(Math.min(pixels, goal.maxTexture))) : goal.minTexture;
  const edge = Math.min(Math.max(width, height), Math.max(goal.minTexture, Math.min(goal.maxTexture, powerOfTwo)));
  return { edge, quality: role === "normal" ? goal.normalQuality : goal.quality, format: goal.format };
}

/** What a byte of a texture weighs where bytes must be saved: a small picture lives from its colours and shapes. */
const COST: Record<Role, number> = { cutout: 0.4, colour: 1, data: 2, normal: 2.5 };

/** Halves the texture that costs most for what it shows, until all of them together fit. */
async function shrinkToFit(encoded: TierTexture[], sources: readonly Pixels[], lengths: readonly number[], goal: TierGoal, budget: number): Promise<void> {
  const cost = (index: number): number => {
    const texture = encoded[index];
    const pixels = sources[index];
    if (!texture || !pixels || Math.max(texture.width, texture.height) <= SMALLEST) return 0;
    return texture.data.byteLength * COST[pixels.role];
  };
  for (;;) {
    if (encoded.reduce((sum, { data }) => sum + data.byteLength, 0) <= budget) return;
    const heaviest = encoded.reduce((best, _, index) => (cost(index) > cost(best) ? index : best), 0);
    const pixels = sources[heaviest];
    const texture = encoded[heaviest];
    if (!pixels || !texture || cost(heaviest) === 0) return;
    const edge = Math.max(texture.width, texture.height) >> 1;
    const quality = pixels.role === "normal" ? goal.normalQuality : goal.quality;
    encoded[heaviest] = await encodeTexture(pixels, { edge, quality, format: goal.format }, goal.name, lengths[heaviest] ?? Infinity);
  }
}

async function eachLimited<T>(items: readonly T[], limit: number, work: (item: T, index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) {
      const item = items[index];
      if (item !== undefined) await work(item, index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
}

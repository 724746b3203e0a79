import { TextureChannel, type Texture } from "@gltf-transform/core";
import type { Transform as TextureTransform } from "@gltf-transform/extensions";
import { getTextureChannelMask, listTextureSlots } from "@gltf-transform/functions";
import sharp, { type Sharp, type WebpOptions } from "sharp";
import type { TierName } from "../../app/domain/modelManifest.ts";
import { diagonal } from "./geometry.ts";
import { materialsOf, texturesOf } from "./materials.ts";
import { ModelError } from "./modelError.ts";
import type { Prepared } from "./prepare.ts";
import { texelLength } from "./texelDensity.ts";
import { TIER_GOALS, type TierGoal } from "./tiers.ts";

/** A texture as one tier has it. */
export interface TierTexture {
  /** WebP. */
  data: Uint8Array<ArrayBuffer>;
  width: number;
  height: number;
  /** The tier whose folder the file lies in: a finer tier whose texture would be no larger uses the coarser one's. */
  tier: TierName;
  /** Length on the surface of one texel, in metres, where the source has more of them; else 0. */
  lostTexel: number;
}

/** For each tier the textures, in the order of the document's. */
export type TextureLadder = Record<TierName, TierTexture[]>;

/** Textures worked on at the same time. */
const CONCURRENCY = 2;
const WEBP_EFFORT = 4;
/** A preview's texture is not made smaller than this, in pixels, to save bytes. */
const SMALLEST = 16;

/**
 * Encodes every texture for every tier as WebP. A texture gets as many texels as the tier's view has pixels for it,
 * judged by its density on the surface, within the tier's limits, and never more than the source has.
 *
 * @throws ModelError when an image can't be decoded.
 */
export async function encodeTextures(
  prepared: Prepared,
  file: string,
  onTexture: (done: number, all: number) => void,
): Promise<TextureLadder> {
  const textures = prepared.document.getRoot().listTextures();
  const lengths = surfaceLengths(prepared);
  const ladder: TextureLadder = { preview: [], standard: [], high: [] };
  const size = diagonal(prepared.bounds);
  let done = 0;
  await eachLimited(textures, CONCURRENCY, async (texture, index) => {
    const original = await decode(texture, file, index);
    const length = lengths.get(texture) ?? Infinity;
    let coarser: TierTexture | undefined;
    for (const goal of TIER_GOALS) {
      const edge = texelsFor(goal, length, size, Math.max(original.width, original.height));
      const shared = coarser && !goal.oneFile && Math.max(coarser.width, coarser.height) === edge && coarser.tier !== "preview";
      const encoded: TierTexture = shared && coarser ? coarser : await encode(original, goal, edge, length);
      ladder[goal.name][index] = encoded;
      coarser = encoded;
    }
    onTexture(++done, textures.length);
  });
  for (const goal of TIER_GOALS) {
    if (goal.oneFile) await shrinkToFit(ladder[goal.name], goal, goal.oneFile.textureBytes, textures);
  }
  return ladder;
}

/** For each texture the longest piece of surface, in metres, that it covers from edge to edge. */
function surfaceLengths({ document, node, parts }: Prepared): Map<Texture, number> {
  const lengths = new Map<Texture, number>();
  const known = new Map<string, number>();
  node.getMesh()?.listPrimitives().forEach((primitive, p) => {
    const part = parts[p];
    if (!part) return;
    for (const material of materialsOf(primitive)) {
      for (const { texture, info } of texturesOf(document, material)) {
        const semantic = `TEXCOORD_${info.getTexCoord()}`;
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

function texelsFor(goal: TierGoal, length: number, modelSize: number, sourceEdge: number): number {
  const pixels = (length / modelSize) * goal.viewPixels;
  const powerOfTwo = pixels > 1 ? 2 ** Math.ceil(Math.log2(Math.min(pixels, goal.maxTexture))) : goal.minTexture;
  return Math.min(sourceEdge, Math.max(goal.minTexture, Math.min(goal.maxTexture, powerOfTwo)));
}

interface Pixels {
  data: Buffer;
  width: number;
  height: number;
  channels: 1 | 2 | 3 | 4;
  isNormal: boolean;
}

async function decode(texture: Texture, file: string, index: number): Promise<Pixels> {
  const name = texture.getName() || texture.getURI() || String(index);
  const image = texture.getImage();
  if (!image) throw new ModelError(file, `its texture ${name} has no image`);
  const keepsAlpha = (getTextureChannelMask(texture) & TextureChannel.A) !== 0;
  // glTF has colour profiles ignored (2.0, section 3.9.2).
  const options = { ignoreIcc: true, failOn: "error" } as const;
  try {
    const { hasAlpha } = await sharp(image, options).metadata();
    const pipeline: Sharp = sharp(image, options).toColourspace("srgb");
    const { data, info } = await (keepsAlpha && hasAlpha ? pipeline : pipeline.removeAlpha()).raw().toBuffer({ resolveWithObject: true });
    const { width, height, channels } = info;
    return { data, width, height, channels, isNormal: isNormalMap(texture) };
  } catch (error) {
    throw new ModelError(file, `its texture ${name} can't be decoded (${error instanceof Error ? error.message : String(error)})`);
  }
}

function isNormalMap(texture: Texture): boolean {
  return listTextureSlots(texture).some((slot) => /normalTexture/i.test(slot));
}

async function encode(pixels: Pixels, goal: TierGoal, edge: number, length: number): Promise<TierTexture> {
  const { data, isNormal, ...raw } = pixels;
  const sourceEdge = Math.max(raw.width, raw.height);
  const { data: webp, info } = await sharp(data, { raw })
    .resize({ width: edge, height: edge, fit: "inside", withoutEnlargement: true, kernel: isNormal ? "mitchell" : "lanczos3" })
    .webp(webpOptions(goal, isNormal))
    .toBuffer({ resolveWithObject: true });
  return {
    data: new Uint8Array(webp),
    width: info.width,
    height: info.height,
    tier: goal.name,
    lostTexel: edge < sourceEdge && Number.isFinite(length) ? length / edge : 0,
  };
}

function webpOptions(goal: TierGoal, isNormal: boolean): WebpOptions {
  return {
    quality: isNormal ? goal.normalQuality : goal.quality,
    alphaQuality: 90,
    effort: WEBP_EFFORT,
    // Halved chroma would smear a normal map's red and blue.
    smartSubsample: isNormal,
  };
}

/** Halves the heaviest texture until all of them together fit. */
async function shrinkToFit(encoded: TierTexture[], goal: TierGoal, budget: number, textures: readonly Texture[]): Promise<void> {
  for (;;) {
    const total = encoded.reduce((sum, { data }) => sum + data.byteLength, 0);
    const shrinkable = encoded.filter(({ width, height }) => Math.max(width, height) > SMALLEST);
    if (total <= budget || shrinkable.length === 0) return;
    const heaviest = shrinkable.reduce((a, b) => (b.data.byteLength > a.data.byteLength ? b : a));
    const index = encoded.indexOf(heaviest);
    const texture = textures[index];
    const edge = Math.max(heaviest.width, heaviest.height) >> 1;
    const { data, info } = await sharp(heaviest.data)
      .resize({ width: edge, height: edge, fit: "inside" })
      .webp(webpOptions(goal, texture !== undefined && isNormalMap(texture)))
      .toBuffer({ resolveWithObject: true });
    const { width, height } = info;
    encoded[index] = { ...heaviest, data: new Uint8Array(data), width, height, lostTexel: heaviest.lostTexel * 2 };
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

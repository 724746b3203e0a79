import { TextureChannel, type Texture } from "@gltf-transform/core";
import type { Transform as TextureTransform } from "@gltf-transform/extensions";
import { getTextureChannelMask, getTextureColorSpace, listTextureSlots } from "@gltf-transform/functions";
import sharp, { type Sharp, type WebpOptions } from "sharp";
import type { TierName } from "../../app/domain/modelManifest.ts";
import { diagonal } from "./geometry.ts";
import { materialsOf, texCoordOf, texturesOf } from "./materials.ts";
import { ModelError } from "./modelError.ts";
import { isPalette, withoutRepeats } from "./palette.ts";
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
/** A palette of more bytes than this is taken for a picture. */
const PALETTE_BYTES = 4096;
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
  const sources: Pixels[] = [];
  let done = 0;
  await eachLimited(textures, CONCURRENCY, async (texture, index) => {
    const original = await decode(texture, file, index);
    const length = lengths.get(texture) ?? Infinity;
    const palette = await encodePalette(original);
    if (palette) {
      for (const { name } of TIER_GOALS) ladder[name][index] = palette;
      onTexture(++done, textures.length);
      return;
    }
    let coarser: TierTexture | undefined;
    for (const goal of TIER_GOALS) {
      const edge = texelsFor(goal, length, size, Math.max(original.width, original.height));
      const shared = coarser && !goal.oneFile && Math.max(coarser.width, coarser.height) === edge && coarser.tier !== "preview";
      const encoded: TierTexture = shared && coarser ? coarser : await encode(original, goal, edge, length);
      ladder[goal.name][index] = encoded;
      if (goal.oneFile) sources[index] = await reduced(original, edge);
      coarser = encoded;
    }
    onTexture(++done, textures.length);
  });
  for (const goal of TIER_GOALS) {
    if (!goal.oneFile) continue;
    const covered = textures.map((texture) => lengths.get(texture) ?? Infinity);
    await shrinkToFit(ladder[goal.name], sources, covered, goal, goal.oneFile.textureBytes);
  }
  return ladder;
}

/** A picture that colours are looked up in, losslessly and the same for all tiers; undefined for every other picture. */
async function encodePalette(original: Pixels): Promise<TierTexture | undefined> {
  if (!isPalette(original)) return undefined;
  const { data, ...raw } = withoutRepeats(original);
  const channels = original.channels;
  const webp = await sharp(data, { raw: { ...raw, channels } }).webp({ lossless: true, exact: true, effort: WEBP_EFFORT }).toBuffer();
  if (webp.byteLength > PALETTE_BYTES) return undefined;
  return { data: new Uint8Array(webp), width: raw.width, height: raw.height, tier: "standard", lostTexel: 0 };
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
  role: Role;
}

/** `cutout` is a colour whose alpha draws the shape. */
type Role = "colour" | "cutout" | "data" | "normal";

/** What a byte of a texture weighs where bytes must be saved: a small picture lives from its colours and shapes. */
const COST: Record<Role, number> = { cutout: 0.4, colour: 1, data: 2, normal: 2.5 };

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
    return { data, width, height, channels, role: roleOf(texture, channels === 4) };
  } catch (error) {
    throw new ModelError(file, `its texture ${name} can't be decoded (${error instanceof Error ? error.message : String(error)})`);
  }
}

function roleOf(texture: Texture, hasAlpha: boolean): Role {
  if (listTextureSlots(texture).some((slot) => /normalTexture/i.test(slot))) return "normal";
  if (hasAlpha) return "cutout";
  return getTextureColorSpace(texture) === "srgb" ? "colour" : "data";
}

/** The pixels at a smaller size, kept while textures are fitted into a budget. */
async function reduced({ data, role, ...raw }: Pixels, edge: number): Promise<Pixels> {
  const small = await sharp(data, { raw }).resize({ width: edge, height: edge, fit: "inside", withoutEnlargement: true }).raw().toBuffer({ resolveWithObject: true });
  return { data: small.data, width: small.info.width, height: small.info.height, channels: raw.channels, role };
}

async function encode(pixels: Pixels, goal: TierGoal, edge: number, length: number): Promise<TierTexture> {
  const { data, role, ...raw } = pixels;
  const isNormal = role === "normal";
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
    // Cut-out shapes stay clean far below the colours' quality: 41 dB at 50.
    alphaQuality: goal.quality - 20,
    effort: WEBP_EFFORT,
    // Halved chroma would smear a normal map's red and blue.
    smartSubsample: isNormal,
  };
}

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
    encoded[heaviest] = await encode(pixels, goal, edge, lengths[heaviest] ?? Infinity);
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

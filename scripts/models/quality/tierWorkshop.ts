import type { CameraPose } from "../../../app/viewer/framing.ts";
import { triangleCount } from "../geometry.ts";
import type { Prepared } from "../prepare.ts";
import type { Simplified } from "../simplify.ts";
import { encodePalette, encodeTexture, type TextureSettings, type TierTexture } from "../textureEncoding.ts";
import { type Pixels, reduced } from "../texturePixels.ts";
import type { TierGoal } from "../tiers.ts";
import { allocate, bytesOf, errorOf, type Option } from "./allocate.ts";
import { type GeometryRung, geometryRungs, textureIndex } from "./geometryRungs.ts";
import type { TierAim } from "./goals.ts";
import { comparePictures, type Picture } from "./pictures.ts";
import type { ModelRenderer } from "./renderer.ts";
import type { Judged, Workshop } from "./search.ts";
import { compareShots, finishShowing, type Shot, takeShots } from "./shots.ts";
import { distortionOf, textureCurve } from "./textureCurve.ts";

/** A tier as it might be. */
export interface TierCandidate {
  rung: GeometryRung;
  /** One for each of the document's textures. */
  settings: TextureSettings[];
  /** As the curves tell, before any of it was made. */
  plannedBytes: number;
}

export interface WorkshopOptions {
  prepared: Prepared;
  renderer: ModelRenderer;
  goal: TierGoal;
  aim: TierAim;
  /** The next finer tier's geometry. */
  finer: Simplified;
  /** The document's textures, decoded. */
  originals: readonly Pixels[];
  shots: readonly Shot[];
  /** Edge length of the shots' pictures. */
  pixels: number;
  /** The source's pictures of the shots. */
  reference: readonly Picture[];
  /** Geometry with a larger mean squared error than this is not tried further. */
  mostError: number;
  onProgress: (message: string) => void;
}

/** Pictures that only tell how errors compare are small: a shift of shape or colour weighs the same at every size. */
const PROBE_PIXELS = 256;
const PROBE = { edge: 1, quality: 95, format: "webp" } as const satisfies TextureSettings;
/** What a texture is spoilt to, to see how much it shows. */
const SPOILT = { share: 1 / 8, quality: 40, format: "webp" } as const;
/** Textures are weighed on geometry of so many triangles at most: what they show does not hang on it, and it is drawn often. */
const WEIGHING_TRIANGLES = 60_000;
/** A texture that hardly shows from the views may show from others: it counts for this share of the one that shows most. */
const LEAST_WEIGHT = 0.02;

/** Measures what each way to simplify and each texture's settings cost in bytes and in looks, and makes what is planned by that. */
export async function openWorkshop(options: WorkshopOptions): Promise<Workshop<TierCandidate>> {
  const { prepared, renderer, goal, originals, shots, reference, onProgress } = options;
  const palettes = await Promise.all(originals.map(encodePalette));
  const rungs = await measureGeometry(options, palettes);
  onProgress(`${goal.name}: ${rungs.length} ways to simplify`);
  const weighedOn = rungs.find(({ simplified }) => triangleCount(simplified.parts) <= WEIGHING_TRIANGLES) ?? rungs[0];
  const places = await measureTextures(options, palettes, weighedOn);
  onProgress(`${goal.name}: ${places.length} textures weighed`);
  const choices: (readonly Option[])[] = [rungs, ...places];
  const encoded = new Map<string, Promise<TierTexture>>();
  const judged = new Map<string, Judged<TierCandidate>>();
  /** Actual bytes in proportion to planned ones. */
  let correction = 1;

  function encode(index: number, settings: TextureSettings): Promise<TierTexture> {
    const palette = palettes[index];
    const original = originals[index];
    if (palette || !original) return Promise.resolve(palette as TierTexture);
    const key = `${index}:${settings.edge}:${settings.format}:${settings.quality}`;
    const known = encoded.get(key) ?? encodeTexture(original, settings, goal.name, Infinity);
    encoded.set(key, known);
    return known;
  }

  return {
    plan(errorBudget) {
      const picks = allocate(choices, errorBudget);
      const rung = rungs[picks[0] ?? 0];
      if (!rung) throw new Error(`The ${goal.name} tier has no geometry to choose from.`);
      const settings = places.map((place, index) => {
        const { edge, quality, format } = place[picks[index + 1] ?? 0] ?? PROBE;
        return { edge, quality, format };
      });
      const plannedBytes = bytesOf(choices, picks);
      return { candidate: { rung, settings, plannedBytes }, bytes: plannedBytes * correction, error: errorOf(choices, picks) };
    },
    async judge(candidate) {
      const key = JSON.stringify([rungs.indexOf(candidate.rung), candidate.settings]);
      const known = judged.get(key);
      if (known) return known;
      const textures = await Promise.all(candidate.settings.map((settings, index) => encode(index, settings)));
      const bytes = candidate.rung.bytes + textures.reduce((sum, { data }) => sum + data.byteLength, 0);
      correction = bytes / candidate.plannedBytes;
      const model = { glb: candidate.rung.glb, resource: (uri: string) => textures[textureIndex(uri)]?.data, bounds: prepared.bounds };
      const views = compareShots(reference, await takeShots(renderer, model, shots, options.pixels));
      const decibels = views.map(({ psnr }) => psnr.toFixed(1)).join(" ");
      onProgress(`${goal.name}: ${candidate.rung.geometry?.simplifier ?? "all"} ${candidate.rung.geometry?.triangles ?? "triangles"}, ${(bytes / 1000).toFixed(1)} KB, ${decibels} dB`);
      const found = { candidate, bytes, views };
      judged.set(key, found);
      return found;
    },
  };
}

async function measureGeometry(options: WorkshopOptions, palettes: readonly (TierTexture | undefined)[]): Promise<GeometryRung[]> {
  const { originals, aim, goal } = options;
  const probes = await probeTextures(options, palettes);
  let finest: Picture[] | undefined;
  return geometryRungs({
    ...options,
    ...aim,
    // Texture coordinates are kept as fine as the largest texture needs.
    textures: probes.map((texture, index) => ({ ...texture, width: Math.min(aim.mostTexels, originals[index]?.width ?? 1), height: 1 })),
    goal,
    async errorOf(glb) {
      const drawn = await drawProbe(options, glb, probes);
      finest ??= drawn;
      return meanSquare(finest, drawn);
    },
  });
}

/** For each texture its settings with their bytes and what they add to the picture's error. */
async function measureTextures(
  options: WorkshopOptions,
  palettes: readonly (TierTexture | undefined)[],
  rung: GeometryRung | undefined,
): Promise<(Option & TextureSettings)[][]> {
  const { originals, aim, goal, prepared } = options;
  const probes = await probeTextures(options, palettes);
  const clean = new Map<string | undefined, Picture[]>();
  const weights: number[] = [];
  const textures = prepared.document.getRoot().listTextures();
  for (const [index, original] of originals.entries()) {
    const [texture, probe] = [textures[index], probes[index]];
    if (palettes[index] || !rung || !texture || !probe) continue;
    const variant = finishShowing(prepared, texture);
    const before = clean.get(variant) ?? (await drawProbe(options, rung.glb, probes, variant));
    clean.set(variant, before);
    const small = await reduced(original, aim.mostTexels / 2);
    const edge = Math.max(Math.round(Math.max(small.width, small.height) * SPOILT.share), 1);
    const spoilt = await encodeTexture(small, { edge, quality: SPOILT.quality, format: SPOILT.format }, goal.name, Infinity);
    const after = await drawProbe(options, rung.glb, probes.with(index, spoilt), variant);
    weights[index] = meanSquare(before, after) / Math.max(await distortionOf(spoilt.data, small), 1e-6);
  }
  const least = LEAST_WEIGHT * Math.max(0, ...weights.filter((weight) => weight > 0));
  const places: (Option & TextureSettings)[][] = [];
  for (const [index, original] of originals.entries()) {
    const palette = palettes[index];
    if (palette) {
      places.push([{ edge: Math.max(palette.width, palette.height), quality: 100, format: palette.format, bytes: palette.data.byteLength, error: 0 }]);
      continue;
    }
    const weight = Math.max(weights[index] ?? 0, least);
    const curve = await textureCurve(original, aim.mostTexels, aim.formats);
    places.push(curve.map(({ distortion, ...option }) => ({ ...option, error: weight * distortion })));
  }
  return places;
}

/** The textures nearly as they are, at the size that probing pictures have pixels for. */
function probeTextures({ originals, aim, goal }: WorkshopOptions, palettes: readonly (TierTexture | undefined)[]): Promise<TierTexture[]> {
  const settings = { ...PROBE, edge: aim.mostTexels / 2 };
  return Promise.all(originals.map(async (original, index) => palettes[index] ?? encodeTexture(original, settings, goal.name, Infinity)));
}

function drawProbe(
  { renderer, prepared, shots }: WorkshopOptions,
  glb: Uint8Array,
  textures: readonly TierTexture[],
  variant?: string,
): Promise<Picture[]> {
  const poses: readonly CameraPose[] = shots[0]?.poses ?? [];
  return renderer.render({ glb, resource: (uri) => textures[textureIndex(uri)]?.data, variant, bounds: prepared.bounds }, poses, PROBE_PIXELS);
}

function meanSquare(before: readonly Picture[], after: readonly Picture[]): number {
  const squares = before.map((picture, index) => {
    const other = after[index];
    return other ? 255 ** 2 / 10 ** (comparePictures(picture, other).psnr / 10) : 0;
  });
  return squares.reduce((sum, square) => sum + square, 0) / Math.max(squares.length, 1);
}

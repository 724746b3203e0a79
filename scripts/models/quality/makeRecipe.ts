import type { TierName } from "../../../app/domain/modelManifest.ts";
import { triangleCount } from "../geometry.ts";
import { prepare, type Prepared, type UpAxis } from "../prepare.ts";
import { type ModelRecipe, RECIPE_FORMAT, type TierRecipe } from "../recipe.ts";
import type { Simplified } from "../simplify.ts";
import { readSource } from "../source.ts";
import { textureNames } from "../textureNames.ts";
import { decodeTexture, type Pixels } from "../texturePixels.ts";
import { TIER_GOALS, type TierGoal } from "../tiers.ts";
import { TIER_AIMS } from "./goals.ts";
import { type PictureScores, worstScores } from "./pictures.ts";
import { makePlainTier } from "./plainLadder.ts";
import { writeReference } from "./reference.ts";
import type { ModelRenderer } from "./renderer.ts";
import { searchTier } from "./search.ts";
import { compareShots, shotsOf, takeShots } from "./shots.ts";
import { pixelSize, tierViews, type TierViews } from "./tierViews.ts";
import { openWorkshop } from "./tierWorkshop.ts";

export interface RecipeOptions {
  /** A GLB or glTF file. */
  source: string;
  /** The product's height in millimetres, as the pipeline takes it. */
  heightMm?: number;
  /** The source's axis that points up, as the pipeline takes it. */
  up?: UpAxis;
  /** What the recipe shall name as its source; without it the file's own SHA-256. */
  sourceHash?: string;
  renderer: ModelRenderer;
  /** Called with a line for each step. */
  onProgress?: (message: string) => void;
}

/**
 * Finds, for each tier, the cheapest geometry and textures that look right at the view that it is for, by drawing
 * candidates beside the source. Minutes a model; the recipe makes the same tiers again in seconds.
 *
 * @throws ModelError when the source is faulty, as the pipeline does.
 */
export async function makeRecipe({ source: file, heightMm, up, sourceHash, renderer, onProgress = () => undefined }: RecipeOptions): Promise<ModelRecipe> {
  const source = await readSource(file);
  const prepared = await prepare(source, heightMm, up);
  const originals = await decodeAll(prepared, file);
  const views = tierViews(prepared);
  let finer: Simplified = { parts: prepared.parts, error: 0 };
  const tiers = {} as Record<TierName, TierRecipe>;
  for (const goal of [...TIER_GOALS].reverse()) {
    const found = await searchOne({ prepared, originals, views: views[goal.name], goal, finer, renderer, onProgress });
    tiers[goal.name] = found.recipe;
    finer = found.geometry;
  }
  const { preview, standard, high } = tiers;
  return { format: RECIPE_FORMAT, source: sourceHash ?? source.hash, tiers: { preview, standard, high } };
}

async function decodeAll({ document }: Prepared, file: string): Promise<Pixels[]> {
  const originals: Pixels[] = [];
  for (const [index, texture] of document.getRoot().listTextures().entries()) originals.push(await decodeTexture(texture, file, index));
  return originals;
}

interface TierSearch {
  prepared: Prepared;
  originals: readonly Pixels[];
  views: TierViews;
  goal: TierGoal;
  finer: Simplified;
  renderer: ModelRenderer;
  onProgress: (message: string) => void;
}

async function searchOne(search: TierSearch): Promise<{ recipe: TierRecipe; geometry: Simplified }> {
  const { prepared, views, renderer, finer, onProgress } = search;
  const aim = TIER_AIMS[search.goal.name];
  const goal = { ...search.goal, positionBits: positionBits(prepared, views) };
  const shots = shotsOf(prepared, views);
  const reference = await takeShots(renderer, await writeReference(prepared), shots, views.pixels);
  const plainTier = await makePlainTier(prepared, goal.name);
  const plainViews = compareShots(reference, await takeShots(renderer, plainTier, shots, views.pixels));
  const plain = { bytes: plainTier.bytes, views: plainViews };
  const plainError = 255 ** 2 / 10 ** (plainViews.reduce((sum, { psnr }) => sum + psnr, 0) / plainViews.length / 10);
  onProgress(`${goal.name}: the plain ladder takes ${(plain.bytes / 1000).toFixed(1)} KB for ${plainViews.map(({ psnr }) => psnr.toFixed(1)).join(" ")} dB`);
  const workshop = await openWorkshop({ ...search, goal, aim, shots, pixels: views.pixels, reference, mostError: plainError });
  const affordable = Math.min(plain.bytes * aim.share, aim.mostBytes);
  const best = await searchTier(workshop, { plain, right: aim.right, affordable, mostBytes: goal.oneFile?.bytes ?? Infinity }, plainError);
  const { rung, settings } = best.candidate;
  const names = textureNames(prepared.document);
  onProgress(`${goal.name}: ${(best.bytes / 1000).toFixed(1)} KB, ${((100 * best.bytes) / plain.bytes).toFixed(0)} % of the plain ladder's, ${triangleCount(rung.simplified.parts)} triangles`);
  return {
    recipe: {
      geometry: rung.geometry,
      positionBits: goal.positionBits,
      textures: settings.map(({ edge, format, quality }, index) => ({ name: names[index] ?? "texture", edge, format, quality })),
      scores: { viewPixels: views.pixels, ...rounded(worstScores(best.views)) },
      bytes: best.bytes,
      plain: { bytes: plain.bytes, ...rounded(worstScores(plainViews)) },
    },
    geometry: { parts: rung.simplified.parts, error: finer.error + (rung.geometry ? rung.simplified.error : 0) },
  };
}

/** Steps of a quarter of a pixel can't be seen. */
const STEPS_A_PIXEL = 4;

function positionBits({ bounds: { min, max } }: Prepared, { poses, pixels }: TierViews): number {
  const span = Math.max(max[0] - min[0], max[1] - min[1], max[2] - min[2]);
  const pixel = Math.min(...poses.map((pose) => pixelSize(pose, pixels)));
  return Math.min(Math.max(Math.ceil(Math.log2((span / pixel) * STEPS_A_PIXEL)), 10), 15);
}

function rounded({ psnr, ssim, silhouetteError }: PictureScores): PictureScores {
  const to = (value: number, digits: number): number => Number(value.toFixed(digits));
  return { psnr: to(psnr, 2), ssim: to(ssim, 4), silhouetteError: to(silhouetteError, 5) };
}

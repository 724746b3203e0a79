import path from "node:path";
import { type ArModel, type ChunkedTier, type ModelFile, type ModelManifest, modelManifestSchema, type ModelTier } from "../../app/domain/modelManifest.ts";
import { type PosterSource, storePosters } from "./addPosters.ts";
import { storeArFiles } from "./ar/storeArFiles.ts";
import { diagonal, triangleCount } from "./geometry.ts";
import { gpuBytes } from "./gpuMemory.ts";
import { LargeModel, type LargeOptions } from "./large/largeModel.ts";
import { ModelError } from "./modelError.ts";
import { drawnTriangles, prepare, type Prepared, type UpAxis } from "./prepare.ts";
import { type ModelRecipe, readRecipe, type TierRecipe } from "./recipe.ts";
import { type Simplified, simplifyParts, simplifyTo } from "./simplify.ts";
import { readSource } from "./source.ts";
import { atRest, StoreTransaction } from "./store.ts";
import { withFinishes } from "./textureFinishes.ts";
import { textureNames } from "./textureNames.ts";
import { encodeTextures, type TextureLadder, type TierTexture } from "./textures.ts";
import { type TierGlb, writeTier } from "./tierDocument.ts";
import { TIER_GOALS, type TierGoal } from "./tiers.ts";
import { findFaults } from "./validate.ts";

export interface ModelOptions {
  /** A GLB or glTF file. */
  source: string;
  /** Product slug, `[a-z0-9-]+`. */
  slug: string;
  /** Category, `[a-z0-9-]+`. */
  category: string;
  /** The model store's base folder; files go to `models/<category>/<slug>/` below it. */
  outDir: string;
  /** The product's height in millimetres, to which the model is scaled; without it the source's unit is the metre. */
  heightMm?: number;
  /** The source's axis that points up; Y without it. */
  up?: UpAxis;
  /** When a source is read piece by piece and how finely it is cut, where not as docs/models.md says. */
  large?: LargeOptions;
  posters?: readonly PosterSource[];
  /** False leaves out the files for augmented reality: about half a second a finish. */
  ar?: boolean;
  /** What the tiers are made by. Without one, or where it is not for this source, the simplifier's error decides. */
  recipe?: RecipeFile;
  /** Called with a line for each step. */
  onProgress?: (message: string) => void;
}

/** Where a recipe lies. */
export interface RecipeFile {
  file: string;
  /** The hash of what a generated source is made from, which its recipe names; without it that of the source's bytes. */
  source?: string;
}

/** How often a tier in one file is simplified further to meet its bytes. */
const FIT_ATTEMPTS = 3;
const FEWEST_TRIANGLES = 300;

/**
 * Makes a model's tiers and their manifest. The same source and options give the same bytes. Nothing is written
 * unless everything succeeds, save what a large source's run leaves to be taken up again; files of earlier runs stay,
 * as they are immutable and may still be asked for.
 *
 * @throws ModelError when the source or the options are faulty, in a sentence that names the file and the fault.
 */
export async function makeModel(options: ModelOptions): Promise<ModelManifest> {
  const onProgress = options.onProgress ?? (() => undefined);
  checkOptions(options);
  onProgress("reading and checking");
  const large = await LargeModel.open({ ...options.large, ...options, recipe: options.recipe?.file, onProgress });
  try {
    const manifest = await makeTiers(options, large ?? (await readWhole(options)), large, onProgress);
    await large?.forget();
    return manifest;
  } finally {
    await large?.close();
  }
}

/** A source that has been read and placed. */
type ReadModel = Pick<LargeModel, "hash" | "bytes" | "prepared" | "finest">;

async function readWhole({ source: file, heightMm, up }: ModelOptions): Promise<ReadModel> {
  const source = await readSource(file);
  const prepared = await prepare(source, heightMm, up);
  return { hash: source.hash, bytes: source.bytes, prepared, finest: { parts: prepared.parts, error: 0 } };
}

/** @param large the source again, where its high tier is to be cut into chunks. */
async function makeTiers(
  options: ModelOptions,
  { hash, bytes, prepared, finest }: ReadModel,
  large: LargeModel | undefined,
  progress: (message: string) => void,
): Promise<ModelManifest> {
  const { source: file, slug, category } = options;
  const { triangles, bounds, variants } = prepared;
  progress(`${triangles.toLocaleString("en")} triangles, ${prepared.document.getRoot().listTextures().length} textures`);

  const recipe = options.recipe && (await recipeFor(prepared, options.recipe, hash, progress));
  const encode = (): Promise<TextureLadder> => encodeTextures(prepared, file, (done, all) => progress(`textures ${done}/${all}`), recipe);
  const ladder = await (large ? large.textures(encode) : encode());
  const store = await StoreTransaction.begin(options.outDir, category, slug);
  try {
    const tiers: ModelTier[] = [];
    let ar: ArModel[] = [];
    let finer = finest;
    const chunkedTier = large && (await storeChunks(large, ladder, store));
    for (const goal of TIER_GOALS.filter(({ name }) => name !== chunkedTier?.name).reverse()) {
      const made = await makeTier(prepared, finer, goal, ladder[goal.name], store, recipe?.tiers[goal.name]);
      progress(`${goal.name}: ${made.tier.triangles.toLocaleString("en")} triangles, ${kilobytes(made.tier)} KB`);
      tiers.unshift(made.tier);
      finer = made.geometry;
      if (goal.name === "standard" && options.ar !== false) {
        ar = await storeArFiles(prepared, finer.parts, ladder.standard, store);
        progress(`augmented reality: ${ar.length} finishes`);
      }
    }
    const manifest: ModelManifest = modelManifestSchema.parse({
      version: 1,
      slug,
      category,
      source: { hash, bytes, triangles },
      bounds,
      variants,
      tiers: withFallingErrors(tiers),
      ...(chunkedTier && { chunkedTier }),
      posters: await storePosters(options.posters ?? [], store),
      ar,
    });
    await store.commit(manifest);
    return manifest;
  } catch (error) {
    await store.abandon();
    throw error;
  }
}

async function storeChunks(large: LargeModel, ladder: TextureLadder, store: StoreTransaction): Promise<ChunkedTier> {
  const files = await storeTextures(large.prepared, ladder.high, store);
  return large.storeChunks(uniqueByPath(files), relativeTo(`${store.base}/high`, files), ladder, store);
}

/** The recipe, if it is one for this very source; else undefined, and the reason is told. */
async function recipeFor(
  prepared: Prepared,
  { file, source }: RecipeFile,
  hash: string,
  progress: (message: string) => void,
): Promise<ModelRecipe | undefined> {
  const { recipe, reason } = await readRecipe(file, source ?? hash);
  if (recipe && isForTextures(recipe, textureNames(prepared.document))) return recipe;
  progress(`${reason ?? "the recipe names other textures than the source has"} (${file}): the tiers are chosen by the simplifier's error and have no scores`);
  return undefined;
}

function isForTextures(recipe: ModelRecipe, names: readonly string[]): boolean {
  return TIER_GOALS.every(({ name }) => recipe.tiers[name].textures.map((texture) => texture.name).join() === names.join());
}

function checkOptions({ source, slug, category, heightMm }: ModelOptions): void {
  for (const [what, value] of [["product", slug], ["category", category]] as const) {
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(value)) {
      throw new ModelError(source, `can't be stored under the ${what} "${value}", which must be small letters, digits and single hyphens`);
    }
  }
  if (heightMm !== undefined && !(Number.isFinite(heightMm) && heightMm > 0)) {
    throw new ModelError(source, `can't be made ${heightMm} mm high`);
  }
}

/** Makes the tier's GLB from the next finer one, simplifying further while it is over its bytes, and stores it with its textures. */
async function makeTier(
  prepared: Prepared,
  finer: Simplified,
  goal: TierGoal,
  textures: readonly TierTexture[],
  store: StoreTransaction,
  recipe: TierRecipe | undefined,
): Promise<{ tier: ModelTier; geometry: Simplified }> {
  const files = goal.oneFile ? [] : await storeTextures(prepared, textures, store);
  const uris = goal.oneFile ? undefined : relativeTo(`${store.base}/${goal.name}`, files);
  const size = diagonal(prepared.bounds);
  let maxTriangles = goal.maxTriangles;
  for (let attempt = 1; ; attempt++) {
    const geometry = recipe ? await reduceBy(recipe, finer) : await reduce(finer, goal, maxTriangles, size);
    const { parts, error } = geometry;
    const written = await writeTier(prepared, recipe ? { ...goal, positionBits: recipe.positionBits } : goal, parts, textures, uris);
    const stored = await atRest(written.bytes);
    const triangles = triangleCount(parts);
    const excess = goal.oneFile && !recipe ? stored.byteLength / goal.oneFile.bytes : 0;
    if (excess > 1 && attempt < FIT_ATTEMPTS && triangles > FEWEST_TRIANGLES) {
      maxTriangles = Math.max(FEWEST_TRIANGLES, Math.floor(fittingShare(goal, textures, stored.byteLength) * triangles));
      continue;
    }
    await checkOutput(goal, written, uris ?? [], textures);
    const lostTexel = Math.max(0, ...textures.map((texture) => texture.lostTexel));
    const tier: ModelTier = {
      name: goal.name,
      model: await store.add(goal.name, "model", "glb", stored),
      textures: withFinishes(files, prepared),
      triangles: drawnTriangles(written.document),
      errorMetres: Math.max(error + written.quantisationError, written.movingError, lostTexel / 2),
      textureSize: Math.max(0, ...textures.map(({ width, height }) => Math.max(width, height))),
      gpuBytes: gpuBytes(written.document, written.textures),
      scores: recipe?.scores,
    };
    return { tier, geometry };
  }
}

/** Simplifies the next finer tier's geometry. In such a chain the errors add up. */
async function reduce(finer: Simplified, goal: TierGoal, maxTriangles: number, size: number): Promise<Simplified> {
  if (goal.errorPixels === 0 || finer.parts.length === 0) return finer;
  const allowed = (goal.errorPixels * size) / goal.viewPixels;
  const { parts, error } = await simplifyParts(finer.parts, { error: Math.max(allowed - finer.error, 0), maxTriangles });
  return { parts, error: finer.error + error };
}

/** Simplifies the next finer tier's geometry as a recipe says. */
export async function reduceBy({ geometry }: Pick<TierRecipe, "geometry">, finer: Simplified): Promise<Simplified> {
  if (!geometry || finer.parts.length === 0) return finer;
  const { parts, error } = await simplifyTo(finer.parts, geometry.simplifier, geometry.triangles);
  return { parts, error: finer.error + error };
}

/** The share of a tier's triangles that its bytes leave room for beside the textures. */
function fittingShare(goal: TierGoal, textures: readonly TierTexture[], stored: number): number {
  const fixed = textures.reduce((total, { data }) => total + data.byteLength, 0);
  return Math.max(0.1, (((goal.oneFile?.bytes ?? Infinity) - fixed) / (stored - fixed)) * 0.95);
}

async function storeTextures(prepared: Prepared, textures: readonly TierTexture[], store: StoreTransaction): Promise<ModelFile[]> {
  const names = textureNames(prepared.document);
  const files: ModelFile[] = [];
  for (const [index, { tier, data, format }] of textures.entries()) {
    files.push(await store.add(tier, names[index] ?? "texture", format, data));
  }
  return files;
}

/** Where files lie as seen from a folder of the store. */
function relativeTo(folder: string, files: readonly ModelFile[]): string[] {
  return files.map((file) => path.posix.relative(folder, file.path));
}

function uniqueByPath(files: readonly ModelFile[]): ModelFile[] {
  return [...new Map(files.map((file) => [file.path, file])).values()];
}

/** An output that the validator finds a fault in is a fault of the pipeline: nothing of it is stored. */
async function checkOutput(goal: TierGoal, { bytes }: TierGlb, uris: readonly string[], textures: readonly TierTexture[]): Promise<void> {
  const faults = await findFaults(bytes, (uri) => textures[uris.indexOf(uri)]?.data);
  if (faults) throw new Error(`The ${goal.name} tier came out as invalid glTF (${faults}).`);
}

/** A finer tier's measured error is never above a coarser one's, as the viewer's choice of tiers relies on. */
function withFallingErrors(tiers: readonly ModelTier[]): ModelTier[] {
  return tiers.map((tier, index) => ({
    ...tier,
    errorMetres: Math.max(...tiers.slice(index).map(({ errorMetres }) => errorMetres)),
  }));
}

function kilobytes({ model, textures }: ModelTier): string {
  return (textures.reduce((total, { bytes }) => total + bytes, model.bytes) / 1000).toFixed(1);
}

import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { ModelManifest } from "../../../app/domain/modelManifest.ts";
import { sourceHash } from "../../catalog/build.ts";
import { recipeFile } from "../../catalog/recipes.ts";
import { makeModel } from "../../models/pipeline.ts";
import { prepare, type Prepared } from "../../models/prepare.ts";
import { makeRecipe } from "../../models/quality/makeRecipe.ts";
import { worstScores, type Picture } from "../../models/quality/pictures.ts";
import { writeReference } from "../../models/quality/reference.ts";
import type { ModelRenderer } from "../../models/quality/renderer.ts";
import { compareShots, shotsOf, takeShots, type Shot } from "../../models/quality/shots.ts";
import { tierViews } from "../../models/quality/tierViews.ts";
import { formatRecipe } from "../../models/recipe.ts";
import { readSource } from "../../models/source.ts";
import type { BenchModel } from "../models.ts";
import { gltfpack } from "../peers/gltfpack.ts";
import { describeChoice, optimize } from "../peers/gltfTransform.ts";
import { hasPeer } from "../peers/peerCommand.ts";
import { ourTier, peerFile, plainTier, type Contender } from "./contender.ts";
import { judgeTier, type Entry, type TierResult } from "./verdict.ts";

export interface PipelineBenchOptions {
  readonly renderer: ModelRenderer;
  /** Where stores, recipes and peers' files go. */
  readonly folder: string;
  /** Whether a recipe is searched for files that have none, which takes minutes each. */
  readonly search: boolean;
  readonly onProgress: (message: string) => void;
}

export interface ModelFigures {
  readonly name: string;
  readonly sourceBytes: number;
  readonly sourceTriangles: number;
  readonly tiers: readonly TierResult[];
  /** Peers that are missing or could not read the source. */
  readonly skipped: readonly string[];
}

/** The peers' single files are for every view; they are judged at the one that a product is mostly seen in. */
const PEERS_AT = "standard";
const PEER_CHOICE = { compress: "meshopt", textureSize: 2048 } as const;

/** Makes a model's tiers, the plain ladder's and the peers' files, and draws them all beside the source. */
export async function benchPipeline(model: BenchModel, options: PipelineBenchOptions): Promise<ModelFigures> {
  const { folder, onProgress } = options;
  const store = path.join(folder, "store");
  const manifest = await makeOurs(model, store, options);
  const prepared = await prepare(await readSource(model.file));
  const reference = await writeReference(prepared);
  const views = tierViews(prepared);
  const tiers: TierResult[] = [];
  const skipped: string[] = [];
  for (const { name: tier } of manifest.tiers) {
    const { pixels } = views[tier];
    const shots = shotsOf(prepared, views[tier]);
    onProgress(`${model.name}: the source at the ${tier} tier's view`);
    const source = await takeShots(options.renderer, reference, shots, pixels);
    const enter = (contender: Contender): Promise<Entry> => {
      onProgress(`${model.name}: ${contender.name} at the ${tier} tier's view`);
      return judgeContender(contender, source, shots, pixels, options.renderer);
    };
    const ours = await enter(await ourTier(manifest, tier, store));
    const plain = await enter(await plainTier(prepared, tier));
    const peers: Entry[] = [];
    for (const contender of tier === PEERS_AT ? await makePeers(model, reference.glb, prepared, folder, skipped) : []) peers.push(await enter(contender));
    tiers.push(judgeTier({ tier, viewPixels: pixels, ours, plain, peers }));
  }
  return { name: model.name, sourceBytes: model.bytes, sourceTriangles: manifest.source.triangles, tiers, skipped };
}

async function judgeContender(contender: Contender, source: readonly Picture[], shots: readonly Shot[], pixels: number, renderer: ModelRenderer): Promise<Entry> {
  const { name, bytes, finishBytes, triangles, model } = contender;
  return { name, bytes, finishBytes, triangles, ...worstScores(compareShots(source, await takeShots(renderer, model, shots, pixels))) };
}

/** Our tiers, by the catalog's recipe, or by one that is searched now and kept. */
async function makeOurs(model: BenchModel, store: string, { folder, search, renderer, onProgress }: PipelineBenchOptions): Promise<ModelManifest> {
  const { name, category, file, hash, slug } = model;
  const made = { source: file, slug: name, category, outDir: store, ar: false, onProgress: (step: string) => onProgress(`${name}: ${step}`) };
  if (slug !== undefined) return makeModel({ ...made, recipe: { file: recipeFile(slug), source: await sourceHash(slug) } });
  const recipe = path.join(folder, "recipes", `${name}-${hash}.json`);
  if (search && !existsSync(recipe)) {
    const found = await makeRecipe({ source: file, renderer, onProgress: (step) => onProgress(`${name}: recipe, ${step}`) });
    await mkdir(path.dirname(recipe), { recursive: true });
    await writeFile(recipe, formatRecipe(found));
  }
  return makeModel(existsSync(recipe) ? { ...made, recipe: { file: recipe } } : made);
}

/**
 * The peers' files. Like the plain ladder they are made from the prepared source, so that they stand where ours stand.
 */
async function makePeers(model: BenchModel, glb: Uint8Array, prepared: Prepared, folder: string, skipped: string[]): Promise<Contender[]> {
  const peers = path.join(folder, "peers");
  await mkdir(peers, { recursive: true });
  const file = path.join(peers, `${model.name}-${model.hash}-prepared.glb`);
  await writeFile(file, glb);
  const standing = { ...model, name: `${model.name}-prepared`, file };
  const make: Record<string, { installed: boolean; run: () => Promise<string> }> = {
    [`gltf-transform optimize (${describeChoice(PEER_CHOICE)})`]: { installed: hasPeer("gltf-transform"), run: () => optimize(standing, PEER_CHOICE, peers) },
    "gltfpack -cc": { installed: hasPeer("gltfpack"), run: () => gltfpack(standing, peers) },
  };
  const contenders: Contender[] = [];
  for (const [name, { installed, run }] of Object.entries(make)) {
    try {
      if (!installed) throw new Error("it is not installed");
      contenders.push(await peerFile(name, await run(), prepared));
    } catch (error) {
      skipped.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return contenders;
}

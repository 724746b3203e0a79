import { fork } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { PosterSource } from "../models/addPosters.ts";
import type { RecipeFile } from "../models/pipeline.ts";
import { readRecipe } from "../models/recipe.ts";
import { sourceHash } from "./build.ts";
import { PRODUCTS } from "./products/index.ts";
import { recipeFile } from "./recipes.ts";
import type { Category } from "./kit/product.ts";

const HERE = import.meta.dirname;
const PIPELINE = path.resolve(HERE, "../models");
const POSTERS = path.join(HERE, "posters");

/** One product's share of the work, as handed to a process of its own. */
export interface DemoModelTask {
  slug: string;
  category: Category;
  outDir: string;
  posters: PosterSource[];
  recipe: RecipeFile;
}

/** A demo product whose model is missing or was made from other sources. */
export interface StaleModel {
  slug: string;
  task: DemoModelTask;
  /** What its model will be made from. */
  key: string;
  /** Why no recipe says what its tiers are made by. */
  withoutRecipe: string | undefined;
}

/**
 * Finds what there is to make, in the order of the catalog.
 * @param out the model store's base folder
 */
export async function staleDemoModels(out: string): Promise<StaleModel[]> {
  const pipeline = (await hashFolder(PIPELINE, ".ts")) + (await hashFolder(path.join(PIPELINE, "ar"), ".ts"));
  const stale: StaleModel[] = [];
  for (const [category, slugs] of Object.entries(PRODUCTS) as [Category, string[]][]) {
    for (const slug of slugs) {
      const recipe = { file: recipeFile(slug), source: await sourceHash(slug) };
      const reading = await readRecipe(recipe.file, recipe.source);
      const key = createHash("sha256")
        .update(pipeline)
        .update(recipe.source)
        .update(JSON.stringify(reading.recipe ?? null))
        .update(await hashFolder(path.join(POSTERS, slug)))
        .digest("hex");
      if (await isMade(out, category, slug, key)) continue;
      stale.push({ slug, task: { slug, category, outDir: out, posters: await postersOf(slug), recipe }, key, withoutRecipe: reading.reason });
    }
  }
  return stale;
}

/**
 * Makes models on all cores.
 * @param options.onProgress told how far it got, e.g. "3 of 19, brae-side-table"
 * @param options.onMade told of each model that is in the store; the next waits for it
 * @throws Error naming the product that could not be made
 */
export async function makeDemoModels(
  stale: readonly StaleModel[],
  { onProgress = () => undefined, onMade = async () => undefined }: { onProgress?: (detail: string) => void; onMade?: (slug: string) => Promise<void> } = {},
): Promise<void> {
  const waiting = [...stale];
  let done = 0;
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { slug, task, key, withoutRecipe } = next;
      if (withoutRecipe) onProgress(`${slug}: ${withoutRecipe}, so its tiers are chosen by the simplifier's error`);
      onProgress(`${done} of ${stale.length}, ${slug}`);
      await runTask(task);
      await writeFile(markerOf(task.outDir, task.category, slug), key);
      await onMade(slug);
      done += 1;
      onProgress(`${done} of ${stale.length}`);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, availableParallelism()) }, work));
}

/** Every process holds a source of some hundred megabytes; it gives them all back when it ends. */
function runTask(task: DemoModelTask): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = fork(path.join(HERE, "demoModel.ts"), [JSON.stringify(task)], {
      execArgv: ["--import", "tsx"],
      stdio: ["ignore", "inherit", "pipe", "ipc"],
    });
    let errors = "";
    child.stderr?.on("data", (chunk) => (errors += String(chunk)));
    child.on("error", reject);
    child.on("close", (code) => (code === 0 ? resolve() : reject(new Error(`The model of ${task.slug} could not be made: ${errors.trim()}`))));
  });
}

function markerOf(out: string, category: string, slug: string): string {
  return path.join(out, "models", category, slug, ".made-from");
}

async function isMade(out: string, category: string, slug: string, key: string): Promise<boolean> {
  const marker = markerOf(out, category, slug);
  return existsSync(path.join(path.dirname(marker), "manifest.json")) && existsSync(marker) && (await readFile(marker, "utf8")) === key;
}

/** Posters are named `<finish>-<size>.webp` and `.avif`. */
async function postersOf(slug: string): Promise<PosterSource[]> {
  const folder = path.join(POSTERS, slug);
  const files = await readdir(folder).catch((): string[] => []);
  return files.sort().flatMap((file) => {
    const [, name, variant, size] = /^((.+)-(\d+))\.webp$/.exec(file) ?? [];
    if (name === undefined || variant === undefined) return [];
    const avif = files.includes(`${name}.avif`) ? path.join(folder, `${name}.avif`) : undefined;
    return [{ variant, size: Number(size), path: path.join(folder, file), avif }];
  });
}

async function hashFolder(folder: string, extension = ""): Promise<string> {
  const hash = createHash("sha256");
  const files = await readdir(folder).catch(() => []);
  for (const file of files.sort()) {
    if (file.endsWith(extension) && !file.endsWith(".test.ts")) hash.update(file).update(await readFile(path.join(folder, file)));
  }
  return hash.digest("hex");
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await makeDemoModels(await staleDemoModels(path.resolve(process.env.MODELS_DIR ?? ".aurolot/models")), { onProgress: console.log });
}

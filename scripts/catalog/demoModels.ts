import { fork } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
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

/**
 * Makes the models of the demo catalog that are missing or were made from other sources, on all cores.
 * @param options.out the model store's base folder
 * @param options.onProgress told how far it got, e.g. "3 of 19, brae-side-table"
 * @throws Error naming the product that could not be made
 */
export async function makeDemoModels({ out, onProgress = () => undefined }: { out: string; onProgress?: (detail: string) => void }): Promise<void> {
  const pipeline = (await hashFolder(PIPELINE, ".ts")) + (await hashFolder(path.join(PIPELINE, "ar"), ".ts"));
  const stale: { task: DemoModelTask; key: string }[] = [];
  let total = 0;
  for (const [category, slugs] of Object.entries(PRODUCTS) as [Category, string[]][]) {
    for (const slug of slugs) {
      total += 1;
      const recipe = { file: recipeFile(slug), source: await sourceHash(slug) };
      const reading = await readRecipe(recipe.file, recipe.source);
      const key = createHash("sha256")
        .update(pipeline)
        .update(recipe.source)
        .update(JSON.stringify(reading.recipe ?? null))
        .update(await hashFolder(path.join(POSTERS, slug)))
        .digest("hex");
      if (!(await isMade(out, category, slug, key))) {
        if (reading.reason) onProgress(`${slug}: ${reading.reason}, so its tiers are chosen by the simplifier's error`);
        stale.push({ task: { slug, category, outDir: out, posters: await postersOf(slug), recipe }, key });
      }
    }
  }
  let done = total - stale.length;
  const work = async (): Promise<void> => {
    for (let next = stale.shift(); next; next = stale.shift()) {
      onProgress(`${done} of ${total}, ${next.task.slug}`);
      await runTask(next.task);
      await writeFile(markerOf(out, next.task.category, next.task.slug), next.key);
      done += 1;
      onProgress(`${done} of ${total}`);
    }
  };
  await mkdir(out, { recursive: true });
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
  await makeDemoModels({ out: path.resolve(process.env.MODELS_DIR ?? ".aurolot/models"), onProgress: console.log });
}

import { writeFile } from "node:fs/promises";
import { formatRecipe } from "../models/recipe.ts";
import { makeRecipe } from "../models/quality/makeRecipe.ts";
import { openRenderer } from "../models/quality/renderer.ts";
import { buildSource, SOURCES } from "./build.ts";
import { slugs } from "./products/index.ts";
import { recipeFile, unusableRecipes } from "./recipes.ts";

/**
 * `npm run models:recipes [-- slug…]`: finds the recipes of demo products by drawing candidates beside their sources,
 * minutes each. Without slugs: those that are missing or older than their sources. Sources go to `SOURCES_DIR`, else
 * `.aurolot/sources`.
 */
async function main(wanted: string[]): Promise<void> {
  const unknown = wanted.filter((slug) => !slugs().includes(slug));
  if (unknown.length > 0) throw new Error(`Not in the catalog: ${unknown.join(", ")}.`);
  const unusable = wanted.length > 0 ? [] : await unusableRecipes();
  for (const { slug, reason } of unusable) console.log(`${slug}: ${reason}`);
  const chosen = wanted.length > 0 ? wanted : unusable.map(({ slug }) => slug);
  const renderer = await openRenderer();
  try {
    for (const [index, slug] of chosen.entries()) {
      const started = performance.now();
      const source = await buildSource(slug, { out: process.env.SOURCES_DIR ?? SOURCES });
      const onProgress = (message: string): void => console.log(`[${index + 1}/${chosen.length}] ${slug}: ${message}`);
      const recipe = await makeRecipe({ source: source.file, sourceHash: source.hash, renderer, onProgress });
      await writeFile(recipeFile(slug), formatRecipe(recipe));
      onProgress(`written after ${((performance.now() - started) / 1000).toFixed(0)} s`);
    }
  } finally {
    await renderer.close();
  }
}

await main(process.argv.slice(2));

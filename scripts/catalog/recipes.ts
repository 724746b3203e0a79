import { fileURLToPath } from "node:url";
import { readRecipe } from "../models/recipe.ts";
import { sourceHash } from "./build.ts";
import { productFolder, slugs } from "./products/index.ts";

/** Where the recipe of a demo product's tiers lies: beside the code that makes its source. */
export function recipeFile(slug: string): string {
  return fileURLToPath(new URL("recipe.json", productFolder(slug)));
}

/** A product whose tiers are made without its recipe. */
export interface UnusableRecipe {
  slug: string;
  /** Why, e.g. that the recipe is older than its source. */
  reason: string;
}

/** The demo products whose recipes are missing, broken or older than their sources; `npm run models:recipes` makes them. */
export async function unusableRecipes(): Promise<UnusableRecipe[]> {
  const found = await Promise.all(
    slugs().map(async (slug) => {
      const { reason } = await readRecipe(recipeFile(slug), await sourceHash(slug));
      return reason === undefined ? null : { slug, reason };
    }),
  );
  return found.filter((entry) => entry !== null);
}

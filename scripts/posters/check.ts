import { existsSync } from "node:fs";
import { loadListing, slugs } from "../catalog/products/index.ts";
import { POSTER_SIZES, posterFile, posterHash, readIndex } from "./posterIndex.ts";

/** A product whose posters are not what a rendering today would give. */
export interface StalePosters {
  slug: string;
  /** A sentence that says why. */
  reason: string;
}

/** The demo products whose posters are missing or older than the product or the viewer's look; `npm run posters` makes them. */
export async function stalePosters(): Promise<StalePosters[]> {
  const index = await readIndex();
  const found = await Promise.all(
    slugs().map(async (slug) => {
      const entry = index[slug];
      if (!entry) return { slug, reason: "It has no posters." };
      const { finishes } = await loadListing(slug);
      const missing = finishes
        .flatMap(({ id }) => POSTER_SIZES.map((size) => posterFile(slug, id, size)))
        .filter((file) => !existsSync(file));
      if (missing.length > 0) return { slug, reason: `${missing.length} of its posters are missing.` };
      if (entry.madeFrom !== (await posterHash(slug))) return { slug, reason: "The product or the viewer's look has changed." };
      return null;
    }),
  );
  return found.filter((entry) => entry !== null);
}

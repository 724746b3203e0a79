import { existsSync } from "node:fs";
import path from "node:path";
import { loadListing, slugs } from "../catalog/products/index.ts";
import { POSTER_SIZES } from "./drawPosters.ts";
import { POSTER_FORMATS } from "./encodePoster.ts";
import { POSTERS_DIR, posterFile, posterHash, readIndex } from "./posterIndex.ts";

/** A product whose posters are not what a rendering today would give. */
export interface StalePosters {
  slug: string;
  /** A sentence that says why. */
  reason: string;
}

/** The demo products whose posters are missing or older than the product, the viewer's look or the encoding; `npm run posters` makes them. */
export async function stalePosters(): Promise<StalePosters[]> {
  const index = await readIndex();
  const found = await Promise.all(
    slugs().map(async (slug) => {
      const entry = index[slug];
      if (!entry) return { slug, reason: "It has no posters." };
      const { finishes } = await loadListing(slug);
      const missing = finishes
        .flatMap(({ id }) => POSTER_SIZES.flatMap((size) => POSTER_FORMATS.map((format) => posterFile(slug, id, size, format))))
        .filter((file) => !existsSync(path.join(POSTERS_DIR, file)));
      if (missing.length > 0) return { slug, reason: `${missing.length} of its posters are missing.` };
      if (entry.madeFrom !== (await posterHash(slug))) return { slug, reason: "The product, the viewer's look or the encoding has changed." };
      return null;
    }),
  );
  return found.filter((entry) => entry !== null);
}

import type { Product } from "~/domain/catalog";
import { getEntry, type CatalogEntry } from "~/services/catalog/entries.server";
import { HopelessJobError } from "./renderJob";

/**
 * What the catalog holds of a product, as of this moment.
 * @throws HopelessJobError where it holds nothing, or nothing that can be read
 */
export async function requireEntry(slug: string): Promise<CatalogEntry & { product: Product }> {
  const entry = await getEntry(slug);
  if (!entry) throw new HopelessJobError(`The catalog has no product "${slug}". Put it there first (npm run db:seed), then upload the source again.`);
  const { product } = entry;
  if (!product) throw new HopelessJobError(`The catalog entry of ${slug} is broken. Publish the product again (npm run db:seed), then upload the source again.`);
  return { ...entry, product };
}

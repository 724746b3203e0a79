import { existsSync } from "node:fs";
import path from "node:path";
import { skuOf, productSchema, type Product } from "../../app/domain/catalog.ts";
import type { ModelManifest } from "../../app/domain/modelManifest.ts";
import { isWithdrawn, shownVersion } from "../../app/domain/modelVersions.ts";
import { config } from "../../app/platform/config.server.ts";
import { prisma } from "../../app/platform/database.server.ts";
import { getEntry, publishProduct, type CatalogEntry } from "../../app/services/catalog/catalog.server.ts";
import type { ProductListing } from "../catalog/listing.ts";
import { loadListing, slugs } from "../catalog/products/index.ts";
import { diskStore } from "../models/publish/diskStore.ts";
import { readLatest } from "../models/publish/madeModel.ts";
import { openSource, openStore } from "../models/publish/modelStore.ts";
import { handOver, type Route } from "../models/publish/publishModel.ts";
import { latestManifest } from "../models/store.ts";

/**
 * Publishes the demo products with the models that were made for them and gives new SKUs their stock. What shoppers
 * already bought stays bought: a SKU that has stock keeps it. A model that was rolled back stays so until another is made.
 * @param options.products their slugs; all where left out
 * @param options.to the model store to upload to; without it the models must be where shoppers fetch them from
 * @returns a sentence about what was done
 */
export async function seed({ products = slugs(), to }: { products?: readonly string[]; to?: string } = {}): Promise<string> {
  const listings = await Promise.all(products.map(loadListing));
  const route: Route = {
    made: diskStore(config.modelsDir),
    to: to === undefined ? undefined : openStore(to),
    shown: openSource(config.modelsBaseUrl || config.modelsDir),
  };
  for (const listing of listings) {
    const seen = await getEntry(listing.slug);
    const { manifest, version } = await modelFor(listing, seen, route);
    await publishProduct(toProduct(listing, manifest), version, seen);
  }
  const { count } = await prisma.stock.createMany({
    data: listings.flatMap(({ slug, finishes }) => finishes.map(({ id, stock }) => ({ sku: skuOf(slug, id), onHand: stock }))),
    skipDuplicates: true,
  });
  return `Published ${listings.length} products; ${count} SKUs are new in stock.`;
}

function toProduct({ priceMinor: _, finishes, ...listing }: ProductListing, model: ModelManifest): Product {
  return productSchema.parse({
    ...listing,
    finishes: finishes.map(({ stock: _stock, ...finish }) => ({ ...finish, sku: skuOf(listing.slug, finish.id) })),
    model,
  });
}

/** The model that was made last, handed over; or the one that is shown, where that one was rolled back or none was made here. */
async function modelFor(listing: ProductListing, seen: CatalogEntry | null, route: Route): Promise<{ manifest: ModelManifest; version: string }> {
  const versions = seen?.modelVersions ?? [];
  const version = shownVersion(versions);
  const present = seen?.product && version !== undefined ? { manifest: seen.product.model, version } : undefined;
  if (present && !existsSync(path.join(config.modelsDir, latestManifest(listing)))) return present;
  const latest = await readLatest(route.made, listing);
  if (present && isWithdrawn(versions, latest.version)) return present;
  await handOver(latest, route);
  return latest;
}

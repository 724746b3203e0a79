import { readFile } from "node:fs/promises";
import path from "node:path";
import { skuOf, productSchema, type Product } from "../../app/domain/catalog.ts";
import { modelManifestSchema, type ModelManifest } from "../../app/domain/modelManifest.ts";
import { config } from "../../app/platform/config.server.ts";
import { prisma } from "../../app/platform/database.server.ts";
import { publishProduct } from "../../app/services/catalog/catalog.server.ts";
import type { ProductListing } from "../catalog/listing.ts";
import { loadListing, slugs } from "../catalog/products/index.ts";

/**
 * Publishes the demo products with their models' manifests and gives new SKUs their stock. What shoppers already
 * bought stays bought: a SKU that has stock keeps it.
 * @returns a sentence about what was done
 */
export async function seed(): Promise<string> {
  const listings = await Promise.all(slugs().map(loadListing));
  for (const listing of listings) await publishProduct(toProduct(listing, await manifestOf(listing)));
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

async function manifestOf({ category, slug }: ProductListing): Promise<ModelManifest> {
  const place = `models/${category}/${slug}/manifest.json`;
  const text = config.modelsBaseUrl ? await download(`${config.modelsBaseUrl}/${place}`) : await readFile(path.join(config.modelsDir, place), "utf8");
  return modelManifestSchema.parse(JSON.parse(text));
}

async function download(url: string): Promise<string> {
  const response = await fetch(url).catch((error: unknown) => {
    throw new Error(`The model manifest ${url} cannot be fetched (${error instanceof Error ? String(error.cause ?? error) : "no answer"}). Let MODELS_BASE_URL name the place of the models.`);
  });
  if (!response.ok) throw new Error(`The model manifest ${url} answers ${response.status}. Upload the models there, or let MODELS_BASE_URL name their place.`);
  return response.text();
}

import { BatchGetCommand, GetCommand } from "@aws-sdk/lib-dynamodb";
import { setTimeout as sleep } from "node:timers/promises";
import { productSchema, type Product } from "~/domain/catalog";
import { withPublished } from "~/domain/modelVersions";
import { dynamo, tableName } from "~/platform/dynamodb.server";
import { indexForSearch } from "~/services/search/searchDocument.server";
import { getEntry, putEntry, type CatalogEntry } from "./entries.server";

export { CatalogConflictError, getEntry, showModel, type CatalogEntry } from "./entries.server";
export type { ListedProduct } from "./listedProduct";
export { featuredProducts, listCategory, type CategoryPage, type CategoryQuery, type CategorySort } from "./listings.server";

/** DynamoDB's limit for one BatchGetItem. */
const BATCH_SIZE = 100;
const BATCH_ATTEMPTS = 8;
/** The longest slug that can be a key; longer ones are nobody's. */
const MAX_SLUG_LENGTH = 200;

/**
 * The product with this slug, or null.
 * @throws Error if its catalog entry is broken
 */
export async function getProduct(slug: string): Promise<Product | null> {
  if (!isPossibleSlug(slug)) return null;
  const { Item } = await dynamo.send(
    new GetCommand({ TableName: tableName("catalog"), Key: { slug }, ProjectionExpression: "slug, product" }),
  );
  return Item ? readProduct(Item) : null;
}

/**
 * The products with these slugs; those that do not exist are missing from the answer.
 * @throws Error if a catalog entry is broken, or the catalog is too busy to answer
 */
export async function getProducts(slugs: readonly string[]): Promise<Map<string, Product>> {
  const wanted = [...new Set(slugs)].filter(isPossibleSlug);
  const products = new Map<string, Product>();
  for (let start = 0; start < wanted.length; start += BATCH_SIZE) {
    for (const item of await batchGet(wanted.slice(start, start + BATCH_SIZE))) {
      const product = readProduct(item);
      products.set(product.slug, product);
    }
  }
  return products;
}

/**
 * Puts a product on the shelf: its catalog entry and its search document. Publishing it again replaces both.
 * @param modelVersion the version of its model's manifest
 * @param seen the entry that it replaces; what the catalog holds now where left out
 * @throws CatalogConflictError if the catalog holds another entry than the one seen
 * @throws ZodError if it is not a valid product
 */
export async function publishProduct(product: Product, modelVersion: string, seen?: CatalogEntry | null): Promise<void> {
  const before = seen === undefined ? await getEntry(product.slug) : seen;
  await putEntry(product, withPublished(before?.modelVersions ?? [], modelVersion, new Date()), before);
  await indexForSearch(product);
}

async function batchGet(slugs: readonly string[]): Promise<Record<string, unknown>[]> {
  const table = tableName("catalog");
  const items: Record<string, unknown>[] = [];
  let keys: Record<string, unknown>[] = slugs.map((slug) => ({ slug }));
  for (let attempt = 0; keys.length > 0; attempt++) {
    if (attempt === BATCH_ATTEMPTS) {
      throw new Error(`The catalog left ${keys.length} of ${slugs.length} products unread after ${BATCH_ATTEMPTS} attempts: it is throttled. Try again, or raise the table's capacity.`);
    }
    if (attempt > 0) await sleep(Math.random() * 25 * 2 ** attempt);
    const answer = await dynamo.send(
      new BatchGetCommand({ RequestItems: { [table]: { Keys: keys, ProjectionExpression: "slug, product" } } }),
    );
    items.push(...(answer.Responses?.[table] ?? []));
    keys = answer.UnprocessedKeys?.[table]?.Keys ?? [];
  }
  return items;
}

function readProduct(item: Record<string, unknown>): Product {
  const parsed = productSchema.safeParse(item["product"]);
  if (!parsed.success) {
    throw new Error(`The catalog entry of ${String(item["slug"])} is broken: ${parsed.error.message}. Publish the product again.`);
  }
  return parsed.data;
}

function isPossibleSlug(slug: string): boolean {
  return slug.length > 0 && slug.length <= MAX_SLUG_LENGTH;
}

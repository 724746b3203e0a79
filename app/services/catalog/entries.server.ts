import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { z } from "zod";
import { productSchema, type Product } from "~/domain/catalog";
import type { ModelManifest } from "~/domain/modelManifest";
import { modelVersionSchema, shownVersion, type ModelVersion } from "~/domain/modelVersions";
import { dynamo, tableName } from "~/platform/dynamodb.server";
import { listingOf } from "./listedProduct";

/** What the catalog holds of a product, for those who change it. */
export interface CatalogEntry {
  /** Null where what is stored is no valid product: published again, it is mended. */
  product: Product | null;
  /** Of its model, latest first; `product.model` is the manifest of the latest that is not withdrawn. */
  modelVersions: ModelVersion[];
  /** Goes up with every write, so that nobody overwrites what they have not seen; 0 before there were revisions. */
  revision: number;
}

/** Somebody else changed the product's entry in the meantime; theirs stands. */
export class CatalogConflictError extends Error {
  override name = "CatalogConflictError";
}

const entrySchema = z.object({
  product: productSchema.nullable().catch(null),
  modelVersions: z.array(modelVersionSchema).default([]),
  revision: z.number().int().nonnegative().default(0),
});

/** The entry as it is at this moment, or null. */
export async function getEntry(slug: string): Promise<CatalogEntry | null> {
  const { Item } = await dynamo.send(
    new GetCommand({
      TableName: tableName("catalog"),
      Key: { slug },
      ProjectionExpression: "product, modelVersions, revision",
      ConsistentRead: true,
    }),
  );
  return Item ? entrySchema.parse(Item) : null;
}

/**
 * Writes an entry, all of it at once.
 * @param modelVersions those of the product's model, of which `product.model` is the one shown
 * @param seen the entry that the new one was made from; null for a product that is new
 * @throws CatalogConflictError if the catalog holds another one by now
 * @throws ZodError if the product is not valid
 */
export async function putEntry(product: Product, modelVersions: readonly ModelVersion[], seen: CatalogEntry | null): Promise<void> {
  const revision = seen?.revision ?? 0;
  const valid = productSchema.parse(product);
  const listed = listingOf(valid);
  const { slug, category, rank, addedOn } = valid;
  try {
    await dynamo.send(
      new PutCommand({
        TableName: tableName("catalog"),
        Item: { slug, category, rank, addedOn, fromPriceMinor: listed.fromPriceMinor, listed, product: valid, modelVersions, revision: revision + 1 },
        ConditionExpression: revision > 0 ? "revision = :seen" : "attribute_not_exists(revision)",
        ...(revision > 0 && { ExpressionAttributeValues: { ":seen": revision } }),
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    const now = await getEntry(slug);
    throw new CatalogConflictError(`${slug} was changed by somebody else meanwhile; shoppers are shown its model ${now ? shownVersion(now.modelVersions) : "no more"}. Look at it, then try again.`);
  }
}

/**
 * Shows another version of a product's model, which is a single write.
 * @param model the manifest of the version which `modelVersions` shows
 * @throws CatalogConflictError if the catalog holds another entry than the one seen
 * @throws Error if the entry is broken
 */
export async function showModel(slug: string, model: ModelManifest, modelVersions: readonly ModelVersion[], seen: CatalogEntry): Promise<void> {
  if (!seen.product) throw new Error(`The catalog entry of ${slug} is broken. Publish the product again (npm run db:seed).`);
  await putEntry({ ...seen.product, model }, modelVersions, seen);
}

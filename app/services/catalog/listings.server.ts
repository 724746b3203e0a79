import { QueryCommand, type QueryCommandInput } from "@aws-sdk/lib-dynamodb";
import { z } from "zod";
import { CATEGORIES, type Category } from "~/domain/catalog";
import { readerPrisma } from "~/platform/database.server";
import { dynamo, tableName } from "~/platform/dynamodb.server";
import { availability } from "~/services/stock/stock.server";
import { readCursor, writeCursor } from "./cursor";
import { listingSchema, type ListedProduct, type Listing } from "./listedProduct";

export type CategorySort = "featured" | "price-asc" | "price-desc" | "newest";

export interface CategoryQuery {
  category: Category;
  sort: CategorySort;
  /** Integer minor units, inclusive; compared with a product's lowest price. */
  minPriceMinor?: number | undefined;
  maxPriceMinor?: number | undefined;
  inStockOnly?: boolean | undefined;
  /** From the previous page of the very same query; any other counts as none. */
  cursor?: string | null | undefined;
  /** Products a page, 1 to 48; 24 by default. */
  limit?: number | undefined;
}

export interface CategoryPage {
  products: ListedProduct[];
  /** Null on the last page. */
  nextCursor: string | null;
}

const DEFAULT_LIMIT = 24;
const MAX_LIMIT = 48;

const ORDERS = {
  featured: { index: "byRank", attribute: "rank", forward: true },
  "price-asc": { index: "byPrice", attribute: "fromPriceMinor", forward: true },
  "price-desc": { index: "byPrice", attribute: "fromPriceMinor", forward: false },
  newest: { index: "byNewest", attribute: "addedOn", forward: false },
} as const;

const listedItemSchema = z.object({ rank: z.number(), fromPriceMinor: z.number(), addedOn: z.string(), listed: listingSchema });
type ListedItem = z.infer<typeof listedItemSchema>;

/** A page of a category. A page is only empty when nothing follows it. */
export async function listCategory(query: CategoryQuery): Promise<CategoryPage> {
  const { category, sort, minPriceMinor = 0, maxPriceMinor = Number.MAX_SAFE_INTEGER, inStockOnly = false } = query;
  if (minPriceMinor > maxPriceMinor) return { products: [], nextCursor: null };
  const limit = Math.min(Math.max(query.limit ?? DEFAULT_LIMIT, 1), MAX_LIMIT);
  const boundTo = { category, sort, minPriceMinor, maxPriceMinor, inStockOnly };
  const { attribute } = ORDERS[sort];

  const found: { item: ListedItem; product: ListedProduct }[] = [];
  let startKey = startKeyFrom(query.cursor, boundTo);
  do {
    // One more than the page holds tells whether another page follows.
    const page = await dynamo.send(new QueryCommand({ ...pageInput(boundTo, limit + 1), ExclusiveStartKey: startKey }));
    const items = (page.Items ?? []).map(readListedItem);
    const products = await withAvailability(items.map((item) => item.listed));
    items.forEach((item, i) => {
      const product = products[i];
      if (product && (product.available || !inStockOnly)) found.push({ item, product });
    });
    startKey = page.LastEvaluatedKey;
  } while (startKey && found.length <= limit);

  const last = found[limit - 1];
  return {
    products: found.slice(0, limit).map(({ product }) => product),
    nextCursor:
      last && found.length > limit ? writeCursor(boundTo, { slug: last.product.slug, sortValue: last.item[attribute] }) : null,
  };
}

/** The first products of the whole shop in featured order. */
export async function featuredProducts(limit: number): Promise<ListedProduct[]> {
  const shelves = await Promise.all(
    CATEGORIES.map((category) => dynamo.send(new QueryCommand(pageInput({ category, sort: "featured" }, limit)))),
  );
  const items = shelves.flatMap((shelf) => (shelf.Items ?? []).map(readListedItem));
  items.sort((a, b) => a.rank - b.rank || (a.listed.slug < b.listed.slug ? -1 : 1));
  return withAvailability(items.slice(0, limit).map((item) => item.listed));
}

/** Adds what stock says, with one query for all of them. */
export async function withAvailability(listings: readonly Listing[]): Promise<ListedProduct[]> {
  const stock = await availability(listings.flatMap((listing) => listing.finishes.map((finish) => finish.sku)), readerPrisma);
  return listings.map((listing) => ({
    ...listing,
    available: listing.finishes.some((finish) => (stock.get(finish.sku) ?? 0) > 0),
  }));
}

interface BoundQuery {
  category: Category;
  sort: CategorySort;
  minPriceMinor?: number;
  maxPriceMinor?: number;
}

function pageInput({ category, sort, minPriceMinor, maxPriceMinor }: BoundQuery, limit: number): QueryCommandInput {
  const { index, forward, attribute } = ORDERS[sort];
  const inRange = minPriceMinor === undefined ? undefined : "#price BETWEEN :min AND :max";
  const rangeIsKey = attribute === "fromPriceMinor";
  return {
    TableName: tableName("catalog"),
    IndexName: index,
    ScanIndexForward: forward,
    Limit: limit,
    KeyConditionExpression: inRange && rangeIsKey ? `category = :category AND ${inRange}` : "category = :category",
    FilterExpression: inRange && !rangeIsKey ? inRange : undefined,
    ProjectionExpression: "#rank, #price, addedOn, listed",
    ExpressionAttributeNames: { "#rank": "rank", "#price": "fromPriceMinor" },
    ExpressionAttributeValues: {
      ":category": category,
      ...(inRange && { ":min": minPriceMinor, ":max": maxPriceMinor }),
    },
  };
}

/** The key to go on from. One outside the query, which only a forged cursor has, would make DynamoDB refuse it. */
function startKeyFrom(cursor: string | null | undefined, query: Required<BoundQuery>): Record<string, unknown> | undefined {
  const position = readCursor(query, cursor);
  if (!position) return undefined;
  const { slug, sortValue } = position;
  const { attribute } = ORDERS[query.sort];
  if ((typeof sortValue === "string") !== (attribute === "addedOn")) return undefined;
  if (attribute === "fromPriceMinor" && (Number(sortValue) < query.minPriceMinor || Number(sortValue) > query.maxPriceMinor)) return undefined;
  return { slug, category: query.category, [attribute]: sortValue };
}

function readListedItem(item: Record<string, unknown>): ListedItem {
  const parsed = listedItemSchema.safeParse(item);
  if (!parsed.success) {
    throw new Error(`A listed catalog entry is broken: ${parsed.error.message}. Publish the product again.`);
  }
  return parsed.data;
}

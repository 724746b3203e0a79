import { BatchGetCommand, GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { Product } from "~/domain/catalog";
import { withPublished, withRolledBack } from "~/domain/modelVersions";
import { dynamo, tableName } from "~/platform/dynamodb.server";
import { setStock } from "~/services/stock/stock.server";
import { makeProduct, MODEL_VERSION } from "~/services/testing/fixtures";
import { CatalogConflictError, featuredProducts, getEntry, getProduct, getProducts, listCategory, publishProduct, showModel, type CategoryQuery } from "./catalog.server";
import { writeCursor } from "./cursor";

// Prices of this file's own, so that the products of other files stay out of its lists.
const BAND = 90_000_000;
const shelf: Product[] = Array.from({ length: 12 }, (_, i) => {
  const product = makeProduct({ category: "gadgets", rank: 100 + ((i * 5) % 12), addedOn: `2026-02-${String(1 + ((i * 7) % 12)).padStart(2, "0")}`, finishIds: ["oat", "ink"] });
  return { ...product, finishes: product.finishes.map((finish, f) => ({ ...finish, priceMinor: BAND + i * 100 + f * 10 })) };
});
const inStock = (i: number) => i % 4 === 3;
const query = (rest: Partial<CategoryQuery> = {}): CategoryQuery => ({ category: "gadgets", sort: "featured", minPriceMinor: BAND, maxPriceMinor: BAND + 9_999, ...rest });
const slugs = (products: readonly { slug: string }[]) => products.map((product) => product.slug);

beforeAll(async () => {
  for (const [i, product] of shelf.entries()) {
    await publishProduct(product, MODEL_VERSION);
    // Only the second finish, so that availability is seen to be that of any.
    await setStock(product.finishes[1]?.sku ?? "", inStock(i) ? 2 : 0);
  }
});
afterEach(() => void vi.restoreAllMocks());

async function allPages(rest: Partial<CategoryQuery>): Promise<string[][]> {
  const pages: string[][] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listCategory>> = await listCategory(query({ ...rest, cursor }));
    pages.push(slugs(page.products));
    cursor = page.nextCursor;
  } while (cursor);
  return pages;
}

describe("products", () => {
  it("come back as they were published", async () => {
    const [first] = shelf;
    expect(await getProduct(first?.slug ?? "")).toEqual(first);
  });

  it("are null when nobody knows them, whatever the slug", async () => {
    for (const slug of ["unknown", "", "x".repeat(5_000), "\0", "'; --", "🪑"]) expect(await getProduct(slug)).toBeNull();
  });

  it("are read many at once, each once, without the unknown", async () => {
    const known = slugs(shelf);
    const found = await getProducts([...known, ...known, "unknown", "", ...Array.from({ length: 150 }, (_, i) => `none-${i}`)]);
    expect([...found.keys()].sort()).toEqual([...known].sort());
  });

  it("that the store left unprocessed are asked for again", async () => {
    // Of the overloads of send, the one with a promise.
    const store = dynamo as { send(command: unknown): Promise<unknown> };
    const send = store.send.bind(dynamo);
    let first = true;
    vi.spyOn(store, "send").mockImplementation((command) => {
      if (!(command instanceof BatchGetCommand) || !first) return send(command);
      first = false;
      return Promise.resolve({ Responses: {}, UnprocessedKeys: command.input.RequestItems });
    });
    expect(await getProducts(slugs(shelf))).toHaveProperty("size", shelf.length);
    expect(first).toBe(false);
  });

  it("with a broken entry name it and what to do", async () => {
    await dynamo.send(new PutCommand({ TableName: tableName("catalog"), Item: { slug: "broken", product: { slug: "broken" } } }));
    await expect(getProduct("broken")).rejects.toThrow(/entry of broken is broken.*Publish the product again/s);
  });

  it("that are not valid are not published", async () => {
    await expect(publishProduct(makeProduct({ finishIds: [] }), MODEL_VERSION)).rejects.toThrow();
  });
});

describe("a product's model", () => {
  const NEXT_VERSION = "fedcba9876543210";
  const withModel = (product: Product, hash: string): Product["model"] => ({ ...product.model, source: { ...product.model.source, hash } });

  it("is replaced and taken back by one write each, which also lists show", async () => {
    const product = makeProduct({ category: "gadgets" });
    await publishProduct(product, MODEL_VERSION);
    const first = await getEntry(product.slug);
    if (!first) throw new Error("It was just published.");
    const posters = product.model.posters.map((poster) => ({ ...poster, file: { ...poster.file, path: "models/next.webp" } }));
    await showModel(product.slug, { ...withModel(product, "next"), posters }, withPublished(first.modelVersions, NEXT_VERSION, new Date()), first);
    const next = await getEntry(product.slug);
    expect(next?.product?.model.source.hash).toBe("next");
    const { Item } = await dynamo.send(new GetCommand({ TableName: tableName("catalog"), Key: { slug: product.slug } }));
    expect(Item?.["listed"]).toMatchObject({ poster: [{ file: { path: "models/next.webp" } }] });

    if (!next) throw new Error("It was just published.");
    await showModel(product.slug, product.model, withRolledBack(next.modelVersions), next);
    expect(await getProduct(product.slug)).toEqual(product);
    expect((await getEntry(product.slug))?.modelVersions).toMatchObject([
      { version: NEXT_VERSION, withdrawn: true },
      { version: MODEL_VERSION, withdrawn: false },
    ]);
  });

  it("goes to one of two who publish at once, and the other is told", async () => {
    const product = makeProduct();
    await publishProduct(product, MODEL_VERSION);
    const seen = await getEntry(product.slug);
    if (!seen) throw new Error("It was just published.");
    const versions = withPublished(seen.modelVersions, NEXT_VERSION, new Date());
    const both = await Promise.allSettled(["one", "two"].map((hash) => showModel(product.slug, withModel(product, hash), versions, seen)));
    const refused = both.filter((outcome) => outcome.status === "rejected");
    expect(refused).toHaveLength(1);
    expect(refused[0]?.reason).toBeInstanceOf(CatalogConflictError);
    expect((refused[0]?.reason as Error).message).toContain(`shoppers are shown its model ${NEXT_VERSION}`);
  });

  it("is not put beside a product that came into being meanwhile", async () => {
    const product = makeProduct();
    await publishProduct(product, MODEL_VERSION, null);
    await expect(publishProduct(product, NEXT_VERSION, null)).rejects.toBeInstanceOf(CatalogConflictError);
  });

  it("is put over an entry that is broken or older than versions", async () => {
    const product = makeProduct();
    await dynamo.send(new PutCommand({ TableName: tableName("catalog"), Item: { slug: product.slug, product: { slug: product.slug } } }));
    await publishProduct(product, MODEL_VERSION);
    expect(await getProduct(product.slug)).toEqual(product);
  });
});

describe("listCategory", () => {
  it.each([
    ["featured", (a: Product, b: Product) => a.rank - b.rank],
    ["price-asc", (a: Product, b: Product) => (a.finishes[0]?.priceMinor ?? 0) - (b.finishes[0]?.priceMinor ?? 0)],
    ["price-desc", (a: Product, b: Product) => (b.finishes[0]?.priceMinor ?? 0) - (a.finishes[0]?.priceMinor ?? 0)],
    ["newest", (a: Product, b: Product) => (a.addedOn < b.addedOn ? 1 : -1)],
  ] as const)("in the order of %s gives every product once over its pages", async (sort, compare) => {
    const pages = await allPages({ sort, limit: 5 });
    expect(pages.map((page) => page.length)).toEqual([5, 5, 2]);
    expect(pages.flat()).toEqual(slugs([...shelf].sort(compare)));
  });

  it.each(["featured", "price-asc", "price-desc", "newest"] as const)("in the order of %s keeps to a price range", async (sort) => {
    const pages = await allPages({ sort, minPriceMinor: BAND + 300, maxPriceMinor: BAND + 600, limit: 2 });
    expect(pages.flat().sort()).toEqual(slugs(shelf.slice(3, 7)).sort());
    expect(pages).toHaveLength(2);
  });

  it("fills pages with what is in stock and ends without an empty one", async () => {
    for (const sort of ["featured", "price-desc"] as const) {
      const pages = await allPages({ sort, inStockOnly: true, limit: 1 });
      expect(pages.map((page) => page.length)).toEqual([1, 1, 1]);
      expect(pages.flat().sort()).toEqual(slugs(shelf.filter((_, i) => inStock(i))).sort());
    }
  });

  it("says what can be bought, from which price, with the posters of the default finish", async () => {
    const { products } = await listCategory(query({ sort: "price-asc" }));
    expect(products.map((product) => product.available)).toEqual(shelf.map((_, i) => inStock(i)));
    expect(products[0]).toMatchObject({ fromPriceMinor: BAND, poster: [{ variant: "oat" }] });
    expect(products[0]).not.toHaveProperty("description");
  });

  it("starts again with a cursor of another query, a forged or a damaged one", async () => {
    const firstPage = slugs((await listCategory(query({ sort: "price-asc", limit: 3 }))).products);
    const { nextCursor } = await listCategory(query({ sort: "newest", limit: 3 }));
    const bound = { category: "gadgets", sort: "price-asc", minPriceMinor: BAND, maxPriceMinor: BAND + 9_999, inStockOnly: false };
    const forged = [
      writeCursor(bound, { slug: "x", sortValue: 1 }),
      writeCursor(bound, { slug: "x", sortValue: "text" }),
      writeCursor(bound, { slug: "x".repeat(500), sortValue: BAND }),
    ];
    for (const cursor of [nextCursor, ...forged, "", "garbage", "e30", "%%%", "x".repeat(10_000), "\0", "🪑"]) {
      expect(slugs((await listCategory(query({ sort: "price-asc", limit: 3, cursor }))).products)).toEqual(firstPage);
    }
  });

  it("is empty for a range that nothing is in, or that is none", async () => {
    expect(await listCategory(query({ minPriceMinor: BAND + 5_000 }))).toEqual({ products: [], nextCursor: null });
    expect(await listCategory(query({ minPriceMinor: 2, maxPriceMinor: 1 }))).toEqual({ products: [], nextCursor: null });
  });
});

describe("featuredProducts", () => {
  it("gives the lowest ranks of all categories", async () => {
    const products = await featuredProducts(4);
    expect(products).toHaveLength(4);
    const ranks = await Promise.all(products.map(async ({ slug }) => (await getProduct(slug))?.rank ?? -1));
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
  });
});

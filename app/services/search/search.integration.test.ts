import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { makeProduct, MODEL_VERSION } from "~/services/testing/fixtures";
import { publishProduct } from "~/services/catalog/catalog.server";
import { setStock } from "~/services/stock/stock.server";
import { searchProducts } from "./search.server";

const chair = makeProduct({ name: "Zephyrine Lounge Chair", tagline: "Sit low, stay long", materials: ["Smoked oak", "Bouclé wool"] });
const lamp = makeProduct({ name: "Quillon Lamp", tagline: "Light beside the zephyrine", category: "gadgets", materials: ["Brushed aluminium"] });
const bag = makeProduct({ name: "Møntre Weekender", category: "fashion", materials: ["Vegetable-tanned leather"], description: ["Carries a xylophone."] });

beforeAll(async () => {
  for (const product of [chair, lamp, bag]) await publishProduct(product, MODEL_VERSION);
  await setStock(chair.finishes[0]?.sku ?? "", 1);
});

const search = async (query: string) => (await searchProducts(query)).map((product) => product.slug);

describe("searchProducts", () => {
  it("finds by name before mention, in any case", async () => {
    expect(await search("ZEPHYRINE")).toEqual([chair.slug, lamp.slug]);
  });

  it.each([
    ["other forms of a word", "lounges smoked", chair],
    ["the beginning of a word", "quil", lamp],
    ["the beginnings of several", "zeph lou", chair],
    ["what was mistyped", "zephirine chiar", chair],
    ["words without their accents", "boucle", chair],
    ["accents that are not there", "quillôn", lamp],
    ["letters that no keyboard has", "montre", bag],
    ["words of the description", "xylophone", bag],
    ["a phrase in quotes", '"lounge chair"', chair],
  ])("finds %s", async (_, query, product) => {
    expect((await search(query))[0]).toBe(product.slug);
  });

  it("leaves out what a minus excludes", async () => {
    expect(await search("zephyrine -lamp")).toEqual([chair.slug]);
  });

  it("says what can be bought", async () => {
    expect((await searchProducts("zephyrine")).map((product) => product.available)).toEqual([true, false]);
  });

  it("keeps to its limit", async () => {
    expect(await searchProducts("zephyrine", 1)).toHaveLength(1);
  });

  it.each([["nothing", ""], ["blanks", " \t\n "], ["signs", "%_'\"\\;:*&|!()<->"], ["emoji", "🪑🪑"], ["zero bytes", "\0\0"], ["half a surrogate pair", "\ud83e"]])("finds nothing for %s", async (_, query) => {
    expect(await search(query)).toEqual([]);
  });

  it.each(["x".repeat(10_240), "chair ".repeat(2_000), "zephyrine'); DROP TABLE stock; --", "½ ŉ № ﷺ", "a & | ! b:* <-> \\", "O'Brien \"unclosed", "-", "-chair", "\0chair"])("takes odd input %#", async (query) => {
    await expect(searchProducts(query)).resolves.toBeInstanceOf(Array);
  });

  it("never throws", async () => {
    await fc.assert(fc.asyncProperty(fc.string({ unit: "binary", maxLength: 60 }), async (query) => {
      expect(await searchProducts(query)).toBeInstanceOf(Array);
    }), { numRuns: 50 });
  });
});

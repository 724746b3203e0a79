import { describe, expect, it } from "vitest";
import { categorySearch, isFiltered, parseCategoryFilters } from "./categoryQuery";

const parse = (search: string) => parseCategoryFilters(new URLSearchParams(search));

describe("the filters of a category page", () => {
  it("are read from the URL", () => {
    expect(parse("sort=price-asc&min=12,50&max=200&in-stock=1")).toEqual({
      sort: "price-asc",
      minPriceMinor: 1250,
      maxPriceMinor: 20_000,
      inStockOnly: true,
    });
  });

  it("ignore what means nothing", () => {
    expect(parse("sort=foo&min=abc&max=-1&in-stock=0")).toEqual({
      sort: "featured",
      minPriceMinor: undefined,
      maxPriceMinor: undefined,
      inStockOnly: false,
    });
    expect(parse("min=1e9&max=99999999999999999999").minPriceMinor).toBeUndefined();
  });

  it("take prices in either order", () => {
    expect(parse("min=300&max=100")).toMatchObject({ minPriceMinor: 10_000, maxPriceMinor: 30_000 });
  });

  it("write a URL that reads back the same", () => {
    const search = "sort=newest&min=12.5&in-stock=1";
    expect(categorySearch(parse(search))).toBe(search);
    expect(categorySearch(parse(search), "abc")).toBe(`${search}&cursor=abc`);
    expect(categorySearch(parse(""))).toBe("");
  });

  it("tell whether anything narrows the list", () => {
    expect(isFiltered(parse("sort=newest"))).toBe(false);
    expect(isFiltered(parse("max=10"))).toBe(true);
  });
});

import type { CategorySort } from "~/services/catalog/catalog.server";

/** The orders that a shopper may choose, first the default. */
export const CATEGORY_SORTS: readonly CategorySort[] = ["featured", "price-asc", "price-desc", "newest"];

/** The names of the URL's parameters. */
export const CATEGORY_PARAMS = { sort: "sort", min: "min", max: "max", inStock: "in-stock", cursor: "cursor" } as const;

/** The sort and filters of a category page, as its URL has them. */
export interface CategoryFilters {
  sort: CategorySort;
  minPriceMinor: number | undefined;
  maxPriceMinor: number | undefined;
  inStockOnly: boolean;
}

/** More than any price: keeps a typed number within the safe integer range. */
const MAX_PRICE_MAJOR = 1_000_000;

/** Reads the filters of a category page. Values that mean nothing count as not given. */
export function parseCategoryFilters(params: URLSearchParams): CategoryFilters {
  const sort = CATEGORY_SORTS.find((candidate) => candidate === params.get(CATEGORY_PARAMS.sort)) ?? "featured";
  const [min, max] = [parsePrice(params.get(CATEGORY_PARAMS.min)), parsePrice(params.get(CATEGORY_PARAMS.max))];
  const swapped = min !== undefined && max !== undefined && min > max;
  return {
    sort,
    minPriceMinor: swapped ? max : min,
    maxPriceMinor: swapped ? min : max,
    inStockOnly: params.has(CATEGORY_PARAMS.inStock) && params.get(CATEGORY_PARAMS.inStock) !== "0",
  };
}

/** Filters as a query string without its question mark; what is not set is left out. */
export function categorySearch(filters: CategoryFilters, cursor?: string): string {
  const params = new URLSearchParams();
  if (filters.sort !== "featured") params.set(CATEGORY_PARAMS.sort, filters.sort);
  if (filters.minPriceMinor !== undefined) params.set(CATEGORY_PARAMS.min, String(filters.minPriceMinor / 100));
  if (filters.maxPriceMinor !== undefined) params.set(CATEGORY_PARAMS.max, String(filters.maxPriceMinor / 100));
  if (filters.inStockOnly) params.set(CATEGORY_PARAMS.inStock, "1");
  if (cursor) params.set(CATEGORY_PARAMS.cursor, cursor);
  return params.toString();
}

/** Whether anything narrows the list. */
export function isFiltered(filters: CategoryFilters): boolean {
  return filters.minPriceMinor !== undefined || filters.maxPriceMinor !== undefined || filters.inStockOnly;
}

/** A price in whole units as typed, `12`, `12.50` or `12,50`, in minor units. */
function parsePrice(text: string | null): number | undefined {
  const typed = text?.trim().replace(",", ".") ?? "";
  if (!/^\d{1,9}(\.\d{1,2})?$/.test(typed)) return undefined;
  return Math.round(Math.min(Number(typed), MAX_PRICE_MAJOR) * 100);
}

import type { Finish, Product } from "~/domain/catalog";
import { getProducts } from "./catalog.server";

/** What a SKU stands for. */
export interface SoldAs {
  product: Product;
  finish: Finish;
}

/**
 * What SKUs stand for; those that the catalog has no more are missing from the answer. The catalog knows products by
 * their slugs, so it is asked for every slug that a SKU can begin with.
 * @throws as `getProducts`
 */
export async function productsBySku(skus: readonly string[]): Promise<Map<string, SoldAs>> {
  const products = await getProducts(skus.flatMap(possibleSlugs));
  const sold = new Map<string, SoldAs>();
  for (const sku of skus) {
    for (const slug of possibleSlugs(sku)) {
      const product = products.get(slug);
      const finish = product?.finishes.find((one) => one.sku === sku);
      if (product && finish) sold.set(sku, { product, finish });
    }
  }
  return sold;
}

/** `skuOf` puts a hyphen between slug and finish, and both may have hyphens within: `A-B-C` is `a` in `b-c` or `a-b` in `c`. */
function possibleSlugs(sku: string): string[] {
  const parts = sku.toLowerCase().split("-");
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join("-"));
}

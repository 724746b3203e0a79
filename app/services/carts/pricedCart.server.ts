import { cartCount, type Cart, type CartLine } from "~/domain/cart";
import type { Product } from "~/domain/catalog";
import type { ModelPoster } from "~/domain/modelManifest";
import { money, multiply, sum, type Money } from "~/domain/money";
import { postersOf } from "~/domain/posters";
import { getProducts } from "~/services/catalog/catalog.server";
import { heldByCart } from "~/services/orders/heldByCart.server";
import { availability } from "~/services/stock/stock.server";

/** Why a line cannot be bought as it is. `discontinued`: the catalog has no such product or finish any more. */
export type LineProblem = "sold-out" | "not-enough" | "discontinued";

export interface PricedLine {
  sku: string;
  slug: string;
  finishId: string;
  /** The slug, where the product is discontinued. */
  productName: string;
  finishName: string;
  /** The catalog's price of now; zero where the product is discontinued. */
  unitPrice: Money;
  lineTotal: Money;
  quantity: number;
  /** Pieces this shopper can buy, with those that an unpaid order of this cart holds. */
  available: number;
  problem: LineProblem | null;
  poster: ModelPoster[];
}

export interface PricedCart {
  cart: Cart;
  lines: PricedLine[];
  /** Of all lines, bought or not. */
  subtotal: Money;
  /** Pieces. */
  count: number;
  /** There are lines, and none has a problem. */
  purchasable: boolean;
}

/** A cart with the catalog's prices and what stock can give of each line. */
export async function pricedCart(cart: Cart): Promise<PricedCart> {
  const skus = cart.lines.map((line) => line.sku);
  const [products, stock, held] = await Promise.all([
    getProducts(cart.lines.map((line) => line.slug)),
    availability(skus),
    heldByCart(cart),
  ]);
  const lines = cart.lines.map((line) =>
    pricedLine(line, products.get(line.slug), (stock.get(line.sku) ?? 0) + (held.get(line.sku) ?? 0)),
  );
  return {
    cart,
    lines,
    subtotal: sum(lines.map((line) => line.lineTotal)),
    count: cartCount(cart),
    purchasable: lines.length > 0 && lines.every((line) => line.problem === null),
  };
}

function pricedLine(line: CartLine, product: Product | undefined, available: number): PricedLine {
  const finish = product?.finishes.find(({ id, sku }) => id === line.finishId && sku === line.sku);
  if (!product || !finish) {
    return {
      ...line,
      productName: product?.name ?? line.slug,
      finishName: line.finishId,
      unitPrice: money(0),
      lineTotal: money(0),
      available: 0,
      problem: "discontinued",
      poster: product ? postersOf(product.model.posters, line.finishId) : [],
    };
  }
  const unitPrice = money(finish.priceMinor, product.currency);
  return {
    ...line,
    productName: product.name,
    finishName: finish.name,
    unitPrice,
    lineTotal: multiply(unitPrice, line.quantity),
    available,
    problem: available === 0 ? "sold-out" : available < line.quantity ? "not-enough" : null,
    poster: postersOf(product.model.posters, finish.id),
  };
}

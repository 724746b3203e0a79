import { v5 as uuidv5 } from "uuid";
import type { ShopEvent } from "~/domain/shopEvents";
import { CART_SECONDS, type SweptCart } from "./storedCart";

/** How long a cart with lines may stay untouched before it counts as left behind, in seconds: a day. */
export const LEFT_AFTER_SECONDS = 24 * 60 * 60;

/** What the ids of `cart.left` are derived from. Another one would tell of every left cart again. */
const NAMESPACE = "0e5ad7a8-3d5c-4a43-9a2e-6c1f1a8f2c55";

/** Whether a cart holds something and nobody was told yet that this version of it was left. */
export function isUntold({ lines, version, leftVersion }: SweptCart): boolean {
  return lines.length > 0 && leftVersion !== version;
}

/**
 * The event that tells of a cart left behind. It is the same, id and all, however often and by whomever it is made of
 * one version of a cart: by the sweep, or when the cart's time ran out.
 */
export function cartLeft({ id, version, lines, expiresAt }: SweptCart): ShopEvent<"cart.left"> {
  const leftAt = new Date((expiresAt - CART_SECONDS + LEFT_AFTER_SECONDS) * 1000).toISOString();
  return {
    type: "cart.left",
    id: uuidv5(`${id}:${version}`, NAMESPACE),
    occurredAt: leftAt,
    payload: { cartId: id, leftAt, lines: lines.map(({ sku, slug, quantity }) => ({ sku, slug, quantity })) },
  };
}

import { randomUUID } from "node:crypto";
import { applyCartChange, type Cart, type CartChange } from "~/domain/cart";
import type { Session } from "~/services/sessions/sessions.server";
import { emptyCart, loadCart, updateCart } from "./cartStore.server";

export { pricedCart, type LineProblem, type PricedCart, type PricedLine } from "./pricedCart.server";

/** The cart of a session; an empty one where there is none. */
export async function readCart(session: Pick<Session, "cartId"> | null): Promise<Cart> {
  return session ? loadCart(session.cartId) : emptyCart(randomUUID());
}

/**
 * Changes the cart of a session and gives it back as stored. Parallel changes all count.
 * @throws RangeError if a quantity is not a whole number
 * @throws Error if the store stayed too busy
 */
export async function changeCart(session: Pick<Session, "cartId">, change: CartChange): Promise<Cart> {
  return updateCart(session.cartId, (cart) => applyCartChange(cart, change, randomUUID));
}

/** Empties the cart that was ordered under this key. One that was changed since is the shopper's next and stays. */
export async function clearCart(session: Pick<Session, "cartId">, checkoutKey: string): Promise<void> {
  await updateCart(session.cartId, (cart) =>
    cart.checkoutKey === checkoutKey && cart.lines.length > 0 ? { ...cart, lines: [], checkoutKey: randomUUID() } : cart,
  );
}

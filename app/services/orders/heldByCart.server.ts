import type { Cart } from "~/domain/cart";
import { prisma } from "~/platform/database.server";

/**
 * What unpaid orders of a cart hold of each SKU. For everybody else it is sold; the shopper can still have it, since
 * a new order of the cart replaces them, and the order placed from these very lines is theirs already.
 */
export async function heldByCart(cart: Pick<Cart, "id" | "checkoutKey">): Promise<Map<string, number>> {
  const lines = await prisma.orderLine.findMany({
    where: {
      order: {
        cartId: cart.id,
        OR: [{ status: "awaiting_payment" }, { status: "payment_unknown", idempotencyKey: cart.checkoutKey }],
      },
    },
    select: { sku: true, quantity: true },
  });
  const held = new Map<string, number>();
  for (const { sku, quantity } of lines) held.set(sku, (held.get(sku) ?? 0) + quantity);
  return held;
}

import { z } from "zod";

/** How long a cart is kept after its last change, in seconds: 180 days. */
export const CART_SECONDS = 180 * 24 * 60 * 60;

/** A cart as it lies in its table, as far as shoppers are concerned. */
export const cartSchema = z.object({
  id: z.string(),
  version: z.number(),
  checkoutKey: z.string(),
  lines: z.array(z.object({ sku: z.string(), slug: z.string(), finishId: z.string(), quantity: z.number().int().positive() })),
  expiresAt: z.number(),
});

/** The same, with what the sweep of left carts notes in it; a change by the shopper takes that away. */
export const sweptCartSchema = cartSchema.extend({
  /** The version that `cart.left` was sent of. */
  leftVersion: z.number().optional(),
});

export type SweptCart = z.infer<typeof sweptCartSchema>;

import { CART_FIELDS } from "./cartForm";
import { MAX_LINE_QUANTITY, type CartChange } from "~/domain/cart";
import type { Messages } from "~/messages/en";
import { getProduct } from "~/services/catalog/catalog.server";
import { availability } from "~/services/stock/stock.server";
import { textField } from "./forms.server";

/** A form that asks for something the cart cannot do; the message is for the shopper. */
export class CartFormError extends Error {
  constructor(
    message: string,
    /** HTTP status of the answer. */
    readonly status: 400 | 404 | 409,
  ) {
    super(message);
  }
}

/**
 * Reads a change of the cart from its form.
 * @throws CartFormError for an unknown change, product or finish, an odd quantity, a finish that is sold out
 */
export async function cartChangeFrom(form: FormData, { cart: { errors } }: Messages): Promise<CartChange> {
  const sku = textField(form, CART_FIELDS.sku);
  switch (textField(form, CART_FIELDS.intent)) {
    case "add": {
      const quantity = wholeNumber(textField(form, CART_FIELDS.quantity));
      if (quantity === null || quantity < 1 || quantity > MAX_LINE_QUANTITY) {
        throw new CartFormError(errors.quantity(MAX_LINE_QUANTITY), 400);
      }
      const product = await getProduct(textField(form, CART_FIELDS.slug));
      const finish = product?.finishes.find(({ id }) => id === textField(form, CART_FIELDS.finish));
      if (!product || !finish || finish.sku !== sku) throw new CartFormError(errors.unknownProduct, 404);
      const stock = await availability([finish.sku]);
      if ((stock.get(finish.sku) ?? 0) === 0) throw new CartFormError(errors.soldOut, 409);
      return { type: "add", line: { sku: finish.sku, slug: product.slug, finishId: finish.id, quantity } };
    }
    case "adjust": {
      const delta = wholeNumber(textField(form, CART_FIELDS.delta));
      if (delta === null || delta === 0 || Math.abs(delta) > MAX_LINE_QUANTITY) {
        throw new CartFormError(errors.quantity(MAX_LINE_QUANTITY), 400);
      }
      return { type: "adjust", sku, delta };
    }
    case "remove":
      return { type: "remove", sku };
    default:
      throw new CartFormError(errors.unknownChange, 400);
  }
}

function wholeNumber(text: string): number | null {
  return /^-?\d{1,4}$/.test(text) ? Number(text) : null;
}

import { deliveryPrice, type DeliveryMethod } from "./delivery";
import { add, multiply, sum, type Money } from "./money";

export interface OrderPrice {
  readonly subtotal: Money;
  readonly delivery: Money;
  readonly total: Money;
}

/**
 * What an order of these lines costs.
 * @param lines unit prices from the catalog, of one currency
 * @throws RangeError if currencies differ or a quantity is not a whole number
 */
export function priceOrder(lines: readonly { unitPrice: Money; quantity: number }[], method: DeliveryMethod): OrderPrice {
  const subtotal = sum(lines.map((line) => multiply(line.unitPrice, line.quantity)));
  const delivery = deliveryPrice(method, subtotal);
  return { subtotal, delivery, total: add(subtotal, delivery) };
}

import { money, type Money } from "./money";

export const DELIVERY_METHODS = ["standard", "express"] as const;
export type DeliveryMethod = (typeof DELIVERY_METHODS)[number];

const STANDARD_MINOR = 490;
const EXPRESS_MINOR = 1490;
const FREE_STANDARD_FROM_MINOR = 10_000;

/** What delivery costs for goods of this subtotal: standard is free from 100.00, express never. */
export function deliveryPrice(method: DeliveryMethod, subtotal: Money): Money {
  if (method === "express") return money(EXPRESS_MINOR, subtotal.currency);
  return money(subtotal.minor >= FREE_STANDARD_FROM_MINOR ? 0 : STANDARD_MINOR, subtotal.currency);
}

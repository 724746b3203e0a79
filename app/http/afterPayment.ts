import { orderPath, payPath } from "~/domain/orderPaths";
import type { PayResult } from "~/services/orders/orders.server";

/** Where a shopper goes once a payment has come to something. */
export function afterPayment(number: string, outcome: PayResult["kind"]): string {
  return outcome === "declined" ? payPath(number) : orderPath(number);
}

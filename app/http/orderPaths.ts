import type { PayResult } from "~/services/orders/orders.server";

/** The page of an order. */
export function orderPath(number: string): string {
  return `/orders/${encodeURIComponent(number)}`;
}

/** The page on which an order is paid, or paid again. */
export function payPath(number: string): string {
  return `${orderPath(number)}/pay`;
}

/** Where a shopper goes once a payment has come to something. */
export function afterPayment(number: string, outcome: PayResult["kind"]): string {
  return outcome === "declined" ? payPath(number) : orderPath(number);
}

export const ORDER_STATUSES = ["awaiting_payment", "payment_unknown", "paid", "cancelled"] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

/** Paid and cancelled are final: late or repeated answers of a gateway change nothing. */
const TRANSITIONS: Record<OrderStatus, readonly OrderStatus[]> = {
  awaiting_payment: ["paid", "payment_unknown", "cancelled"],
  payment_unknown: ["paid", "awaiting_payment", "cancelled"],
  paid: [],
  cancelled: [],
};

export function canBecome(from: OrderStatus, to: OrderStatus): boolean {
  return TRANSITIONS[from].includes(to);
}

/**
 * What a payment attempt came to. `voided`: nothing was taken, or it was given back; `unknown`: nobody can tell yet.
 */
export type PaymentOutcome = "authorised" | "declined" | "voided" | "unknown";

const STATUS_AFTER: Record<PaymentOutcome, OrderStatus> = {
  authorised: "paid",
  declined: "awaiting_payment",
  voided: "awaiting_payment",
  unknown: "payment_unknown",
};

/** The status of an order after a payment attempt came to an outcome. A final status stays. */
export function statusAfterPayment(status: OrderStatus, outcome: PaymentOutcome): OrderStatus {
  const next = STATUS_AFTER[outcome];
  return canBecome(status, next) ? next : status;
}

import { config } from "~/platform/config.server";
import { log } from "~/platform/log.server";
import type { PaymentAttempt } from "~/platform/prisma/client";
import type { PaymentGateway } from "~/services/payments/gateway";
import { paymentGateway } from "~/services/payments/payments.server";
import type { OrderRecord } from "./orderRecord.server";
import { findOrder, orderForBuyer, viewOf, type OrderView } from "./orderView.server";
import { recordPayment, type AttemptOutcome } from "./recordPayment.server";

/**
 * Since when a payment that is still pending must have lost its process, or its way to the gateway: twice the time-out,
 * so that a sweep never meddles with a request that still waits.
 */
export function staleBefore(now: Date): Date {
  return new Date(now.getTime() - 2 * config.paymentTimeoutMs);
}

/**
 * Asks the gateway about an order whose payment has no known outcome, records the answer and gives back the order.
 * Null if it is not this buyer's.
 */
export async function reconcileOrder(number: string, buyerId: string, gateway: PaymentGateway = paymentGateway): Promise<OrderView | null> {
  const order = await findOrder(number, buyerId);
  if (!order) return null;
  return (await reconcilePending(order, gateway)) ? orderForBuyer(number, buyerId) : viewOf(order);
}

/** Asks about an order's pending payment unless a request still waits for its answer. True if it asked. */
export async function reconcilePending(order: OrderRecord, gateway: PaymentGateway): Promise<boolean> {
  const now = new Date();
  const pending = order.payments.find((payment) => payment.status === "pending");
  if (!pending || !(order.status === "payment_unknown" || isStale(pending, now))) return false;
  await reconcileAttempt(pending, gateway, now);
  return true;
}

/** Finds out what became of a pending attempt and records it. A gateway that cannot be reached leaves it unknown. */
export async function reconcileAttempt(
  attempt: Pick<PaymentAttempt, "id" | "sentAt">,
  gateway: PaymentGateway,
  now: Date,
): Promise<void> {
  await recordPayment(attempt.id, await askGateway(attempt, gateway, now), gateway);
}

async function askGateway(attempt: Pick<PaymentAttempt, "id" | "sentAt">, gateway: PaymentGateway, now: Date): Promise<AttemptOutcome> {
  try {
    const known = await gateway.lookup(attempt.id);
    if (known) return known;
    // It may still be on its way. Once nobody waits for it any more it is refused, so that another can be tried safely.
    return isStale(attempt, now) ? await gateway.void(attempt.id) : { kind: "unknown" };
  } catch (error) {
    log.warn({ err: error, attemptId: attempt.id }, "The gateway could not say what became of a payment; it is asked again");
    return { kind: "unknown" };
  }
}

function isStale(attempt: Pick<PaymentAttempt, "sentAt">, now: Date): boolean {
  return attempt.sentAt !== null && attempt.sentAt < staleBefore(now);
}

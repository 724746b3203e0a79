import { config } from "~/platform/config.server";
import { prisma } from "~/platform/database.server";
import { log } from "~/platform/log.server";
import type { PaymentAttempt } from "~/platform/prisma/client";
import type { PaymentGateway } from "~/services/payments/gateway";
import { paymentGateway } from "~/services/payments/payments.server";
import { paymentUnderWay, type OrderRecord } from "./orderRecord.server";
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

/** Asks about the payment of an order that is under way, unless a request still waits for its answer. True if it asked. */
export async function reconcilePending(order: OrderRecord, gateway: PaymentGateway): Promise<boolean> {
  const now = new Date();
  const payment = paymentUnderWay(order);
  if (!payment || (order.status !== "payment_unknown" && payment.status === "pending" && !isStale(payment, now))) return false;
  await reconcileAttempt(payment, gateway, now);
  return true;
}

/** Finds out what became of a payment under way and records it. A gateway that cannot be reached leaves it unknown. */
export async function reconcileAttempt(attempt: SentAttempt, gateway: PaymentGateway, now: Date): Promise<void> {
  await recordPayment(attempt.id, await askGateway(attempt, gateway, now), gateway);
}

type SentAttempt = Pick<PaymentAttempt, "id" | "sentAt" | "status">;

async function askGateway(attempt: SentAttempt, gateway: PaymentGateway, now: Date): Promise<AttemptOutcome> {
  try {
    const known = attempt.status === "pending" ? await gateway.lookup(attempt.id) : null;
    if (known) return known;
    // It may still be on its way. Once nobody waits for it any more it is refused, so that another can be tried safely.
    return (await isToBeVoided(attempt, now)) ? await gateway.void(attempt.id) : { kind: "unknown" };
  } catch (error) {
    log.warn({ err: error, attemptId: attempt.id }, "The gateway could not say what became of a payment; it is asked again");
    return { kind: "unknown" };
  }
}

/** Says so in the books first: a process that was only asleep must not record as paid what is about to be given back. */
async function isToBeVoided(attempt: SentAttempt, now: Date): Promise<boolean> {
  if (attempt.status === "voiding") return true;
  if (!isStale(attempt, now)) return false;
  const { count } = await prisma.paymentAttempt.updateMany({ where: { id: attempt.id, status: "pending" }, data: { status: "voiding" } });
  return count === 1;
}

function isStale(attempt: SentAttempt, now: Date): boolean {
  return attempt.sentAt !== null && attempt.sentAt < staleBefore(now);
}

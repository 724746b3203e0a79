import { canBecome, statusAfterPayment, type OrderStatus } from "~/domain/orderStatus";
import { log } from "~/platform/log.server";
import type { PaymentAttempt, Prisma } from "~/platform/prisma/client";
import { clearCart } from "~/services/carts/carts.server";
import { writeEvent } from "~/services/events/outbox.server";
import type { GatewayOutcome, PaymentGateway } from "~/services/payments/gateway";
import { lockStock, takeStock } from "~/services/stock/stock.server";
import { eventPayload, lockOrders, type OrderRecord } from "./orderRecord.server";
import { inTransaction } from "./transaction.server";

/** An attempt and its order's status after an outcome was recorded, by this call or an earlier one. */
export interface Recorded {
  order: OrderStatus;
  attempt: Pick<PaymentAttempt, "status" | "declineCode">;
}

/** What a gateway said, or that nobody can tell yet. */
export type AttemptOutcome = GatewayOutcome | { readonly kind: "unknown" };

/**
 * Records what became of a payment attempt, once: answers that come twice or late change nothing that is final. Money
 * taken for an order that was cancelled in the meantime is given back rather than the stock taken again: the shopper
 * was told that the order is gone, and has perhaps bought anew.
 */
export async function recordPayment(attemptId: string, outcome: AttemptOutcome, gateway: PaymentGateway): Promise<Recorded> {
  const first = await record(attemptId, outcome);
  if (first !== "give-back") return first;
  // The attempt stays pending until the gateway has confirmed, so a crash here is repaired by the sweeper.
  log.warn({ attemptId }, "A payment was taken for an order that is cancelled; giving it back");
  const closed = await record(attemptId, await gateway.void(attemptId));
  if (closed === "give-back") {
    throw new Error(`The gateway ${gateway.name} did not give back payment ${attemptId} of a cancelled order. The sweeper asks again; if that repeats, refund it there.`);
  }
  return closed;
}

async function record(attemptId: string, outcome: AttemptOutcome): Promise<Recorded | "give-back"> {
  const { order, ...recorded } = await inTransaction(async (tx) => {
    const { orderId } = await tx.paymentAttempt.findUniqueOrThrow({ where: { id: attemptId }, select: { orderId: true } });
    const [order] = await lockOrders(tx, [orderId]);
    const attempt = order?.payments.find((payment) => payment.id === attemptId);
    if (!order || !attempt) throw new Error(`Payment attempt ${attemptId} belongs to no order.`);
    if (!isOpenTo(outcome, attempt)) return { order, status: order.status, attempt };
    if (outcome.kind === "authorised" && !canBecome(order.status, "paid")) return { order, status: "give-back" as const, attempt };
    const status = statusAfterPayment(order.status, outcome.kind);
    const settled = await settle(tx, attempt, outcome);
    await moveOrder(tx, order, status, outcome);
    return { order, status, attempt: settled };
  });
  if (recorded.status === "give-back") return "give-back";
  if (recorded.status === "paid") await clearCartOf(order);
  return { order: recorded.status, attempt: recorded.attempt };
}

/** A payment that is being refused is only settled by that: whoever still says it was taken is about to be proved wrong. */
function isOpenTo(outcome: AttemptOutcome, { status }: PaymentAttempt): boolean {
  return status === "pending" || (status === "voiding" && (outcome.kind === "voided" || outcome.kind === "declined"));
}

async function settle(tx: Prisma.TransactionClient, attempt: PaymentAttempt, outcome: AttemptOutcome): Promise<PaymentAttempt> {
  if (outcome.kind === "unknown") return attempt;
  return tx.paymentAttempt.update({
    where: { id: attempt.id },
    data: {
      status: outcome.kind,
      settledAt: new Date(),
      ...(outcome.kind !== "voided" && { gatewayReference: outcome.reference }),
      ...(outcome.kind === "declined" && { declineCode: outcome.code }),
    },
  });
}

async function moveOrder(tx: Prisma.TransactionClient, order: OrderRecord, status: OrderStatus, outcome: AttemptOutcome): Promise<void> {
  if (status === "paid") {
    await lockStock(tx, order.lines.map((line) => line.sku));
    await takeStock(tx, order.lines);
    await writeEvent(tx, { type: "order.paid", aggregateId: order.id, payload: eventPayload(order) });
  }
  if (outcome.kind === "declined") {
    const payload = { ...eventPayload(order), declineCode: outcome.code };
    await writeEvent(tx, { type: "payment.declined", aggregateId: order.id, payload });
  }
  if (status !== order.status) {
    await tx.order.update({ where: { id: order.id }, data: { status, ...(status === "paid" && { paidAt: new Date() }) } });
  }
}

/** Shows the shopper an empty cart at once; the event order.paid does the same again, should this fail. */
async function clearCartOf(order: OrderRecord): Promise<void> {
  try {
    await clearCart(order, order.idempotencyKey);
  } catch (error) {
    log.error({ err: error, orderId: order.id }, "The cart of a paid order could not be cleared yet; its event does it");
  }
}

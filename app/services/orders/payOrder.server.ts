import { v7 as uuidv7 } from "uuid";
import type { Card } from "~/domain/checkout";
import { money } from "~/domain/money";
import { config } from "~/platform/config.server";
import { log } from "~/platform/log.server";
import type { GatewayOutcome, PaymentGateway } from "~/services/payments/gateway";
import { paymentGateway } from "~/services/payments/payments.server";
import { isUnderWay, lockOrders, paymentUnderWay } from "./orderRecord.server";
import { findOrder } from "./orderView.server";
import { reconcilePending } from "./reconcile.server";
import { recordPayment, type AttemptOutcome, type Recorded } from "./recordPayment.server";
import { inTransaction, isUniqueViolation } from "./transaction.server";

export interface PayOrderRequest {
  orderNumber: string;
  buyerId: string;
  card: Card;
}

export type PayResult =
  | { kind: "paid" }
  /** Nothing was taken; another card may be tried. */
  | { kind: "declined"; code: string }
  /** Perhaps taken, perhaps not: ask again with reconcileOrder, and take no other card until then. */
  | { kind: "unknown" }
  /** The order was cancelled and its stock released. */
  | { kind: "expired" }
  | { kind: "not-found" }
  /** Another request is paying this order right now. */
  | { kind: "in-progress" };

/** A payment that is committed as pending: the gateway may be asked. */
export interface BegunAttempt {
  id: string;
  amountMinor: number;
}

/** Pays an order with a card. An order that is paid already is not charged again. */
export async function payOrder({ orderNumber, buyerId, card }: PayOrderRequest, gateway: PaymentGateway = paymentGateway): Promise<PayResult> {
  const order = await findOrder(orderNumber, buyerId);
  if (!order) return { kind: "not-found" };
  // An earlier payment of unknown outcome decides before another is tried.
  await reconcilePending(order, gateway);
  const begun = await beginAttempt(order.id, gateway);
  if ("kind" in begun) return begun;
  const outcome = await askGateway(begun, card, gateway);
  return resultOf(await recordPayment(begun.id, outcome, gateway));
}

/**
 * Commits the attempt before the gateway is asked, so that a crash at any later point leaves something to look up.
 * An attempt that is under way stops a second one.
 */
export async function beginAttempt(orderId: string, gateway: PaymentGateway): Promise<BegunAttempt | PayResult> {
  try {
    return await inTransaction(async (tx): Promise<BegunAttempt | PayResult> => {
      const [order] = await lockOrders(tx, [orderId]);
      if (!order) return { kind: "not-found" };
      if (order.status === "paid") return { kind: "paid" };
      if (order.status === "cancelled") return { kind: "expired" };
      if (order.status === "payment_unknown") return { kind: "unknown" };
      if (paymentUnderWay(order)) return { kind: "in-progress" };
      const sending = { status: "pending", gateway: gateway.name, sentAt: new Date() } as const;
      const intended = order.payments.find((payment) => payment.status === "intended");
      const { id, amountMinor } = intended
        ? await tx.paymentAttempt.update({ where: { id: intended.id }, data: sending })
        : await tx.paymentAttempt.create({
            data: { id: uuidv7(), orderId, attempt: order.payments.length + 1, amountMinor: order.totalMinor, ...sending },
          });
      return { id, amountMinor };
    });
  } catch (error) {
    // The order's lock keeps others out; the index on attempts under way holds even if a way around it is found.
    if (isUniqueViolation(error)) return { kind: "in-progress" };
    throw error;
  }
}

async function askGateway(attempt: BegunAttempt, card: Card, gateway: PaymentGateway): Promise<AttemptOutcome> {
  const signal = AbortSignal.timeout(config.paymentTimeoutMs);
  try {
    return await Promise.race([
      gateway.authorise({ idempotencyKey: attempt.id, amount: money(attempt.amountMinor), card }, signal),
      rejectionOf(signal),
    ]);
  } catch (error) {
    // Whatever went wrong, the payment may have been taken. Only the kind of error is logged: its text is the gateway's.
    log.warn({ attemptId: attempt.id, gateway: gateway.name, error: (error as Error).name }, "A payment has no known outcome yet");
    return { kind: "unknown" };
  }
}

/** Rejects when the signal aborts, for a gateway that does not heed it. */
function rejectionOf(signal: AbortSignal): Promise<GatewayOutcome> {
  return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true }));
}

function resultOf({ order, attempt }: Recorded): PayResult {
  if (order === "paid") return { kind: "paid" };
  if (order === "cancelled") return { kind: "expired" };
  if (isUnderWay(attempt)) return { kind: "unknown" };
  return { kind: "declined", code: attempt.declineCode ?? "not_taken" };
}

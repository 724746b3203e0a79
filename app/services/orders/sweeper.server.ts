import { prisma } from "~/platform/database.server";
import { log } from "~/platform/log.server";
import type { PaymentGateway } from "~/services/payments/gateway";
import { paymentGateway } from "~/services/payments/payments.server";
import { lockStock, releaseStock } from "~/services/stock/stock.server";
import { isCancellable, readOrders } from "./orderRecord.server";
import { reconcileAttempt, staleBefore } from "./reconcile.server";
import { inTransaction } from "./transaction.server";

const BATCH_SIZE = 50;
const INTERVAL_MS = 10_000;

export interface Swept {
  /** Payments without a known outcome that the gateway was asked about. */
  asked: number;
  /** Orders that were never paid, cancelled now. */
  cancelled: number;
}

/**
 * Repairs what time-outs and crashes left: asks the gateway about payments without a known outcome, then cancels orders
 * whose reservation ran out unpaid and releases their stock. Several sweeps may run at once.
 */
export async function sweep(now: Date = new Date(), gateway: PaymentGateway = paymentGateway): Promise<Swept> {
  const asked = await reconcilePayments(now, gateway);
  let cancelled = 0;
  for (;;) {
    const batch = await cancelExpired(now);
    cancelled += batch;
    if (batch === 0) return { asked, cancelled };
  }
}

/** Sweeps every ten seconds, until the returned function is called, which waits for the last round. */
export function startSweeper(): () => Promise<void> {
  let timer: NodeJS.Timeout;
  let stopped = false;
  let round = Promise.resolve();
  const schedule = () => {
    timer = setTimeout(() => {
      round = runRound().then(() => {
        if (!stopped) schedule();
      });
    }, INTERVAL_MS);
  };
  schedule();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await round;
  };
}

async function runRound(): Promise<void> {
  try {
    const swept = await sweep();
    if (swept.asked + swept.cancelled > 0) log.info(swept, "Swept orders");
  } catch (error) {
    log.error({ err: error }, "A sweep failed; the next one tries again");
  }
}

/** Answers are recorded once whoever asks, so two sweeps that ask about the same payment do no harm. */
async function reconcilePayments(now: Date, gateway: PaymentGateway): Promise<number> {
  let asked = 0;
  let last: string | undefined;
  for (;;) {
    const attempts = await prisma.paymentAttempt.findMany({
      where: {
        gateway: gateway.name,
        OR: [
          { status: "voiding" },
          { status: "pending", sentAt: { lt: staleBefore(now) } },
          { status: "pending", order: { status: "payment_unknown" } },
        ],
        ...(last !== undefined && { id: { gt: last } }),
      },
      orderBy: { id: "asc" },
      take: BATCH_SIZE,
    });
    for (const attempt of attempts) await reconcileAttempt(attempt, gateway, now);
    asked += attempts.length;
    last = attempts.at(-1)?.id;
    if (attempts.length < BATCH_SIZE) return asked;
  }
}

/** Cancels one batch; orders that another transaction holds are left to it. */
async function cancelExpired(now: Date): Promise<number> {
  return inTransaction(async (tx) => {
    const expired = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM orders
      WHERE status = 'awaiting_payment' AND reserved_until < ${now}
        AND NOT EXISTS (SELECT FROM payment_attempts WHERE order_id = orders.id AND status IN ('pending', 'voiding'))
      ORDER BY id LIMIT ${BATCH_SIZE} FOR UPDATE SKIP LOCKED`;
    // A payment may have begun between that query's snapshot and its lock.
    const orders = (await readOrders(tx, expired.map((order) => order.id))).filter(isCancellable);
    if (orders.length === 0) return 0;
    const lines = orders.flatMap((order) => order.lines);
    await lockStock(tx, lines.map((line) => line.sku));
    await releaseStock(tx, lines);
    await tx.order.updateMany({
      where: { id: { in: orders.map((order) => order.id) } },
      data: { status: "cancelled", cancelledAt: now },
    });
    return orders.length;
  });
}

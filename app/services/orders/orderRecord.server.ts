import type { EventPayload } from "~/domain/shopEvents";
import type { PaymentAttempt, Prisma } from "~/platform/prisma/client";

/** An order with everything that belongs to it; attempts in the order they were made. */
export const WITH_PARTS = {
  lines: { orderBy: { sku: "asc" } },
  payments: { orderBy: { attempt: "asc" } },
} as const satisfies Prisma.OrderInclude;

export type OrderRecord = Prisma.OrderGetPayload<{ include: typeof WITH_PARTS }>;

/**
 * Locks orders until the transaction ends, in the order of their ids, and reads them as they are then: what a query
 * saw before it got the lock may be old. Orders are always locked before stock.
 */
export async function lockOrders(tx: Prisma.TransactionClient, ids: readonly string[]): Promise<OrderRecord[]> {
  await tx.$queryRaw`SELECT id FROM orders WHERE id = ANY(${[...ids]}::uuid[]) ORDER BY id FOR UPDATE`;
  return readOrders(tx, ids);
}

/** Orders that the transaction has locked, as they are now. */
export async function readOrders(tx: Prisma.TransactionClient, ids: readonly string[]): Promise<OrderRecord[]> {
  return tx.order.findMany({ where: { id: { in: [...ids] } }, include: WITH_PARTS, orderBy: { id: "asc" } });
}

/** The payment of an order whose outcome is not recorded yet; there is one at most. */
export function paymentUnderWay(order: OrderRecord): PaymentAttempt | undefined {
  return order.payments.find(isUnderWay);
}

/** Whether the outcome of a payment is not recorded yet. */
export function isUnderWay({ status }: Pick<PaymentAttempt, "status">): boolean {
  return status === "pending" || status === "voiding";
}

/** Whether an unpaid order can go: a payment that is under way decides first. */
export function isCancellable(order: OrderRecord): boolean {
  return order.status === "awaiting_payment" && !paymentUnderWay(order);
}

/** What events say of an order. */
export function eventPayload(order: Omit<OrderRecord, "payments">): EventPayload<"order.placed"> {
  return {
    number: order.number,
    cartId: order.cartId,
    checkoutKey: order.idempotencyKey,
    totalMinor: order.totalMinor,
    currency: order.currency,
    lines: order.lines.map(({ sku, quantity }) => ({ sku, quantity })),
  };
}

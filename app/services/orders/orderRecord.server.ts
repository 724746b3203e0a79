import type { ShopEvent } from "~/services/events/outbox.server";
import type { Prisma } from "~/platform/prisma/client";

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

/** Whether an unpaid order can go: a payment that is under way decides first. */
export function isCancellable(order: OrderRecord): boolean {
  return order.status === "awaiting_payment" && !order.payments.some((payment) => payment.status === "pending");
}

/** What events say of an order. */
export function eventPayload(order: Omit<OrderRecord, "payments">): ShopEvent["payload"] {
  return {
    number: order.number,
    cartId: order.cartId,
    checkoutKey: order.idempotencyKey,
    totalMinor: order.totalMinor,
    currency: order.currency,
    lines: order.lines.map(({ sku, quantity }) => ({ sku, quantity })),
  };
}

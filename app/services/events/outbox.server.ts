import { v7 as uuidv7 } from "uuid";
import { prisma } from "~/platform/database.server";
import { log } from "~/platform/log.server";
import type { Prisma } from "~/platform/prisma/client";

/** What leaves the shop. Payloads name things and hold no personal data: who needs that asks the order. */
export type ShopEvent =
  | { type: "order.placed"; aggregateId: string; payload: OrderPayload }
  | { type: "order.paid"; aggregateId: string; payload: OrderPayload }
  | { type: "payment.declined"; aggregateId: string; payload: OrderPayload & { declineCode: string } };

export type OrderPayload = {
  number: string;
  cartId: string;
  checkoutKey: string;
  totalMinor: number;
  currency: string;
  lines: { sku: string; quantity: number }[];
};

/** What to do with an event. Called at least once an event, so twice must do no more than once. */
export type EventHandlers = { [Type in ShopEvent["type"]]?: (event: Extract<ShopEvent, { type: Type }>) => Promise<void> };

const BATCH_SIZE = 50;

/** Writes an event in the transaction that makes it true: it leaves if and only if that commits. */
export async function writeEvent(tx: Prisma.TransactionClient, event: ShopEvent): Promise<void> {
  await tx.outboxEvent.create({ data: { id: uuidv7(), ...event } });
}

/**
 * Hands every event that has not left yet to its handler, oldest first. An event whose handler fails stays for the next
 * time and holds up no other. Several relays may run at once: some events are then handled twice.
 * @returns how many events left
 */
export async function relayEvents(handlers: EventHandlers): Promise<number> {
  let delivered = 0;
  let last: string | undefined;
  for (;;) {
    const rows = await prisma.outboxEvent.findMany({
      where: { deliveredAt: null, ...(last !== undefined && { id: { gt: last } }) },
      orderBy: { id: "asc" },
      take: BATCH_SIZE,
    });
    for (const row of rows) if (await deliver(row, handlers)) delivered++;
    last = rows.at(-1)?.id;
    if (rows.length < BATCH_SIZE) return delivered;
  }
}

async function deliver(row: { id: string; type: string }, handlers: EventHandlers): Promise<boolean> {
  // Only writeEvent fills the table, so a row has the shape of the event it was.
  const event = row as unknown as ShopEvent;
  const handle = handlers[event.type] as ((event: ShopEvent) => Promise<void>) | undefined;
  try {
    await handle?.(event);
    await prisma.outboxEvent.update({ where: { id: row.id }, data: { deliveredAt: new Date() } });
    return true;
  } catch (error) {
    log.error({ err: error, eventId: row.id, type: row.type }, "An event could not be delivered; it is tried again");
    return false;
  }
}

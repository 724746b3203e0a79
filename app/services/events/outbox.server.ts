import { v7 as uuidv7 } from "uuid";
import type { EventPayload, EventType } from "~/domain/shopEvents";
import type { Prisma } from "~/platform/prisma/client";

/** An event that is about to become true. */
export type NewEvent = {
  [Type in EventType]: {
    type: Type;
    /** The order that it came about by. */
    aggregateId: string;
    payload: EventPayload<Type>;
  };
}[EventType];

/** Writes an event in the transaction that makes it true: it leaves if and only if that commits. */
export async function writeEvent(tx: Prisma.TransactionClient, event: NewEvent): Promise<void> {
  await tx.outboxEvent.create({ data: { id: uuidv7(), ...event } });
}

import { log } from "~/platform/log.server";
import type { SendEvents } from "~/services/events/bus.server";
import { cartLeft, isUntold } from "./leftCart";
import { sweptCartSchema } from "./storedCart";

/** A cart that the table's time-to-live deleted. */
export interface ExpiredCart {
  /** Of its record, for those who are told what failed. */
  sequenceNumber: string;
  /** The item as it was. */
  item: unknown;
}

/**
 * Tells the bus of those that held something when their time ran out, unless the sweep told of them before.
 * @returns the sequence numbers of records that failed: their cart is broken, or the bus did not take its event
 * @throws Error if the bus does not answer
 */
export async function tellOfExpiredCarts(expired: readonly ExpiredCart[], sendEvents: SendEvents): Promise<string[]> {
  const failed: string[] = [];
  const told = new Map<string, string>();
  const events = expired.flatMap(({ sequenceNumber, item }) => {
    const parsed = sweptCartSchema.safeParse(item);
    if (!parsed.success) {
      failed.push(sequenceNumber);
      log.error({ sequenceNumber, fields: parsed.error.issues.map(({ path }) => path.join(".")) }, "An expired cart is broken: what was in it is not known");
      return [];
    }
    if (!isUntold(parsed.data)) return [];
    const event = cartLeft(parsed.data);
    told.set(event.id, sequenceNumber);
    return [event];
  });
  if (events.length === 0) return failed;
  for (const { id, error } of await sendEvents(events)) {
    log.error({ eventId: id, reason: error }, "The bus did not take the event of an expired cart");
    failed.push(told.get(id) ?? id);
  }
  return failed;
}

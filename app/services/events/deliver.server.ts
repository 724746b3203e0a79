import type { ShopEvent } from "~/domain/shopEvents";
import { clearCart } from "~/services/carts/carts.server";
import { sendEvents } from "./bus.server";
import type { FailedEvent } from "./failedEvent";

/**
 * What the relay does with a batch: first what the shop itself owes to an event, then the bus. The shop's part is done
 * here, not by a consumer, since every process that relays can do it, on a laptop as on AWS.
 * @returns the events that failed; they come again, whole
 * @throws Error if the bus could not be reached
 */
export async function deliverEvents(events: readonly ShopEvent[]): Promise<FailedEvent[]> {
  const results = await Promise.all(events.map(clearPaidCart));
  const failed = results.filter((result) => result !== null);
  const failedIds = new Set(failed.map(({ id }) => id));
  const rest = events.filter(({ id }) => !failedIds.has(id));
  return rest.length > 0 ? [...failed, ...(await sendEvents(rest))] : failed;
}

/** Paying clears the cart already; this is for the process that died in between. */
async function clearPaidCart(event: ShopEvent): Promise<FailedEvent | null> {
  if (event.type !== "order.paid") return null;
  try {
    await clearCart(event.payload, event.payload.checkoutKey);
    return null;
  } catch (error) {
    return { id: event.id, error: `The cart of the paid order could not be cleared: ${(error as Error).message}` };
  }
}

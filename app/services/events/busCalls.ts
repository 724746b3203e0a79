import { envelopeOf, type ShopEvent } from "~/domain/shopEvents";

/** EventBridge's limits for one PutEvents call (2026): entries, and the bytes of all of them together. */
const MAX_ENTRIES = 10;
const MAX_BYTES = 256 * 1024;
/** What `Time` counts for. */
const TIME_BYTES = 14;

/** An event as PutEvents takes it, but for the bus. */
export interface BusEntry {
  id: string;
  Source: string;
  DetailType: string;
  /** JSON. */
  Detail: string;
  Time: Date;
}

/** Events cut into calls that EventBridge takes, in their order, and those that are too large for any. */
export function busCalls(events: readonly ShopEvent[]): { calls: BusEntry[][]; tooLarge: { id: string; bytes: number }[] } {
  const calls: BusEntry[][] = [];
  const tooLarge: { id: string; bytes: number }[] = [];
  let free = 0;
  for (const event of events) {
    const entry = entryOf(event);
    const bytes = bytesOf(entry);
    if (bytes > MAX_BYTES) {
      tooLarge.push({ id: event.id, bytes });
      continue;
    }
    const last = calls.at(-1);
    if (last && last.length < MAX_ENTRIES && bytes <= free) last.push(entry);
    else {
      calls.push([entry]);
      free = MAX_BYTES;
    }
    free -= bytes;
  }
  return { calls, tooLarge };
}

/** The bytes that EventBridge counts for an entry (its documentation's formula). */
export function bytesOf({ Source, DetailType, Detail }: BusEntry): number {
  return TIME_BYTES + Buffer.byteLength(Source) + Buffer.byteLength(DetailType) + Buffer.byteLength(Detail);
}

function entryOf(event: ShopEvent): BusEntry {
  const { source, "detail-type": DetailType, detail } = envelopeOf(event);
  return { id: event.id, Source: source, DetailType, Detail: JSON.stringify(detail), Time: new Date(event.occurredAt) };
}

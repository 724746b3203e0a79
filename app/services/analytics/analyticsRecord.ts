import { z } from "zod";
import { parseEnvelope, type ShopEvent } from "~/domain/shopEvents";

/**
 * A row of the analytics table: its columns and `kind`, by which it is partitioned. Flat, and nobody can be found by it:
 * what of an event names a person, a cart or an order stays behind.
 */
export interface AnalyticsRecord {
  /** The same however often the event is delivered. */
  id: string;
  kind: Exclude<ShopEvent["type"], "visit.recorded"> | PageRecord["kind"] | "mail.returned";
  /** UTC, RFC 3339. */
  occurred_at: string;
  visit?: string;
  path?: string;
  product?: string;
  sku?: string;
  level?: string;
  elapsed_ms?: number;
  quantity?: number;
  total_minor?: number;
  currency?: string;
  country?: string;
  device?: string;
}

type Visit = Extract<ShopEvent, { type: "visit.recorded" }>;
type PageRecord = Visit["payload"]["records"][number];

/** What SES tells of mail that came back; the addresses in it are not read. */
const returnedMailSchema = z.object({
  source: z.literal("aws.ses"),
  "detail-type": z.enum(["Email Bounced", "Email Complaint Received", "Email Rejected", "Email Rendering Failed"]),
  /** EventBridge's ids look like UUIDs and are of no version. */
  id: z.guid(),
  time: z.iso.datetime(),
});

/**
 * The rows of what an event bus handed on: an event of the shop, or SES's of returned mail.
 * @throws z.ZodError if it is neither
 */
export function analyticsRecords(envelope: unknown): AnalyticsRecord[] {
  const returned = returnedMailSchema.safeParse(envelope);
  if (returned.success) return [{ id: returned.data.id, kind: "mail.returned", occurred_at: returned.data.time }];
  return recordsOf(parseEnvelope(envelope));
}

function recordsOf(event: ShopEvent): AnalyticsRecord[] {
  if (event.type === "visit.recorded") return event.payload.records.map((record, index) => recordOfPage(event, record, index));
  const base = { id: event.id, kind: event.type, occurred_at: event.occurredAt };
  switch (event.type) {
    case "order.placed":
    case "order.paid":
    case "payment.declined": {
      const { lines, totalMinor, currency } = event.payload;
      return [{ ...base, quantity: pieces(lines), total_minor: totalMinor, currency }];
    }
    case "cart.left":
      return [{ ...base, quantity: pieces(event.payload.lines) }];
    case "stock.low":
      return [{ ...base, sku: event.payload.sku, quantity: event.payload.available }];
  }
}

function recordOfPage({ id, payload: { visit, device, country } }: Visit, page: PageRecord, index: number): AnalyticsRecord {
  const { kind, occurredAt, path, product, sku, level, elapsedMs, quantity } = page;
  return { id: `${id}.${index}`, kind, occurred_at: occurredAt, visit, path, product, sku, level, elapsed_ms: elapsedMs, quantity, country, device };
}

function pieces(lines: readonly { quantity: number }[]): number {
  return lines.reduce((sum, { quantity }) => sum + quantity, 0);
}

import { z } from "zod";

/** What `source` holds in events of the shop on a bus. */
export const EVENT_SOURCE = "aurolot.shop";

const pieces = z.number().int().positive();

const orderSchema = z.object({
  number: z.string(),
  cartId: z.string(),
  checkoutKey: z.string(),
  totalMinor: z.number().int().nonnegative(),
  currency: z.string().length(3),
  lines: z.array(z.object({ sku: z.string(), quantity: pieces })).min(1),
});

/** What happened on a page, as the browser reports it; flat, and nobody can be found by it. */
export const pageRecordSchema = z.object({
  kind: z.enum(["page.viewed", "product.viewed", "level.reached", "cart.added"]),
  /** UTC. */
  occurredAt: z.iso.datetime(),
  /** The page, without its query. */
  path: z.string().startsWith("/").max(200),
  product: z.string().max(80).optional(),
  sku: z.string().max(80).optional(),
  /** The tier of the 3D model that was reached. */
  level: z.string().max(20).optional(),
  /** Milliseconds from the start of the page. */
  elapsedMs: z.number().int().nonnegative().max(3_600_000).optional(),
  quantity: pieces.max(99).optional(),
});

/**
 * What an event of each type says: `detail-type` and `detail` on a bus. Payloads name things and hold no personal data:
 * who needs that asks the order.
 */
export const EVENT_PAYLOADS = {
  "order.placed": orderSchema,
  "order.paid": orderSchema,
  "payment.declined": orderSchema.extend({ declineCode: z.string() }),
  /** A sale brought what is left of a SKU to the threshold or below. */
  "stock.low": z.object({ sku: z.string(), available: z.number().int().nonnegative(), threshold: z.number().int().positive() }),
  /** A cart with lines was left untouched, or its time ran out. */
  "cart.left": z.object({
    cartId: z.string(),
    leftAt: z.iso.datetime(),
    lines: z.array(z.object({ sku: z.string(), slug: z.string(), quantity: pieces })).min(1),
  }),
  /** What a browser reported of a visit, several records at a time. */
  "visit.recorded": z.object({
    /** A random id of the visit, not of a person. */
    visit: z.uuid(),
    device: z.enum(["phone", "tablet", "desktop"]),
    /** ISO 3166, as the edge tells it. */
    country: z.string().regex(/^[A-Z]{2}$/).optional(),
    records: z.array(pageRecordSchema).min(1).max(25),
  }),
} as const;

/** The type of an event of the shop. */
export type EventType = keyof typeof EVENT_PAYLOADS;

/** What an event of a type says. */
export type EventPayload<Type extends EventType> = z.infer<(typeof EVENT_PAYLOADS)[Type]>;

/** An event of the shop: delivered at least once, so consumers go by its id. */
export type ShopEvent<Type extends EventType = EventType> = {
  [Each in Type]: {
    type: Each;
    /** The same however often the event is delivered. */
    id: string;
    /** UTC, RFC 3339. */
    occurredAt: string;
    payload: EventPayload<Each>;
  };
}[Type];

/** Which queue of work, and so which function of the same name, is sent which events. */
export const EVENT_ROUTES = {
  "order-mail": ["order.paid", "payment.declined", "cart.left"],
  "stock-alerts": ["stock.low"],
  analytics: ["order.placed", "order.paid", "payment.declined", "stock.low", "cart.left", "visit.recorded"],
} as const satisfies Record<string, readonly EventType[]>;

const envelopeSchema = z.object({
  source: z.literal(EVENT_SOURCE),
  "detail-type": z.enum(Object.keys(EVENT_PAYLOADS) as [EventType, ...EventType[]]),
  detail: z.looseObject({ id: z.uuid(), occurredAt: z.iso.datetime() }),
});

/**
 * An event as EventBridge hands it on, in the form that consumers use.
 * @param envelope the parsed JSON: `source`, `detail-type`, and in `detail` the id, the time and the payload
 * @throws z.ZodError if it is no event of the shop
 */
export function parseEnvelope(envelope: unknown): ShopEvent {
  const { "detail-type": type, detail } = envelopeSchema.parse(envelope);
  return { type, id: detail.id, occurredAt: detail.occurredAt, payload: EVENT_PAYLOADS[type].parse(detail) } as ShopEvent;
}

/** What a bus is sent for an event, so that `parseEnvelope` gives it back. */
export function envelopeOf({ type, id, occurredAt, payload }: ShopEvent): { source: string; "detail-type": EventType; detail: object } {
  return { source: EVENT_SOURCE, "detail-type": type, detail: { ...payload, id, occurredAt } };
}

import type { EventPayload, EventType, ShopEvent } from "~/domain/shopEvents";

const order: EventPayload<"order.paid"> = {
  number: "7KQ4-M2XD",
  cartId: "5b0c7a2e-8f0e-4a6e-9c35-1f2d3c4b5a69",
  checkoutKey: "a3c1f0de-1b7e-4c55-8a5e-7d0a3f6b2c11",
  totalMinor: 129_800,
  currency: "EUR",
  lines: [
    { sku: "HALDEN-LOUNGE-CHAIR-OAT", quantity: 1 },
    { sku: "TENOR-SPEAKER-OAT", quantity: 2 },
  ],
};

const PAYLOADS: { [Type in EventType]: EventPayload<Type> } = {
  "order.placed": order,
  "order.paid": order,
  "payment.declined": { ...order, declineCode: "insufficient_funds" },
  "stock.low": { sku: "TENOR-SPEAKER-OAT", available: 4, threshold: 5 },
  "cart.left": { cartId: order.cartId, leftAt: "2026-11-20T10:00:00.000Z", lines: [{ sku: "TENOR-SPEAKER-OAT", slug: "tenor-speaker", quantity: 2 }] },
  "visit.recorded": {
    visit: "0d3bd2a6-92d9-4c5f-8f2b-6f3f1d9a7a10",
    device: "phone",
    country: "DE",
    records: [
      { kind: "page.viewed", occurredAt: "2026-11-21T18:40:00.000Z", path: "/products/tenor-speaker" },
      { kind: "product.viewed", occurredAt: "2026-11-21T18:40:00.000Z", path: "/products/tenor-speaker", product: "tenor-speaker" },
      { kind: "level.reached", occurredAt: "2026-11-21T18:40:02.000Z", path: "/products/tenor-speaker", product: "tenor-speaker", level: "standard", elapsedMs: 1_830 },
      { kind: "cart.added", occurredAt: "2026-11-21T18:40:09.000Z", path: "/products/tenor-speaker", product: "tenor-speaker", sku: "TENOR-SPEAKER-OAT", quantity: 1 },
    ],
  },
};

/** Every type of event of the shop. */
export const EVENT_TYPES = Object.keys(PAYLOADS) as EventType[];

/** An event of a type, with an id of its own for each number. */
export function shopEvent<Type extends EventType>(type: Type, number = 0, payload: Partial<EventPayload<Type>> = {}): ShopEvent<Type> {
  const id = `019ab3d2-7c00-7000-8000-${String(number).padStart(12, "0")}`;
  return { type, id, occurredAt: "2026-11-21T18:43:47.000Z", payload: { ...PAYLOADS[type], ...payload } } as ShopEvent<Type>;
}

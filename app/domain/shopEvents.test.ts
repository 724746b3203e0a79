import { describe, expect, it } from "vitest";
import { envelopeOf, parseEnvelope, type ShopEvent } from "./shopEvents";

const event: ShopEvent = {
  type: "stock.low",
  id: "0197a6b0-0000-7000-8000-000000000001",
  occurredAt: "2026-11-21T18:00:00.000Z",
  payload: { sku: "chair-oat", available: 2, threshold: 3 },
};

describe("an event on the bus", () => {
  it("arrives as it was sent", () => {
    expect(parseEnvelope(JSON.parse(JSON.stringify(envelopeOf(event))))).toEqual(event);
  });

  it.each([
    ["another source", { ...envelopeOf(event), source: "aws.s3" }],
    ["a type that nobody sends", { ...envelopeOf(event), "detail-type": "order.eaten" }],
    ["no id", { ...envelopeOf(event), detail: event.payload }],
    ["a payload of another type", { ...envelopeOf(event), "detail-type": "order.paid" }],
    ["nothing at all", null],
  ])("is refused with %s", (_, envelope) => {
    expect(() => parseEnvelope(envelope)).toThrow();
  });
});

import type { SQSEvent } from "aws-lambda";
import { beforeEach, describe, expect, it } from "vitest";
import { parseEnvelope, type ShopEvent } from "~/domain/shopEvents";
import { deliverLocally, explainFailure, registerConsumer, type EventQueue } from "./localBus.server";

const low = (): ShopEvent => ({ type: "stock.low", id: crypto.randomUUID(), occurredAt: "2026-11-21T18:00:00.000Z", payload: { sku: "A", available: 2, threshold: 5 } });
const left = (): ShopEvent => ({
  type: "cart.left",
  id: crypto.randomUUID(),
  occurredAt: "2026-11-21T18:00:00.000Z",
  payload: { cartId: "c", leftAt: "2026-11-21T18:00:00.000Z", lines: [{ sku: "A", slug: "a", quantity: 1 }] },
});

let batches: { queue: EventQueue; events: ShopEvent[] }[];
const readRecords = ({ Records }: SQSEvent) => Records.map(({ body }) => parseEnvelope(JSON.parse(body)));

/** Lets a queue's handler give back the messages of some events. */
function consumer(queue: EventQueue, givesBack: (event: ShopEvent) => boolean = () => false): void {
  registerConsumer(queue, (event) => {
    batches.push({ queue, events: readRecords(event) });
    const failed = event.Records.filter(({ body }) => givesBack(parseEnvelope(JSON.parse(body))));
    return Promise.resolve({ batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) });
  });
}

beforeEach(() => {
  batches = [];
  for (const queue of ["order-mail", "stock-alerts", "analytics"] as const) consumer(queue);
});

describe("the bus in this process", () => {
  it("hands each event to the queues that it is routed to, whole and ten a batch", async () => {
    const events = [...Array.from({ length: 12 }, low), left()];
    expect(await deliverLocally(events)).toEqual([]);
    const received = (queue: EventQueue) => batches.filter((batch) => batch.queue === queue).flatMap((batch) => batch.events);
    expect(received("order-mail")).toEqual(events.slice(12));
    expect(received("stock-alerts")).toEqual(events.slice(0, 12));
    expect(received("analytics")).toEqual(events);
    for (const batch of batches) expect(batch.events.length).toBeLessThanOrEqual(10);
  });

  it("takes an event that a handler gives back for failed, and no other", async () => {
    const [good, bad] = [low(), low()];
    consumer("stock-alerts", ({ id }) => id === bad.id);
    expect(await deliverLocally([good, bad])).toEqual([{ id: bad.id, error: expect.stringContaining("stock-alerts") as string }]);
  });

  it("says why, where the handler tells", async () => {
    registerConsumer("stock-alerts", ({ Records }) => {
      for (const record of Records) explainFailure(record, new Error("Nobody buys any more."));
      return Promise.resolve({ batchItemFailures: Records.map(({ messageId }) => ({ itemIdentifier: messageId })) });
    });
    const event = low();
    expect(await deliverLocally([event])).toEqual([{ id: event.id, error: "stock-alerts: Nobody buys any more." }]);
  });

  it("takes a batch whose handler throws for failed, and goes on with the other queues", async () => {
    registerConsumer("order-mail", () => Promise.reject(new Error("No way to send mail.")));
    const event = left();
    expect(await deliverLocally([event])).toEqual([{ id: event.id, error: "order-mail: No way to send mail." }]);
    expect(batches.map(({ queue }) => queue)).toEqual(["analytics"]);
  });
});

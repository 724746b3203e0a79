import { beforeEach, describe, expect, it } from "vitest";
import { deliverRecords, type PutLines } from "~/services/analytics/analyticsDelivery.server";
import type { AnalyticsRecord } from "~/services/analytics/analyticsRecord";
import { analyticsHandler } from "./analyticsHandler";
import { bridged, failuresOf, queueEvent, shopEnvelope } from "./testing/awsEvents";
import { EVENT_TYPES, shopEvent } from "./testing/shopEvents";

const bounce = bridged("aws.ses", "Email Bounced", {
  eventType: "Bounce",
  bounce: { bounceType: "Permanent", bounceSubType: "General", bouncedRecipients: [{ emailAddress: "ada@example.com", status: "5.1.1" }] },
  mail: { messageId: "0107018f", source: "orders@aurolot.example", destination: ["ada@example.com"], headersTruncated: false },
});

/** What Firehose took, call by call, and what it refuses. */
let calls: string[][];
let refuses: (line: string, call: number) => boolean;
const put: PutLines = (lines) => {
  calls.push([...lines]);
  return Promise.resolve(lines.map((line) => (refuses(line, calls.length) ? "ServiceUnavailableException Slow down." : undefined)));
};
const handler = analyticsHandler(put);
const taken = () => calls.flat().map((line) => JSON.parse(line) as AnalyticsRecord);

beforeEach(() => {
  calls = [];
  refuses = () => false;
});

describe("events", () => {
  it("become a record each, without whom they are about", async () => {
    expect(await handler(queueEvent(...EVENT_TYPES.filter((type) => type !== "visit.recorded").map((type, index) => shopEnvelope(shopEvent(type, index))), bounce))).toEqual(failuresOf());
    expect(taken()).toMatchObject([
      { kind: "order.placed", quantity: 3, total_minor: 129_800, currency: "EUR" },
      { kind: "order.paid", quantity: 3, total_minor: 129_800, currency: "EUR" },
      { kind: "payment.declined", quantity: 3, total_minor: 129_800, currency: "EUR" },
      { kind: "stock.low", sku: "TENOR-SPEAKER-OAT", quantity: 4 },
      { kind: "cart.left", quantity: 2 },
      { kind: "mail.returned", occurred_at: "2026-11-21T18:43:48Z" },
    ]);
    const written = calls.flat().join("");
    for (const personal of ["ada@example.com", "7KQ4-M2XD", "5b0c7a2e", "a3c1f0de"]) expect(written).not.toContain(personal);
  });

  it("of a visit become a record each of its records, with ids that stay the same", async () => {
    const envelope = shopEnvelope(shopEvent("visit.recorded"));
    await handler(queueEvent(envelope));
    const first = taken();
    expect(first).toMatchObject([
      { kind: "page.viewed", path: "/products/tenor-speaker", device: "phone", country: "DE" },
      { kind: "product.viewed", product: "tenor-speaker" },
      { kind: "level.reached", level: "standard", elapsed_ms: 1_830 },
      { kind: "cart.added", sku: "TENOR-SPEAKER-OAT", quantity: 1 },
    ]);
    expect(new Set(first.map(({ id }) => id)).size).toBe(4);
    calls = [];
    await handler(queueEvent(envelope));
    expect(taken()).toEqual(first);
  });

  it("that are none come back alone", async () => {
    const batch = queueEvent("{not json", shopEnvelope(shopEvent("stock.low")), bridged("aws.s3", "Object Created", {}), "null", { task: "summary" }, "");
    expect(await handler(batch)).toEqual(failuresOf(0, 2, 3, 4, 5));
    expect(taken()).toHaveLength(1);
  });

  it("may be as many as a queue hands over at once", async () => {
    const envelopes = Array.from({ length: 10_000 }, (_, index) => shopEnvelope(shopEvent("order.paid", index)));
    expect(await handler(queueEvent(...envelopes))).toEqual(failuresOf());
    expect(new Set(taken().map(({ id }) => id)).size).toBe(10_000);
    expect(calls).toHaveLength(20);
  });

  it("may be none at all; what is no batch is refused", async () => {
    expect(await handler(queueEvent())).toEqual(failuresOf());
    expect(calls).toEqual([]);
    const s3Records = { Records: [{ eventSource: "aws:s3", s3: { object: { key: "a" } } }] };
    for (const event of [{}, null, { Records: "many" }, s3Records]) await expect(handler(event as never)).rejects.toThrow(/takes a batch of records/);
  });
});

describe("delivery", () => {
  const record = (id: string, filler = ""): AnalyticsRecord => ({ id, kind: "page.viewed", occurred_at: "2026-11-21T18:43:47.000Z", path: `/${filler}` });
  const deliver = (messages: Record<string, AnalyticsRecord[]>) => deliverRecords(new Map(Object.entries(messages)), put, () => Promise.resolve());

  it("hands over no more records or bytes at a time than Firehose takes", async () => {
    const small = Array.from({ length: 1_201 }, (_, index) => record(`small-${index}`));
    const large = Array.from({ length: 12 }, (_, index) => record(`large-${index}`, "x".repeat(900_000)));
    expect((await deliver({ small, large })).size).toBe(0);
    for (const lines of calls) {
      expect(lines.length).toBeLessThanOrEqual(500);
      expect(Buffer.byteLength(lines.join(""))).toBeLessThanOrEqual(4 * 1024 * 1024);
    }
    expect(taken().map(({ id }) => id)).toEqual([...small, ...large].map(({ id }) => id));
  });

  it("tries again what was refused, and that alone", async () => {
    refuses = (line, call) => call === 1 && line.includes("second");
    expect((await deliver({ a: [record("first"), record("second")], b: [record("third")] })).size).toBe(0);
    expect(calls.map((lines) => lines.length)).toEqual([3, 1]);
  });

  it("gives back the messages whose records are never taken, with the reason", async () => {
    refuses = (line) => line.includes("poison");
    const failed = await deliver({ a: [record("fine")], b: [record("fine too"), record("poison")], c: [] });
    expect([...failed]).toEqual([["b", "ServiceUnavailableException Slow down."]]);
  });

  it("counts a call that fails as a whole against all that was in it", async () => {
    const failed = await deliverRecords(new Map([["a", [record("1")]], ["b", [record("2")]]]), () => Promise.reject(new Error("no route to host")), () => Promise.resolve());
    expect([...failed.keys()]).toEqual(["a", "b"]);
    expect(failed.get("a")).toContain("no route to host");
  });
});

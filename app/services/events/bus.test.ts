import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { parseEnvelope, type ShopEvent } from "~/domain/shopEvents";

interface Entry {
  EventBusName: string;
  Source: string;
  DetailType: string;
  Detail: string;
}

/** EventBridge on a loopback port: what it was asked, and what it shall answer. */
let calls: Entry[][];
let answer: (entries: readonly Entry[]) => { status: number; body: object };
let server: Server;
let sendEvents: typeof import("./bus.server").sendEvents;

const taken = (entries: readonly Entry[]) => ({ status: 200, body: { FailedEntryCount: 0, Entries: entries.map((_, index) => ({ EventId: String(index) })) } });
const skuIn = ({ Detail }: Entry) => (JSON.parse(Detail) as { sku: string }).sku;

beforeAll(async () => {
  server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk: Buffer) => (text += chunk.toString()));
    request.on("end", () => {
      const { Entries } = JSON.parse(text) as { Entries: Entry[] };
      calls.push(Entries);
      const { status, body } = answer(Entries);
      response.writeHead(status, { "Content-Type": "application/x-amz-json-1.1" }).end(JSON.stringify(body));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  vi.stubEnv("EVENT_BUS", "test-shop");
  vi.stubEnv("AWS_ENDPOINT_URL_EVENTBRIDGE", `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  vi.stubEnv("AWS_ACCESS_KEY_ID", "test");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "test");
  ({ sendEvents } = await import("./bus.server"));
});
afterAll(() => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  calls = [];
  answer = taken;
});

const event = (sku: string): ShopEvent => ({
  type: "stock.low",
  id: crypto.randomUUID(),
  occurredAt: "2026-11-21T18:00:00.000Z",
  payload: { sku, available: 2, threshold: 5 },
});

describe("EventBridge", () => {
  it("is sent every event once, ten a call at most, in the form that consumers read", async () => {
    const events = Array.from({ length: 23 }, (_, index) => event(`SKU-${index}`));
    expect(await sendEvents(events)).toEqual([]);
    expect(calls.map((entries) => entries.length).sort()).toEqual([10, 10, 3]);
    const read = calls.flat().map(({ Source, DetailType, Detail }) => parseEnvelope({ source: Source, "detail-type": DetailType, detail: JSON.parse(Detail) }));
    expect(new Set(read.map(({ id }) => id))).toEqual(new Set(events.map(({ id }) => id)));
    expect(new Set(calls.flat().map(({ EventBusName }) => EventBusName))).toEqual(new Set(["test-shop"]));
  });

  it("that takes some of a call's events is asked for no other again", async () => {
    const events = [event("FINE"), event("BAD"), event("FINE")];
    answer = (entries) => ({
      status: 200,
      body: {
        FailedEntryCount: 1,
        Entries: entries.map((entry) => (skuIn(entry) === "BAD" ? { ErrorCode: "InternalFailure", ErrorMessage: "Try again" } : { EventId: "1" })),
      },
    });
    expect(await sendEvents(events)).toEqual([{ id: events[1]?.id, error: "EventBridge did not take it: InternalFailure Try again" }]);
  });

  it("that refuses a whole call for one event's sake gets the others all the same", async () => {
    const events = [event("FINE"), event("BAD"), event("ALSO-FINE")];
    answer = (entries) =>
      entries.some((entry) => skuIn(entry) === "BAD") ? { status: 400, body: { __type: "ValidationException", message: "Detail is malformed" } } : taken(entries);
    expect(await sendEvents(events)).toEqual([{ id: events[1]?.id, error: expect.stringContaining("Detail is malformed") as string }]);
    expect(calls.filter(({ length }) => length === 1).flat().map(skuIn).sort()).toEqual(["ALSO-FINE", "BAD", "FINE"]);
  });

  it("that is not asked for an event too large for it gets the others", async () => {
    const huge = event("X".repeat(300_000));
    expect(await sendEvents([huge, event("FINE")])).toEqual([{ id: huge.id, error: expect.stringMatching(/\d+ bytes/) as string }]);
    expect(calls.flat().map(skuIn)).toEqual(["FINE"]);
  });

  it.each([
    ["is out of order", { status: 500, body: { __type: "InternalException" } }],
    ["takes nothing from this caller", { status: 400, body: { __type: "AccessDeniedException", message: "not authorized to perform: events:PutEvents" } }],
  ])("that %s fails the call, not its events", async (_, failure) => {
    answer = () => failure;
    await expect(sendEvents([event("FINE"), event("FINE")])).rejects.toThrow();
  });
});

import { beforeEach, expect, it } from "vitest";
import type { ShopEvent } from "~/domain/shopEvents";
import { parseEnvelope, envelopeOf } from "~/domain/shopEvents";
import { answerVisitReport } from "./visitReport.server";

const record = { kind: "page.viewed", occurredAt: new Date().toISOString(), path: "/" };
const report = { visit: "0d3bd2a6-92d9-4c5f-8f2b-6f3f1d9a7a10", device: "phone", records: [record] };

let sent: ShopEvent[];
const send = (events: readonly ShopEvent[]) => {
  sent.push(...events);
  return Promise.resolve([]);
};

function post(body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return answerVisitReport(new Request("http://shop.test/api/visit", { method: "POST", body: text, headers }), send);
}

/** Of the first event sent, as a consumer reads it. */
function arrived() {
  const event = parseEnvelope(envelopeOf(sent[0] as ShopEvent));
  if (event.type !== "visit.recorded") throw new Error(`${event.type} was sent.`);
  return event.payload;
}

beforeEach(() => {
  sent = [];
});

it("sends a report on, with the country that the edge tells", async () => {
  const answer = await post(report, { "CloudFront-Viewer-Country": "DE" });
  expect(answer.status).toBe(204);
  expect(answer.headers.get("Cache-Control")).toContain("no-store");
  expect(arrived()).toMatchObject({ ...report, country: "DE" });
});

it("leaves out a country that is none", async () => {
  await post(report, { "CloudFront-Viewer-Country": "<script>" });
  expect(arrived()).not.toHaveProperty("country");
});

it.each([
  ["no JSON", "{"],
  ["nothing", ""],
  ["no report", { hello: "world" }],
  ["no record", { ...report, records: [] }],
  ["more records than a report may hold", { ...report, records: Array.from({ length: 26 }, () => record) }],
  ["a kind that the browser doesn't report", { ...report, records: [{ ...record, kind: "order.paid" }] }],
  ["a page of another site", { ...report, records: [{ ...record, path: "https://elsewhere.test/" }] }],
])("refuses %s", async (_, body) => {
  expect((await post(body)).status).toBe(400);
  expect(sent).toEqual([]);
});

it("lets no order be found by its page, nor anything by what it was not asked for", async () => {
  await post({ ...report, email: "ada@example.com", records: [{ ...record, path: "/de-de/orders/7KQ4-M2XD/pay", name: "Ada" }] });
  expect(arrived().records[0]?.path).toBe("/de-de/orders");
  expect(JSON.stringify(sent)).not.toMatch(/7KQ4|ada/i);
});

it.each(["1999-01-01T00:00:00.000Z", "2999-01-01T00:00:00.000Z"])("takes no clock's word for %s", async (occurredAt) => {
  await post({ ...report, records: [{ ...record, occurredAt }] });
  const [first] = arrived().records;
  expect(Math.abs(Date.parse(first?.occurredAt ?? "") - Date.now())).toBeLessThan(60_000);
});

it.each([
  ["refuses it", () => Promise.resolve([{ id: "1", error: "full" }])],
  ["does not answer", () => Promise.reject(new Error("no route to host"))],
])("leaves the shopper alone if the bus %s", async (_, failing) => {
  const request = new Request("http://shop.test/api/visit", { method: "POST", body: JSON.stringify(report) });
  expect((await answerVisitReport(request, failing)).status).toBe(204);
});

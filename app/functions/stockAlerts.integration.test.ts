import { beforeEach, describe, expect, it } from "vitest";
import { setStock } from "~/services/stock/stock.server";
import { placed, productInStock, shopperWith } from "~/services/testing/fixtures";
import type { Notice } from "~/services/stock/stockNotices.server";
import { stockAlertsHandler } from "./stockAlertsHandler";
import { failuresOf, queueEvent, shopEnvelope } from "./testing/awsEvents";
import { shopEvent } from "./testing/shopEvents";

let told: Notice[];
const handler = stockAlertsHandler((notice) => {
  told.push(notice);
  return Promise.resolve();
});
const low = (sku: string, number = 0) => shopEnvelope(shopEvent("stock.low", number, { sku, available: 2, threshold: 5 }));

beforeEach(() => {
  told = [];
});

describe("an event of low stock", () => {
  it("tells buyers which product, which finish, how many are left, and by which event", async () => {
    const { sku, slug } = await productInStock(2);
    expect(await handler(queueEvent(low(sku)))).toEqual(failuresOf());
    expect(told).toHaveLength(1);
    expect(told[0]?.subject).toBe(`Stock is low: ${sku}`.slice(0, 99));
    expect(told[0]?.text).toContain(`Product ${slug.slice(-8)}, oat (${sku}): 2 left.`);
    expect(told[0]?.text).toContain(shopEvent("stock.low").id);
  });

  it("tells of a SKU that the catalog has no more by the SKU alone", async () => {
    await handler(queueEvent(low("NEVER-SOLD")));
    expect(told[0]?.text).toContain("NEVER-SOLD, which the catalog has no more: 2 left");
  });

  it("comes again alone if its notice could not be sent, or is none", async () => {
    const failing = stockAlertsHandler((notice) => (notice.subject.includes("POISON") ? Promise.reject(new Error("the topic is gone")) : Promise.resolve()));
    const batch = queueEvent(low("FINE-A"), low("POISON-B"), "{", shopEnvelope(shopEvent("order.paid")), { task: "dance" });
    expect(await failing(batch)).toEqual(failuresOf(1, 2, 3, 4));
  });
});

describe("the summary", () => {
  it("lists what can still be sold of each SKU that is low, counting what unpaid orders hold", async () => {
    const [plenty, scarce, gone] = await Promise.all([productInStock(50), productInStock(6), productInStock(1)]);
    await placed(await shopperWith({ ...scarce, quantity: 3 }));
    await setStock(gone.sku, 0);
    expect(await handler(queueEvent({ task: "summary" }))).toEqual(failuresOf());
    const [{ subject, text } = { subject: "", text: "" }] = told;
    expect(subject).toMatch(/^Stock is low: \d+ SKUs$/);
    expect(text).toContain(`(${scarce.sku}): 3 left`);
    expect(text).toContain(`(${gone.sku}): sold out`);
    expect(text).not.toContain(plenty.sku);
  });
});

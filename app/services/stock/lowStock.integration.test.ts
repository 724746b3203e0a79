import { expect, it } from "vitest";
import { LOW_STOCK_THRESHOLD } from "~/domain/stock";
import { prisma } from "~/platform/database.server";
import { changeCart } from "~/services/carts/carts.server";
import { sweep } from "~/services/orders/sweeper.server";
import { placed, productInStock, shopperWith } from "~/services/testing/fixtures";
import { setStock } from "./stock.server";

/** What was said of a SKU, in order. */
async function saidOf(sku: string) {
  const events = await prisma.outboxEvent.findMany({ where: { type: "stock.low", payload: { path: ["sku"], equals: sku } }, orderBy: { id: "asc" } });
  return events.map(({ payload }) => payload);
}

it("is said by one of many sales at once: that which brings stock to the threshold", async () => {
  const item = await productInStock(LOW_STOCK_THRESHOLD + 6);
  await Promise.all(Array.from({ length: 10 }, async () => placed(await shopperWith(item))));
  expect(await saidOf(item.sku)).toEqual([{ sku: item.sku, available: LOW_STOCK_THRESHOLD, threshold: LOW_STOCK_THRESHOLD }]);
});

it("is said of a sale that leaps over the threshold, and not of one that ends above it", async () => {
  const item = await productInStock(LOW_STOCK_THRESHOLD + 3);
  await placed(await shopperWith({ ...item, quantity: 2 }));
  expect(await saidOf(item.sku)).toEqual([]);
  await placed(await shopperWith({ ...item, quantity: 4 }));
  expect(await saidOf(item.sku)).toMatchObject([{ available: LOW_STOCK_THRESHOLD - 3 }]);
});

it("is not said again of an order that replaces one of the same pieces", async () => {
  const item = await productInStock(LOW_STOCK_THRESHOLD + 1);
  const session = await shopperWith(item);
  await placed(session);
  await changeCart(session, { type: "adjust", sku: item.sku, delta: 1 });
  await placed(session);
  expect(await saidOf(item.sku)).toHaveLength(1);
});

it("is said again once there was enough in between", async () => {
  const item = await productInStock(LOW_STOCK_THRESHOLD + 1);
  await placed(await shopperWith(item));
  // The order is let go, so its piece can be sold again.
  await sweep(new Date(Date.now() + 60 * 60_000));
  await placed(await shopperWith(item));
  expect(await saidOf(item.sku)).toHaveLength(2);
  await setStock(item.sku, LOW_STOCK_THRESHOLD + 20);
  await placed(await shopperWith({ ...item, quantity: 10 }));
  expect(await saidOf(item.sku)).toHaveLength(2);
});

import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { quantitiesBySku } from "~/domain/stock";
import { config } from "~/platform/config.server";
import { prisma } from "~/platform/database.server";
import { changeCart } from "~/services/carts/carts.server";
import { publishProduct } from "~/services/catalog/catalog.server";
import { card, chargesOf, checkoutOf, makeProduct, MODEL_VERSION, orderIn, placed, PRICE_MINOR, productInStock, shopperWith, shopperWithStored, stockOf } from "~/services/testing/fixtures";
import { setStock } from "~/services/stock/stock.server";
import { orderForBuyer, payOrder, placeOrder, type PlaceOrderResult } from "./orders.server";

// Longer than a busy machine needs, so that no payment times out.
beforeEach(() => void (config.paymentTimeoutMs = 10_000));

const eventsOf = async (number: string) => {
  const order = await prisma.order.findUniqueOrThrow({ where: { number } });
  const events = await prisma.outboxEvent.findMany({ where: { aggregateId: order.id }, orderBy: { id: "asc" } });
  return events.map((event) => event.type);
};
const kinds = (results: readonly { kind: string }[]) =>
  Object.fromEntries(quantitiesBySku(results.map(({ kind }) => ({ sku: kind, quantity: 1 }))).map(({ sku, quantity }) => [sku, quantity]));

describe("placing an order", () => {
  it("reserves stock and writes order, payment intent and event together", async () => {
    const item = await productInStock(5);
    const session = await shopperWith({ ...item, quantity: 2 });
    const order = await placed(session);
    expect(order).toMatchObject({
      status: "awaiting_payment",
      subtotal: { minor: 2 * PRICE_MINOR },
      delivery: { minor: 0 },
      total: { minor: 2 * PRICE_MINOR },
      email: "shopper@example.com",
      address: { city: "Berlin" },
      lastDeclineCode: null,
      lines: [{ sku: item.sku, quantity: 2, unitPrice: { minor: PRICE_MINOR } }],
    });
    expect(await stockOf(item.sku)).toEqual({ onHand: 5, reserved: 2 });
    expect(await eventsOf(order.number)).toEqual(["order.placed"]);
    expect(await prisma.paymentAttempt.count({ where: { order: { number: order.number }, status: "intended" } })).toBe(1);
  });

  it("twice at once with one key makes one order, even of the last piece", async () => {
    const item = await productInStock(1);
    const checkout = await checkoutOf(await shopperWith(item));
    const results = await Promise.all(Array.from({ length: 8 }, () => placeOrder(checkout)));
    expect(new Set(results.map((result) => orderIn(result).number)).size).toBe(1);
    expect(await stockOf(item.sku)).toEqual({ onHand: 1, reserved: 1 });
  });

  it("again with the same key gives the same order, though it is paid and the cart is another", async () => {
    const item = await productInStock(5);
    const session = await shopperWith(item);
    const checkout = await checkoutOf(session);
    const order = orderIn(await placeOrder(checkout));
    await payOrder({ orderNumber: order.number, buyerId: session.buyerId, card: card("success") });
    await changeCart(session, { type: "add", line: item });
    expect(orderIn(await placeOrder(checkout))).toMatchObject({ number: order.number, status: "paid" });
  });

  it("with another buyer's key gives nothing away", async () => {
    const item = await productInStock(5);
    const theirs = await checkoutOf(await shopperWith(item));
    await placeOrder(theirs);
    const other = await shopperWith(item);
    expect(await placeOrder({ ...theirs, session: other })).toEqual({ kind: "empty-cart" });
  });

  it("sums two lines of one SKU before it looks at stock", async () => {
    const item = await productInStock(5);
    const two = await shopperWithStored({ ...item, quantity: 3 }, { ...item, quantity: 3 });
    expect(await placeOrder(await checkoutOf(two))).toEqual({ kind: "sold-out", lines: [{ sku: item.sku, requested: 6, available: 5 }] });
    const fits = await shopperWithStored({ ...item, quantity: 3 }, { ...item, quantity: 2 });
    expect((await placed(fits)).lines).toMatchObject([{ sku: item.sku, quantity: 5 }]);
    expect(await stockOf(item.sku)).toEqual({ onHand: 5, reserved: 5 });
  });

  it("names every line that is missing and reserves nothing of the others", async () => {
    const [there, scarce, gone] = await Promise.all([productInStock(5), productInStock(1), productInStock(0)]);
    const session = await shopperWith(there, { ...scarce, quantity: 2 }, gone);
    const result = await placeOrder(await checkoutOf(session));
    expect(result.kind === "sold-out" && result.lines).toHaveLength(2);
    expect(await stockOf(there.sku)).toEqual({ onHand: 5, reserved: 0 });
  });

  it("of what the catalog no longer has says so", async () => {
    const session = await shopperWith({ sku: "GONE-OAT", slug: "gone", finishId: "oat", quantity: 1 });
    expect(await placeOrder(await checkoutOf(session))).toEqual({ kind: "sold-out", lines: [{ sku: "GONE-OAT", requested: 1, available: 0 }] });
  });

  it("at another price than the shopper saw writes nothing and says the new one", async () => {
    const product = makeProduct();
    await publishProduct(product, MODEL_VERSION);
    const line = { sku: product.finishes[0]?.sku ?? "", slug: product.slug, finishId: "oat", quantity: 1 };
    await setStock(line.sku, 1);
    const checkout = await checkoutOf(await shopperWith(line));
    await publishProduct({ ...product, finishes: product.finishes.map((finish) => ({ ...finish, priceMinor: 15_000 })) }, MODEL_VERSION);
    expect(await placeOrder(checkout)).toEqual({ kind: "price-changed", totalMinor: 15_000 });
    expect(await stockOf(line.sku)).toEqual({ onHand: 1, reserved: 0 });
  });

  it("of a cart that changed since the page was shown asks again", async () => {
    const item = await productInStock(5);
    const session = await shopperWith(item);
    const stale = await checkoutOf(session);
    await changeCart(session, { type: "adjust", sku: item.sku, delta: 1 });
    expect(await placeOrder(stale)).toEqual({ kind: "price-changed", totalMinor: 2 * PRICE_MINOR });
  });

  it("of an empty cart is refused", async () => {
    const session = await shopperWith();
    expect(await placeOrder({ ...(await checkoutOf(session)), checkoutKey: randomUUID() })).toEqual({ kind: "empty-cart" });
  });

  it("replaces the cart's earlier order and takes over its stock", async () => {
    const last = await productInStock(1);
    const other = await productInStock(1);
    const session = await shopperWith(last);
    const first = await placed(session);
    await changeCart(session, { type: "add", line: other });
    const second = await placed(session);
    expect((await orderForBuyer(first.number, session.buyerId))?.status).toBe("cancelled");
    expect(second.lines).toHaveLength(2);
    expect(await stockOf(last.sku)).toEqual({ onHand: 1, reserved: 1 });
  });

  it("leaves the earlier order alone when the new one cannot be", async () => {
    const last = await productInStock(1);
    const gone = await productInStock(0);
    const session = await shopperWith(last);
    const first = await placed(session);
    await changeCart(session, { type: "add", line: gone });
    expect((await placeOrder(await checkoutOf(session))).kind).toBe("sold-out");
    expect((await orderForBuyer(first.number, session.buyerId))?.status).toBe("awaiting_payment");
    expect(await stockOf(last.sku)).toEqual({ onHand: 1, reserved: 1 });
  });
});

describe("an order", () => {
  it("is seen by its buyer only", async () => {
    const session = await shopperWith(await productInStock(1));
    const { number } = await placed(session);
    expect((await orderForBuyer(number, session.buyerId))?.number).toBe(number);
    for (const [otherNumber, buyer] of [[number, randomUUID()], ["00000-00000", session.buyerId], ["\0", session.buyerId], ["x".repeat(9_999), session.buyerId]] as const) {
      expect(await orderForBuyer(otherNumber, buyer)).toBeNull();
      expect(await payOrder({ orderNumber: otherNumber, buyerId: buyer, card: card("success") })).toEqual({ kind: "not-found" });
    }
  });
});

describe("a rush", () => {
  it("of 200 on 20 pieces sells exactly 20, tells every other and leaves nothing reserved", async () => {
    const item = await productInStock(20);
    const checkouts = await Promise.all(Array.from({ length: 200 }, async () => checkoutOf(await shopperWith(item))));
    const results = await Promise.all(
      checkouts.map(async (checkout): Promise<PlaceOrderResult> => {
        const result = await placeOrder(checkout);
        if (result.kind === "placed") {
          const { buyerId } = checkout.session;
          expect(await payOrder({ orderNumber: result.order.number, buyerId, card: card("success") })).toEqual({ kind: "paid" });
        }
        return result;
      }),
    );
    expect(kinds(results)).toEqual({ placed: 20, "sold-out": 180 });
    for (const result of results) {
      if (result.kind === "placed") expect(await chargesOf(result.order.number)).toBe(1);
      if (result.kind === "sold-out") expect(result.lines).toEqual([{ sku: item.sku, requested: 1, available: 0 }]);
    }
    expect(await stockOf(item.sku)).toEqual({ onHand: 0, reserved: 0 });
  });

  it("on the same products in different orders ends without a conflict that a shopper sees", async () => {
    const items = await Promise.all([productInStock(30), productInStock(30), productInStock(30)]);
    const sessions = await Promise.all(
      Array.from({ length: 60 }, (_, i) => {
        const mine = i % 2 === 0 ? items : [...items].reverse();
        return shopperWithStored(...mine.slice(i % 3));
      }),
    );
    const results = await Promise.all(
      sessions.map(async (session) => {
        const result = await placeOrder(await checkoutOf(session));
        if (result.kind !== "placed") return result;
        return payOrder({ orderNumber: result.order.number, buyerId: session.buyerId, card: card("success") });
      }),
    );
    expect(Object.keys(kinds(results)).sort()).toEqual(["paid", "sold-out"]);
    for (const item of items) {
      const sold = await prisma.orderLine.aggregate({ where: { sku: item.sku, order: { status: "paid" } }, _sum: { quantity: true } });
      expect(await stockOf(item.sku)).toEqual({ onHand: 30 - (sold._sum.quantity ?? 0), reserved: 0 });
    }
  });
});

import { GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { describe, expect, it, vi } from "vitest";
import { cartCount, MAX_LINE_QUANTITY, type CartLine } from "~/domain/cart";
import { dynamo, tableName } from "~/platform/dynamodb.server";
import { setStock } from "~/services/stock/stock.server";
import { checkoutOf, placed, PRICE_MINOR, productInStock, shopperWith } from "~/services/testing/fixtures";
import { changeCart, clearCart, pricedCart, readCart } from "./carts.server";

const line = (sku: string, quantity = 1): CartLine => ({ sku, slug: sku.toLowerCase(), finishId: "oat", quantity });

describe("changes of a cart", () => {
  it("made fifty at once all count", async () => {
    const skus = ["A", "B", "C", "D", "E"];
    const session = await shopperWith();
    const changes = Array.from({ length: 50 }, (_, i) => changeCart(session, { type: "add", line: line(skus[i % 5] ?? "A") }));
    await Promise.all(changes);
    const cart = await readCart(session);
    expect(cartCount(cart)).toBe(50);
    expect(cart.lines).toHaveLength(5);
    expect(cart.version).toBe(50);
  });

  it("made by several processes at once all count", async () => {
    const session = await shopperWith();
    const processes = await Promise.all(
      Array.from({ length: 4 }, async () => {
        vi.resetModules();
        return import("./carts.server");
      }),
    );
    const changes = Array.from({ length: 20 }, (_, i) =>
      processes[i % 4]?.changeCart(session, { type: "add", line: line(`SKU-${i % 3}`) }),
    );
    await Promise.all(changes);
    expect(cartCount(await readCart(session))).toBe(20);
  });

  it("that fail hold up no other", async () => {
    const session = await shopperWith();
    const failing = changeCart(session, { type: "add", line: line("A", 0.5) });
    const next = changeCart(session, { type: "add", line: line("A") });
    await expect(failing).rejects.toThrow(RangeError);
    expect(cartCount(await next)).toBe(1);
  });

  it("made fifty at once on one line stop at the most it may have", async () => {
    const session = await shopperWith(line("A"));
    await Promise.all(Array.from({ length: 50 }, () => changeCart(session, { type: "adjust", sku: "A", delta: 1 })));
    expect(cartCount(await readCart(session))).toBe(MAX_LINE_QUANTITY);
  });

  it("renew the checkout key and prolong the cart", async () => {
    const session = await shopperWith(line("A"));
    const before = await readCart(session);
    const after = await changeCart(session, { type: "add", line: line("B") });
    expect(after.checkoutKey).not.toBe(before.checkoutKey);
    expect(after.expiresAt).toBeGreaterThan(Date.now() / 1000 + 179 * 24 * 3_600);
    expect(await readCart(session)).toEqual(after);
  });

  it("that change nothing write nothing", async () => {
    const session = await shopperWith();
    await changeCart(session, { type: "remove", sku: "A" });
    const { Item } = await dynamo.send(new GetCommand({ TableName: tableName("carts"), Key: { id: session.cartId } }));
    expect(Item).toBeUndefined();
  });
});

describe("a cart that expired", () => {
  it("is empty and can be filled again", async () => {
    const session = await shopperWith(line("A"));
    await dynamo.send(
      new UpdateCommand({
        TableName: tableName("carts"),
        Key: { id: session.cartId },
        UpdateExpression: "SET expiresAt = :past",
        ExpressionAttributeValues: { ":past": 1 },
      }),
    );
    expect((await readCart(session)).lines).toEqual([]);
    expect((await changeCart(session, { type: "add", line: line("B") })).lines).toEqual([line("B")]);
  });
});

describe("readCart", () => {
  it("gives an empty cart to whoever has no session", async () => {
    expect((await readCart(null)).lines).toEqual([]);
  });
});

describe("clearCart", () => {
  it("empties the cart that was ordered, and only that", async () => {
    const session = await shopperWith(line("A"));
    const { checkoutKey } = await readCart(session);
    const changed = await changeCart(session, { type: "add", line: line("B") });
    await clearCart(session, checkoutKey);
    expect((await readCart(session)).lines).toHaveLength(2);
    await clearCart(session, changed.checkoutKey);
    expect((await readCart(session)).lines).toEqual([]);
  });
});

describe("pricedCart", () => {
  it("prices by the catalog and says what is wrong with each line", async () => {
    const [fine, scarce, gone] = await Promise.all([productInStock(5), productInStock(1), productInStock(0)]);
    const session = await shopperWith({ ...fine, quantity: 2 }, { ...scarce, quantity: 3 }, gone, line("NEVER-SOLD"), { ...fine, sku: "FORGED", finishId: "oat" });
    const priced = await pricedCart(await readCart(session));
    expect(priced.lines.map(({ problem, available, lineTotal }) => ({ problem, available, total: lineTotal.minor }))).toEqual([
      { problem: null, available: 5, total: 2 * PRICE_MINOR },
      { problem: "not-enough", available: 1, total: 3 * PRICE_MINOR },
      { problem: "sold-out", available: 0, total: PRICE_MINOR },
      { problem: "discontinued", available: 0, total: 0 },
      { problem: "discontinued", available: 0, total: 0 },
    ]);
    expect(priced).toMatchObject({ count: 8, purchasable: false, subtotal: { minor: 6 * PRICE_MINOR } });
    expect(priced.lines[0]?.poster[0]?.variant).toBe("oat");
  });

  it("is purchasable when every line can be had, and not when empty", async () => {
    const session = await shopperWith(await productInStock(1));
    expect((await pricedCart(await readCart(session))).purchasable).toBe(true);
    expect((await pricedCart(await readCart(null))).purchasable).toBe(false);
  });

  it("does not call sold out what the shopper's own unpaid order holds", async () => {
    const last = await productInStock(1);
    const session = await shopperWith(last);
    await placed(session);
    expect((await pricedCart(await readCart(session))).purchasable).toBe(true);
    const other = await shopperWith(last);
    expect((await pricedCart(await readCart(other))).lines[0]?.problem).toBe("sold-out");
    expect((await checkoutOf(other)).checkoutKey).not.toBe((await checkoutOf(session)).checkoutKey);
  });
});

describe("setStock", () => {
  it("refuses to fall below what unpaid orders hold", async () => {
    const item = await productInStock(2);
    await placed(await shopperWith({ ...item, quantity: 2 }));
    await expect(setStock(item.sku, 1)).rejects.toThrow(/Unpaid orders hold 2 pieces/);
    await setStock(item.sku, 3);
  });
});

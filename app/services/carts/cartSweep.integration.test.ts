import { randomUUID } from "node:crypto";
import { GetCommand, PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { describe, expect, it } from "vitest";
import type { CartLine } from "~/domain/cart";
import { parseEnvelope, envelopeOf, type ShopEvent } from "~/domain/shopEvents";
import { dynamo, tableName } from "~/platform/dynamodb.server";
import { shopperWith } from "~/services/testing/fixtures";
import { changeCart, readCart } from "./carts.server";
import { sweepCarts } from "./cartSweep.server";
import { CART_SECONDS } from "./storedCart";

const HOUR = 60 * 60;
const DAY = 24 * HOUR;
const line = (sku: string): CartLine => ({ sku, slug: sku.toLowerCase(), finishId: "oat", quantity: 2 });

/** A cart that was changed so many seconds ago. */
async function cartUntouchedFor(age: number, ...lines: CartLine[]) {
  const session = await shopperWith(...lines);
  await dynamo.send(
    new UpdateCommand({
      TableName: tableName("carts"),
      Key: { id: session.cartId },
      UpdateExpression: "SET expiresAt = :at",
      ExpressionAttributeValues: { ":at": Math.floor(Date.now() / 1000) + CART_SECONDS - age },
    }),
  );
  return session;
}

/** A bus that keeps what it takes; every test has carts of its own, and the sweep finds those of all. */
function bus(take: (event: ShopEvent) => Promise<"taken" | "refused"> = () => Promise.resolve("taken")) {
  const taken: ShopEvent[] = [];
  return {
    of: (cartId: string) => taken.filter(({ type, payload }) => type === "cart.left" && "cartId" in payload && payload.cartId === cartId),
    async send(events: readonly ShopEvent[]) {
      const outcomes = await Promise.all(events.map(async (event) => ({ event, outcome: await take(event) })));
      taken.push(...outcomes.flatMap(({ event, outcome }) => (outcome === "taken" ? [event] : [])));
      return outcomes.flatMap(({ event, outcome }) => (outcome === "refused" ? [{ id: event.id, error: "refused" }] : []));
    },
  };
}

const stored = async (cartId: string) => (await dynamo.send(new GetCommand({ TableName: tableName("carts"), Key: { id: cartId }, ConsistentRead: true }))).Item;

describe("a cart with lines that nobody touched for a day", () => {
  it("is told of once, by an event that consumers can read", async () => {
    const { cartId } = await cartUntouchedFor(DAY + HOUR, line("A"));
    const { of, send } = bus();
    await sweepCarts(send);
    await sweepCarts(send);
    const [event, ...more] = of(cartId);
    expect(more).toEqual([]);
    expect(event?.payload).toMatchObject({ cartId, lines: [{ sku: "A", slug: "a", quantity: 2 }] });
    expect(parseEnvelope(envelopeOf(event as ShopEvent))).toEqual(event);
    expect(Date.now() - Date.parse(event?.occurredAt ?? "")).toBeLessThan(HOUR * 1000 + 60_000);
  });

  it("is the shopper's as before", async () => {
    const session = await cartUntouchedFor(DAY + HOUR, line("A"));
    const before = await readCart(session);
    await sweepCarts(bus().send);
    expect(await readCart(session)).toEqual(before);
    expect((await changeCart(session, { type: "add", line: line("B") })).lines).toHaveLength(2);
  });

  it("is told of again only after another change and another day", async () => {
    const session = await cartUntouchedFor(DAY + HOUR, line("A"));
    const { of, send } = bus();
    await sweepCarts(send);
    await changeCart(session, { type: "add", line: line("B") });
    await sweepCarts(send);
    expect(of(session.cartId)).toHaveLength(1);
    await sweepCarts(send, new Date(Date.now() + (DAY + HOUR) * 1000));
    const ids = of(session.cartId).map(({ id }) => id);
    expect(new Set(ids).size).toBe(2);
  });

  it("is told of with the same id after a crash between sending and marking", async () => {
    const { cartId } = await cartUntouchedFor(DAY + HOUR, line("A"));
    const { of, send } = bus();
    const dyingBus = async (events: readonly ShopEvent[]) => {
      await send(events);
      throw new Error("the process died");
    };
    await expect(sweepCarts(dyingBus)).rejects.toThrow("the process died");
    await sweepCarts(send);
    await sweepCarts(send);
    const [first, second, ...more] = of(cartId);
    expect(more).toEqual([]);
    expect(second).toEqual(first);
  });

  it("is told of by the next sweep if the bus did not take its event", async () => {
    const { cartId } = await cartUntouchedFor(DAY + HOUR, line("A"));
    const isMine = (event: ShopEvent) => "cartId" in event.payload && event.payload.cartId === cartId;
    const { failed } = await sweepCarts(bus((event) => Promise.resolve(isMine(event) ? "refused" : "taken")).send);
    expect(failed).toBe(1);
    const { of, send } = bus();
    await sweepCarts(send);
    expect(of(cartId)).toHaveLength(1);
  });

  it("takes a change that the shopper makes during the sweep", async () => {
    const session = await cartUntouchedFor(DAY + HOUR, line("A"));
    const { send } = bus(async (event) => {
      if ("cartId" in event.payload && event.payload.cartId === session.cartId) await changeCart(session, { type: "add", line: line("B") });
      return "taken";
    });
    await sweepCarts(send);
    expect((await readCart(session)).lines.map(({ sku }) => sku)).toEqual(["A", "B"]);
    expect(await stored(session.cartId)).not.toHaveProperty("leftVersion");
  });
});

describe("a cart that was touched within a day, or is empty", () => {
  it.each([
    ["touched", HOUR, [line("A")]],
    ["empty", 30 * DAY, []],
  ] as const)("is left alone: %s", async (_, age, lines) => {
    const session = await cartUntouchedFor(age, ...lines);
    const before = await stored(session.cartId);
    const { of, send } = bus();
    await sweepCarts(send);
    expect(of(session.cartId)).toEqual([]);
    expect(await stored(session.cartId)).toEqual(before);
  });
});

describe("a cart whose time is over", () => {
  it("is deleted, and told of if nobody was told before", async () => {
    const { cartId } = await cartUntouchedFor(CART_SECONDS + HOUR, line("A"));
    const { of, send } = bus();
    await sweepCarts(send);
    expect(of(cartId)).toHaveLength(1);
    expect(await stored(cartId)).toBeUndefined();
  });

  it("stays until the bus has taken its event", async () => {
    const { cartId } = await cartUntouchedFor(CART_SECONDS + HOUR, line("A"));
    await sweepCarts(bus(() => Promise.resolve("refused")).send);
    expect(await stored(cartId)).toBeDefined();
    await sweepCarts(bus().send);
    expect(await stored(cartId)).toBeUndefined();
  });

  it("stays if the shopper comes back during the sweep", async () => {
    const session = await cartUntouchedFor(CART_SECONDS + HOUR, line("A"));
    const { send } = bus(async (event) => {
      if ("cartId" in event.payload && event.payload.cartId === session.cartId) await changeCart(session, { type: "add", line: line("B") });
      return "taken";
    });
    await sweepCarts(send);
    expect((await readCart(session)).lines.map(({ sku }) => sku)).toEqual(["B"]);
  });
});

describe("a sweep", () => {
  it("goes through more carts than one page of a scan holds", async () => {
    const expiresAt = Math.floor(Date.now() / 1000) - HOUR;
    const lines = Array.from({ length: 40 }, (_, index) => ({ ...line(`${"LONG-".repeat(40)}${index}`), slug: "long-".repeat(40) }));
    const ids = Array.from({ length: 70 }, () => randomUUID());
    await Promise.all(
      ids.map((id) => dynamo.send(new PutCommand({ TableName: tableName("carts"), Item: { id, version: 1, checkoutKey: randomUUID(), lines, expiresAt } }))),
    );
    const { of, send } = bus();
    expect((await sweepCarts(send)).ended).toBeGreaterThanOrEqual(ids.length);
    expect(ids.filter((id) => of(id).length !== 1)).toEqual([]);
  });

  it("goes past an item that is no cart, and says so", async () => {
    const id = randomUUID();
    await dynamo.send(new PutCommand({ TableName: tableName("carts"), Item: { id, version: 1, lines: "none", expiresAt: 1 } }));
    const { cartId } = await cartUntouchedFor(DAY + HOUR, line("A"));
    const { of, send } = bus();
    expect((await sweepCarts(send)).broken).toBeGreaterThanOrEqual(1);
    expect(of(cartId)).toHaveLength(1);
  });
});

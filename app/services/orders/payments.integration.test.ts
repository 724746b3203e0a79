import { beforeEach, describe, expect, it } from "vitest";
import { money } from "~/domain/money";
import { config } from "~/platform/config.server";
import { prisma } from "~/platform/database.server";
import { changeCart, readCart } from "~/services/carts/carts.server";
import { relayBatch } from "~/services/events/relay.server";
import { testGateway } from "~/services/payments/testGateway.server";
import { card, chargesOf, checkoutOf, orderIn, placed, productInStock, shopperWith, stockOf } from "~/services/testing/fixtures";
import { impatientGateway, slowGateway, takeSilently, unreachableGateway } from "~/services/testing/gateways";
import { orderForBuyer, payOrder, placeOrder, reconcileOrder } from "./orders.server";
import { beginAttempt } from "./payOrder.server";
import { recordPayment } from "./recordPayment.server";
import { sweep } from "./sweeper.server";

const later = (minutes: number) => new Date(Date.now() + minutes * 60_000);
/** Long after every payment's time-out, before any reservation ends. */
const stale = () => later(1);
const expired = () => later(config.reservationMinutes + 1);

// Longer than a busy machine needs, so that only those payments time out that are meant to.
beforeEach(() => void (config.paymentTimeoutMs = 10_000));

async function shopperWithOrder(onHand = 3) {
  const item = await productInStock(onHand);
  const session = await shopperWith(item);
  const order = await placed(session);
  const pay = (name: Parameters<typeof card>[0], gateway = impatientGateway) =>
    payOrder({ orderNumber: order.number, buyerId: session.buyerId, card: card(name) }, gateway);
  const status = async () => (await orderForBuyer(order.number, session.buyerId))?.status;
  const id = (await prisma.order.findUniqueOrThrow({ where: { number: order.number } })).id;
  return { item, session, number: order.number, id, pay, status };
}

/** What a process leaves that is killed after the gateway has, or has not, got the payment. */
async function crashWhilePaying(orderId: string, when: "before the gateway" | "after the gateway"): Promise<string> {
  const begun = await beginAttempt(orderId, testGateway);
  if ("kind" in begun) throw new Error(`The payment did not begin: ${begun.kind}`);
  if (when === "after the gateway") {
    await takeSilently({ idempotencyKey: begun.id, amount: money(begun.amountMinor), card: card("success") });
  }
  return begun.id;
}

/** Hands on everything that waits: other tests of this run leave events too. */
async function relayAll(): Promise<void> {
  while ((await relayBatch()) > 0);
}

describe("paying", () => {
  it("takes the stock, clears the cart and says so", async () => {
    const { item, session, number, id, pay, status } = await shopperWithOrder();
    expect(await pay("success")).toEqual({ kind: "paid" });
    expect(await status()).toBe("paid");
    expect(await stockOf(item.sku)).toEqual({ onHand: 2, reserved: 0 });
    expect((await readCart(session)).lines).toEqual([]);
    expect(await chargesOf(number)).toBe(1);
    expect(await prisma.outboxEvent.count({ where: { aggregateId: id, type: "order.paid" } })).toBe(1);
  });

  it("again does not charge again", async () => {
    const { number, pay } = await shopperWithOrder();
    await pay("success");
    expect(await pay("success")).toEqual({ kind: "paid" });
    expect(await pay("declined")).toEqual({ kind: "paid" });
    expect(await chargesOf(number)).toBe(1);
  });

  it("twice at once charges once", async () => {
    const { item, number, pay } = await shopperWithOrder();
    const results = await Promise.all(Array.from({ length: 6 }, () => pay("success")));
    for (const { kind } of results) expect(["paid", "in-progress"]).toContain(kind);
    expect(results).toContainEqual({ kind: "paid" });
    expect(await chargesOf(number)).toBe(1);
    expect(await stockOf(item.sku)).toEqual({ onHand: 2, reserved: 0 });
  });

  it("leaves a cart alone that was changed since the order", async () => {
    const { item, session, pay } = await shopperWithOrder();
    await changeCart(session, { type: "adjust", sku: item.sku, delta: 1 });
    await pay("success");
    expect((await readCart(session)).lines).toMatchObject([{ quantity: 2 }]);
  });

  it.each([["declined", "card_declined"], ["insufficientFunds", "insufficient_funds"]] as const)("with a card that is %s can be tried again", async (name, code) => {
    const { item, session, number, id, pay } = await shopperWithOrder();
    expect(await pay(name)).toEqual({ kind: "declined", code });
    expect(await orderForBuyer(number, session.buyerId)).toMatchObject({ status: "awaiting_payment", lastDeclineCode: code });
    expect(await stockOf(item.sku)).toEqual({ onHand: 3, reserved: 1 });
    expect(await pay("success")).toEqual({ kind: "paid" });
    expect(await orderForBuyer(number, session.buyerId)).toMatchObject({ status: "paid", lastDeclineCode: null });
    expect(await prisma.outboxEvent.count({ where: { aggregateId: id, type: "payment.declined" } })).toBe(1);
    expect(await prisma.paymentAttempt.count({ where: { orderId: id } })).toBe(2);
  });

  it("with a number that is no test card is declined, since nothing is really taken", async () => {
    const { session, number } = await shopperWithOrder();
    const other = { ...card("success"), cardNumber: "5555555555554444" };
    expect(await payOrder({ orderNumber: number, buyerId: session.buyerId, card: other })).toEqual({ kind: "declined", code: "not_a_test_card" });
  });

  it("leaves no card number anywhere in the database", async () => {
    const { pay } = await shopperWithOrder();
    await pay("insufficientFunds");
    for (const table of [prisma.order, prisma.paymentAttempt, prisma.outboxEvent, prisma.testGatewayPayment]) {
      const rows = await (table.findMany as () => Promise<unknown[]>)();
      expect(JSON.stringify(rows)).not.toContain("4000000000009995");
    }
  });
});

describe("a payment that times out", () => {
  it("is unknown after the time-out, with the real test gateway", async () => {
    config.paymentTimeoutMs = 100;
    const { pay, status } = await shopperWithOrder();
    expect(await pay("timeoutTaken", testGateway)).toEqual({ kind: "unknown" });
    expect(await status()).toBe("payment_unknown");
  });

  it("but was taken is found out when the shopper looks, and charged once", async () => {
    const { item, session, number, pay } = await shopperWithOrder();
    expect(await pay("timeoutTaken")).toEqual({ kind: "unknown" });
    expect((await reconcileOrder(number, session.buyerId))?.status).toBe("paid");
    expect(await pay("success")).toEqual({ kind: "paid" });
    expect(await chargesOf(number)).toBe(1);
    expect(await stockOf(item.sku)).toEqual({ onHand: 2, reserved: 0 });
  });

  it("but was taken is found out by a sweep", async () => {
    const { session, pay, status } = await shopperWithOrder();
    await pay("timeoutTaken");
    await sweep();
    expect(await status()).toBe("paid");
    expect((await readCart(session)).lines).toEqual([]);
  });

  it("and was not taken keeps its stock until that is certain, then can be paid again", async () => {
    const { item, session, number, pay, status } = await shopperWithOrder();
    await pay("timeoutNotTaken");
    // It may still be on its way, so another card now could charge twice.
    expect((await reconcileOrder(number, session.buyerId))?.status).toBe("payment_unknown");
    expect(await pay("success")).toEqual({ kind: "unknown" });
    expect(await stockOf(item.sku)).toEqual({ onHand: 3, reserved: 1 });
    await sweep(stale());
    expect(await status()).toBe("awaiting_payment");
    expect(await pay("success")).toEqual({ kind: "paid" });
    expect(await chargesOf(number)).toBe(1);
  });

  it("and reaches the gateway only after it was given up takes nothing", async () => {
    const { id, number, status } = await shopperWithOrder();
    const attemptId = await crashWhilePaying(id, "before the gateway");
    await sweep(stale());
    const late = await testGateway.authorise({ idempotencyKey: attemptId, amount: money(12_490), card: card("success") }, new AbortController().signal);
    expect(late).toEqual({ kind: "voided" });
    await recordPayment(attemptId, late, testGateway);
    expect(await status()).toBe("awaiting_payment");
    expect(await chargesOf(number)).toBe(0);
  });

  it("at a gateway that cannot be reached stays unknown until it can", async () => {
    const { pay, status } = await shopperWithOrder();
    expect(await pay("success", unreachableGateway)).toEqual({ kind: "unknown" });
    await sweep(stale(), unreachableGateway);
    await sweep(expired(), unreachableGateway);
    expect(await status()).toBe("payment_unknown");
    await sweep(stale());
    expect(await status()).toBe("awaiting_payment");
  });
});

describe("a process that dies", () => {
  it("after the gateway took the payment leaves a paid order after the next sweep", async () => {
    const { item, session, id, number, status } = await shopperWithOrder();
    await crashWhilePaying(id, "after the gateway");
    await sweep();
    expect(await status()).toBe("awaiting_payment");
    await sweep(stale());
    expect(await status()).toBe("paid");
    expect(await chargesOf(number)).toBe(1);
    expect(await stockOf(item.sku)).toEqual({ onHand: 2, reserved: 0 });
    expect((await readCart(session)).lines).toEqual([]);
  });

  it("before the gateway got the payment leaves an order that can be paid after the next sweep", async () => {
    const { id, number, pay, status } = await shopperWithOrder();
    await crashWhilePaying(id, "before the gateway");
    expect(await pay("success")).toEqual({ kind: "in-progress" });
    await sweep(stale());
    expect(await status()).toBe("awaiting_payment");
    expect(await pay("success")).toEqual({ kind: "paid" });
    expect(await chargesOf(number)).toBe(1);
  });

  it("while it refuses a lost payment is made up for, whatever the gateway got in the meantime", async () => {
    const { item, id, number, status } = await shopperWithOrder();
    const attemptId = await crashWhilePaying(id, "after the gateway");
    await prisma.paymentAttempt.update({ where: { id: attemptId }, data: { status: "voiding" } });
    // The payer was only asleep: its answer must not count any more.
    await recordPayment(attemptId, { kind: "authorised", reference: "late" }, testGateway);
    expect(await status()).toBe("awaiting_payment");
    await sweep();
    expect(await status()).toBe("awaiting_payment");
    expect(await chargesOf(number)).toBe(0);
    expect(await stockOf(item.sku)).toEqual({ onHand: 3, reserved: 1 });
  });

  it("between paying and clearing the cart leaves the event that clears it", async () => {
    const { item, session, pay } = await shopperWithOrder();
    const { checkoutKey } = await readCart(session);
    await pay("success");
    const refilled = await changeCart(session, { type: "add", line: item });
    await relayAll();
    // The cart of another key is the shopper's next.
    expect((await readCart(session)).checkoutKey).toBe(refilled.checkoutKey);
    const event = { payload: { path: ["checkoutKey"], equals: checkoutKey }, type: "order.paid" };
    const { payload } = await prisma.outboxEvent.findFirstOrThrow({ where: event });
    await prisma.outboxEvent.updateMany({ where: event, data: { deliveredAt: null, payload: { ...(payload as object), checkoutKey: refilled.checkoutKey } } });
    await relayAll();
    expect((await readCart(session)).lines).toEqual([]);
  });
});

describe("an answer", () => {
  it("that comes twice or late changes nothing that is final", async () => {
    const { item, id, number, pay, status } = await shopperWithOrder();
    await pay("declined");
    await pay("success");
    const attempts = await prisma.paymentAttempt.findMany({ where: { orderId: id }, orderBy: { attempt: "asc" } });
    for (const attempt of attempts) {
      for (const outcome of [{ kind: "authorised", reference: "r" }, { kind: "declined", reference: "r", code: "c" }, { kind: "voided" }, { kind: "unknown" }] as const) {
        expect((await recordPayment(attempt.id, outcome, testGateway)).order).toBe("paid");
      }
    }
    expect(await status()).toBe("paid");
    expect(await prisma.paymentAttempt.findMany({ where: { orderId: id }, orderBy: { attempt: "asc" } })).toEqual(attempts);
    expect(await stockOf(item.sku)).toEqual({ onHand: 2, reserved: 0 });
    expect(await chargesOf(number)).toBe(1);
  });

  it("that money was taken for a cancelled order gives it back and sells nothing", async () => {
    const { item, id, number, status } = await shopperWithOrder();
    const attemptId = await crashWhilePaying(id, "after the gateway");
    await prisma.order.update({ where: { id }, data: { status: "cancelled" } });
    await prisma.stock.update({ where: { sku: item.sku }, data: { reserved: 0 } });
    await sweep(stale());
    expect(await status()).toBe("cancelled");
    expect(await chargesOf(number)).toBe(0);
    expect(await prisma.paymentAttempt.findUnique({ where: { id: attemptId } })).toMatchObject({ status: "voided" });
    expect(await stockOf(item.sku)).toEqual({ onHand: 3, reserved: 0 });
  });
});

describe("an unpaid order", () => {
  it("is cancelled when its time is over and releases its stock once, by however many sweeps", async () => {
    const { item, session, pay, number } = await shopperWithOrder();
    await sweep(later(config.reservationMinutes - 1));
    expect(await stockOf(item.sku)).toEqual({ onHand: 3, reserved: 1 });
    const swept = await Promise.all([sweep(expired()), sweep(expired()), sweep(expired())]);
    expect(swept.reduce((sum, { cancelled }) => sum + cancelled, 0)).toBeGreaterThanOrEqual(1);
    expect(await stockOf(item.sku)).toEqual({ onHand: 3, reserved: 0 });
    expect(await pay("success")).toEqual({ kind: "expired" });
    expect(await chargesOf(number)).toBe(0);
    // The same cart can be ordered again.
    const again = orderIn(await placeOrder(await checkoutOf(session)));
    expect(again.number).not.toBe(number);
    expect(again.status).toBe("awaiting_payment");
  });

  it("is not cancelled while its payment waits for an answer, nor replaced by a new order of its cart", async () => {
    const { item, session, number, pay, status } = await shopperWithOrder();
    const { gateway, asked, answer } = slowGateway();
    const paying = pay("success", gateway);
    await asked;
    await prisma.order.update({ where: { number }, data: { reservedUntil: new Date(0) } });
    await sweep();
    await changeCart(session, { type: "adjust", sku: item.sku, delta: 1 });
    await placed(session);
    answer();
    expect(await paying).toEqual({ kind: "paid" });
    expect(await status()).toBe("paid");
    expect(await stockOf(item.sku)).toEqual({ onHand: 2, reserved: 2 });
  });

  it("is either paid or cancelled when both come at once, never half of each", async () => {
    for (let round = 0; round < 8; round++) {
      const { item, number, pay, status } = await shopperWithOrder();
      const [paid] = await Promise.all([pay("success"), sweep(expired()), sweep(expired())]);
      const sold = (await status()) === "paid";
      expect(paid.kind === "paid").toBe(sold);
      expect(await chargesOf(number)).toBe(sold ? 1 : 0);
      const { onHand, reserved } = await stockOf(item.sku);
      expect(onHand).toBe(sold ? 2 : 3);
      expect(reserved).toBe((await status()) === "awaiting_payment" ? 1 : 0);
    }
  });
});

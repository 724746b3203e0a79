import fc from "fast-check";
import { beforeEach, expect, it } from "vitest";
import type { CartLine } from "~/domain/cart";
import { money } from "~/domain/money";
import { quantitiesBySku } from "~/domain/stock";
import { config } from "~/platform/config.server";
import { prisma } from "~/platform/database.server";
import { changeCart } from "~/services/carts/carts.server";
import { testGateway, type TEST_CARDS } from "~/services/payments/testGateway.server";
import type { Session } from "~/services/sessions/sessions.server";
import { card, checkoutOf, productInStock, shopperWith, stockOf } from "~/services/testing/fixtures";
import { impatientGateway, takeSilently } from "~/services/testing/gateways";
import { payOrder, placeOrder } from "./orders.server";
import { beginAttempt } from "./payOrder.server";
import { sweep } from "./sweeper.server";

const INITIAL = 4;
const SHOPPERS = 3;
const MINUTE = 60_000;

beforeEach(() => void (config.paymentTimeoutMs = 10_000));

interface Shop {
  items: readonly CartLine[];
  sessions: readonly Session[];
}

type Step =
  | { do: "place"; shopper: number; item: number; quantity: number }
  | { do: "pay"; shopper: number; card: keyof typeof TEST_CARDS }
  | { do: "die while paying"; shopper: number; taken: boolean }
  | { do: "sweep"; minutesAhead: number };

const shopper = fc.nat(SHOPPERS - 1);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("place" as const), shopper, item: fc.nat(1), quantity: fc.integer({ min: 1, max: 3 }) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("pay" as const),
      shopper,
      card: fc.constantFrom<keyof typeof TEST_CARDS>("success", "success", "declined", "timeoutTaken", "timeoutNotTaken"),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("die while paying" as const), shopper, taken: fc.boolean() }) },
  // Now; when every payment has timed out, though some are under way; when every reservation is over.
  { weight: 2, arbitrary: fc.record({ do: fc.constant("sweep" as const), minutesAhead: fc.constantFrom(0, 1, config.reservationMinutes + 1) }) },
);

async function take(step: Step, { items, sessions }: Shop): Promise<void> {
  if (step.do === "sweep") {
    await sweep(new Date(Date.now() + step.minutesAhead * MINUTE), impatientGateway);
    return;
  }
  const session = sessions[step.shopper];
  const item = step.do === "place" ? items[step.item] : undefined;
  if (!session) throw new Error("There is no such shopper.");
  if (step.do === "place" && item) {
    await changeCart(session, { type: "add", line: { ...item, quantity: step.quantity } });
    await placeOrder(await checkoutOf(session));
    return;
  }
  const order = await prisma.order.findFirst({ where: { buyerId: session.buyerId }, orderBy: { id: "desc" } });
  if (!order) return;
  if (step.do === "pay") {
    await payOrder({ orderNumber: order.number, buyerId: session.buyerId, card: card(step.card) }, impatientGateway);
  } else if (step.do === "die while paying") {
    const begun = await beginAttempt(order.id, testGateway);
    if ("kind" in begun || !step.taken) return;
    await takeSilently({ idempotencyKey: begun.id, amount: money(begun.amountMinor), card: card("success") });
  }
}

async function ordersOf({ sessions }: Shop) {
  const orders = await prisma.order.findMany({
    where: { buyerId: { in: sessions.map((session) => session.buyerId) } },
    include: { lines: true, payments: true },
  });
  const kept = await prisma.testGatewayPayment.findMany({
    where: { outcome: "authorised", idempotencyKey: { in: orders.flatMap((order) => order.payments.map((payment) => payment.id)) } },
  });
  return orders.map((order) => ({
    ...order,
    charges: kept.filter((entry) => order.payments.some((payment) => payment.id === entry.idempotencyKey)).length,
  }));
}

async function expectBooksToBalance(shop: Shop): Promise<void> {
  const orders = await ordersOf(shop);
  const pieces = (sku: string, which: (order: (typeof orders)[number]) => boolean) =>
    quantitiesBySku(orders.filter(which).flatMap((order) => order.lines)).find((total) => total.sku === sku)?.quantity ?? 0;
  for (const { sku } of shop.items) {
    const { onHand, reserved } = await stockOf(sku);
    expect(onHand + pieces(sku, (order) => order.status === "paid")).toBe(INITIAL);
    expect(reserved).toBe(pieces(sku, (order) => order.status === "awaiting_payment" || order.status === "payment_unknown"));
    expect(reserved).toBeLessThanOrEqual(onHand);
  }
  for (const order of orders) {
    expect(order.charges).toBeLessThanOrEqual(1);
    if (order.status === "paid") expect(order.charges).toBe(1);
    if (order.status === "cancelled") expect(order.charges).toBe(0);
  }
}

it("keeps the books balanced whatever happens, in whatever order and at once", async () => {
  const bursts = fc.array(fc.array(step, { minLength: 1, maxLength: 5 }), { minLength: 2, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(bursts, async (steps) => {
      const shop = {
        items: await Promise.all([productInStock(INITIAL), productInStock(INITIAL)]),
        sessions: await Promise.all(Array.from({ length: SHOPPERS }, () => shopperWith())),
      };
      for (const burst of steps) {
        await Promise.all(burst.map((each) => take(each, shop)));
        await expectBooksToBalance(shop);
      }
      const end = new Date(Date.now() + (config.reservationMinutes + 1) * MINUTE);
      await Promise.all([sweep(end, impatientGateway), sweep(end, impatientGateway)]);
      await sweep(end, impatientGateway);
      await expectBooksToBalance(shop);
      for (const order of await ordersOf(shop)) expect(["paid", "cancelled"]).toContain(order.status);
    }),
    { numRuns: 8 },
  );
});

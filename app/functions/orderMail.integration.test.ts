import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { envelopeOf, type ShopEvent } from "~/domain/shopEvents";
import { config } from "~/platform/config.server";
import { prisma } from "~/platform/database.server";
import { changeCart, readCart } from "~/services/carts/carts.server";
import { MailRefusedError, type Mail, type MailTransport } from "~/services/mail/mail";
import { sweep } from "~/services/orders/sweeper.server";
import { payOrder } from "~/services/orders/orders.server";
import { card, placed, productInStock, shopperWith } from "~/services/testing/fixtures";
import { orderMailHandler } from "./orderMailHandler";
import { bridged, failuresOf, queueEvent, shopEnvelope } from "./testing/awsEvents";

let sent: Mail[];
/** What the transport does with a mail before it takes it. */
let before: (mail: Mail) => Promise<void>;
const transport: MailTransport = {
  claimMs: 60_000,
  async send(mail) {
    await before(mail);
    sent.push(mail);
  },
};
const handler = orderMailHandler({ transport, origin: "https://shop.example" });

beforeEach(() => {
  config.paymentTimeoutMs = 10_000;
  sent = [];
  before = () => Promise.resolve();
});

async function shopper() {
  const item = await productInStock(50);
  const session = await shopperWith(item);
  const order = await placed(session);
  const pay = (name: Parameters<typeof card>[0]) => payOrder({ orderNumber: order.number, buyerId: session.buyerId, card: card(name) });
  return { item, session, number: order.number, pay };
}

/** The events of an order of a type, as they left the outbox. */
async function eventsOf(number: string, type: ShopEvent["type"]): Promise<ShopEvent[]> {
  const rows = await prisma.outboxEvent.findMany({ where: { type, payload: { path: ["number"], equals: number } }, orderBy: { id: "asc" } });
  return rows.map(({ id, payload, createdAt }) => ({ type, id, occurredAt: createdAt.toISOString(), payload }) as unknown as ShopEvent);
}

async function paidOrder() {
  const bought = await shopper();
  await bought.pay("success");
  const [event] = await eventsOf(bought.number, "order.paid");
  if (!event) throw new Error("A paid order wrote no event.");
  return { ...bought, event };
}

const claimOver = (eventId: string) => prisma.mail.updateMany({ where: { eventId }, data: { claimedUntil: new Date(0) } });

describe("a paid order", () => {
  it("is confirmed to its address, in one mail of two forms", async () => {
    const { number, event } = await paidOrder();
    expect(await handler(queueEvent(shopEnvelope(event)))).toEqual(failuresOf());
    expect(sent).toMatchObject([{ id: event.id, kind: "order-confirmed", to: "shopper@example.com" }]);
    expect(sent[0]?.subject).toContain(number);
    expect(sent[0]?.html).toContain(`https://shop.example/orders/${number}`);
    expect(sent[0]?.text).toContain(`https://shop.example/orders/${number}`);
  });

  it("is confirmed once, however often and at once its event is delivered", async () => {
    const { event } = await paidOrder();
    const deliveries = await Promise.all(Array.from({ length: 8 }, () => handler(queueEvent(shopEnvelope(event)))));
    // Who came while it was being sent looks again later; by then it is done.
    expect(deliveries.filter(({ batchItemFailures }) => batchItemFailures.length === 0).length).toBeGreaterThan(0);
    expect(await handler(queueEvent(shopEnvelope(event), shopEnvelope(event)))).toEqual(failuresOf());
    expect(sent).toHaveLength(1);
  });

  it("is confirmed by the next sender when the first one died before it could", async () => {
    const { event } = await paidOrder();
    before = () => Promise.reject(new Error("killed"));
    expect((await handler(queueEvent(shopEnvelope(event)))).batchItemFailures).toHaveLength(1);
    before = () => Promise.resolve();
    // Until its claim is over nobody can know that it is dead.
    expect((await handler(queueEvent(shopEnvelope(event)))).batchItemFailures).toHaveLength(1);
    expect(sent).toEqual([]);
    await claimOver(event.id);
    expect(await handler(queueEvent(shopEnvelope(event)))).toEqual(failuresOf());
    expect(sent).toHaveLength(1);
  });

  it("is confirmed at the next try when the mail was refused", async () => {
    const { event } = await paidOrder();
    before = () => Promise.reject(new MailRefusedError("Slow down."));
    expect((await handler(queueEvent(shopEnvelope(event)))).batchItemFailures).toHaveLength(1);
    before = () => Promise.resolve();
    expect(await handler(queueEvent(shopEnvelope(event)))).toEqual(failuresOf());
    expect(sent).toHaveLength(1);
  });

  it("is not confirmed again when SES reports that it took the mail of a sender that died after it", async () => {
    const { event } = await paidOrder();
    before = () => Promise.reject(new Error("killed after SES took it"));
    await handler(queueEvent(shopEnvelope(event)));
    before = () => Promise.resolve();
    const report = bridged("aws.ses", "Email Sent", {
      eventType: "Send",
      mail: {
        messageId: "0107018f2c",
        source: "Aurolot <orders@aurolot.example>",
        destination: ["ada@example.com"],
        tags: { "ses:configuration-set": ["prod-mail"], "ses:from-domain": ["aurolot.example"], event: [event.id], kind: ["order-confirmed"] },
      },
      send: {},
    });
    expect(await handler(queueEvent(report))).toEqual(failuresOf());
    await claimOver(event.id);
    expect(await handler(queueEvent(shopEnvelope(event)))).toEqual(failuresOf());
    expect(sent).toEqual([]);
  });
});

describe("a declined payment", () => {
  it("is told once an order, with the way to try again", async () => {
    const { number, pay } = await shopper();
    await pay("declined");
    await pay("insufficientFunds");
    const events = await eventsOf(number, "payment.declined");
    expect(events).toHaveLength(2);
    expect(await handler(queueEvent(...events.map(shopEnvelope)))).toMatchObject({ batchItemFailures: expect.any(Array) as unknown });
    await handler(queueEvent(...events.map(shopEnvelope)));
    expect(sent.map(({ kind }) => kind)).toEqual(["payment-declined"]);
    expect(sent[0]?.html).toContain(`https://shop.example/orders/${number}/pay`);
  });

  it("is not told once the order is paid or gone", async () => {
    const { number, pay } = await shopper();
    await pay("declined");
    await pay("success");
    const gone = await shopper();
    await gone.pay("declined");
    await sweep(new Date(Date.now() + 60 * 60_000));
    const events = [...(await eventsOf(number, "payment.declined")), ...(await eventsOf(gone.number, "payment.declined"))];
    expect(await handler(queueEvent(...events.map(shopEnvelope)))).toEqual(failuresOf());
    expect(sent).toEqual([]);
  });
});

describe("a cart that was left behind", () => {
  /** What is said of a cart that has lines. */
  const left = (cartId: string, lines: { sku: string; slug: string; quantity: number }[]): ShopEvent => ({
    type: "cart.left",
    id: randomUUID(),
    occurredAt: new Date().toISOString(),
    payload: { cartId, leftAt: new Date().toISOString(), lines: lines.map(({ sku, slug, quantity }) => ({ sku, slug, quantity })) },
  });
  const say = (event: ShopEvent) => handler(queueEvent(shopEnvelope(event)));

  it("is told of once, to the address that an unpaid order of it gave", async () => {
    const { session } = await shopper();
    const cart = await readCart(session);
    expect(await say(left(cart.id, [...cart.lines]))).toEqual(failuresOf());
    expect(await say(left(cart.id, [...cart.lines]))).toEqual(failuresOf());
    expect(sent).toMatchObject([{ kind: "cart-left", to: "shopper@example.com" }]);
    expect(sent[0]?.text).toContain("Product ");
  });

  it("is not told of where no address is known, nor after it was bought", async () => {
    const item = await productInStock(3);
    const nameless = await shopperWith(item);
    await say(left(nameless.cartId, [item]));
    const { session, item: bought, pay } = await shopper();
    await pay("success");
    await changeCart(session, { type: "add", line: bought });
    await say(left(session.cartId, [bought]));
    expect(sent).toEqual([]);
  });
});

describe("what nobody expects", () => {
  it("fails alone, and the rest of its batch goes out", async () => {
    const { event } = await paidOrder();
    const odd: (object | string)[] = [
      "null",
      "no JSON",
      { task: "summary" },
      envelopeOf({ type: "stock.low", id: randomUUID(), occurredAt: event.occurredAt, payload: { sku: "A", available: 1, threshold: 5 } }),
      { ...shopEnvelope(event), source: "another.shop" },
      bridged("aws.ses", "Email Sent", { eventType: "Send", mail: { messageId: "1", tags: {} } }),
      shopEnvelope({ ...event, id: randomUUID(), payload: { ...event.payload, number: "00000-00000" } } as ShopEvent),
    ];
    const batch = queueEvent(...odd, shopEnvelope(event));
    expect(await handler(batch)).toEqual({ batchItemFailures: batch.Records.slice(0, odd.length).map(({ messageId }) => ({ itemIdentifier: messageId })) });
    expect(sent).toHaveLength(1);
  });
});

import { EVENT_ROUTES, type EventPayload, type ShopEvent } from "~/domain/shopEvents";
import { marketOf } from "~/messages/markets";
import { prisma } from "~/platform/database.server";
import { log } from "~/platform/log.server";
import { WITH_PARTS, type OrderRecord } from "~/services/orders/orderRecord.server";
import { viewOf } from "~/services/orders/orderView.server";
import type { MailKey, MailTransport } from "./mail";
import type { MailContent } from "./mailContent";
import { mailHtml } from "./mailHtml";
import { mailText } from "./mailText";
import { cartLeft, orderConfirmed, paymentDeclined } from "./orderMails";
import { sendOnce } from "./sendOnce.server";

export interface MailPorts {
  transport: MailTransport;
  /** The shop's origin, without a trailing slash: where links lead. */
  origin: string;
}

/** A mail to be sent, or why none is. */
type Planned = { key: MailKey; to: string; content: MailContent } | { notSent: string };

/**
 * Sends the mail that an event asks for, once however often it is called.
 * @throws Error if the event asks for no mail, or its order does not exist
 * @throws MailUnderWayError while another sender has it
 */
export async function sendMailOf(event: ShopEvent, { transport, origin }: MailPorts): Promise<void> {
  const planned = await planMail(event, origin);
  if ("notSent" in planned) {
    log.info({ eventId: event.id, type: event.type, reason: planned.notSent }, "An event needs no mail");
    return;
  }
  const { key, to, content } = planned;
  const isNew = await sendOnce(key, { to, subject: content.subject, html: mailHtml(content), text: mailText(content) }, transport);
  log.info({ eventId: event.id, kind: key.kind }, isNew ? "A mail was sent" : "A mail had been sent before");
}

async function planMail(event: ShopEvent, origin: string): Promise<Planned> {
  switch (event.type) {
    case "order.paid": {
      const order = await orderOf(event.payload);
      const content = orderConfirmed(viewOf(order), { market: marketOf(order.locale), origin });
      return { key: { kind: "order-confirmed", about: order.number, eventId: event.id }, to: order.email, content };
    }
    case "payment.declined": {
      const order = await orderOf(event.payload);
      if (order.status !== "awaiting_payment") return { notSent: `The order is ${order.status} by now.` };
      const content = paymentDeclined(viewOf(order), { market: marketOf(order.locale), origin });
      return { key: { kind: "payment-declined", about: order.number, eventId: event.id }, to: order.email, content };
    }
    case "cart.left":
      return planReminder(event.id, event.payload, origin);
    default:
      throw new Error(`No mail is sent for ${event.type}: order-mail takes ${EVENT_ROUTES["order-mail"].join(", ")}. Correct the rule that led it here.`);
  }
}

/** Only who gave an address with an order of the cart, and has bought nothing since, is reminded. */
async function planReminder(eventId: string, { cartId, leftAt, lines }: EventPayload<"cart.left">, origin: string): Promise<Planned> {
  const orders = await prisma.order.findMany({ where: { cartId }, include: { lines: true }, orderBy: { placedAt: "desc" } });
  const [latest] = orders;
  if (!latest) return { notSent: "No order of the cart gave an address." };
  if (latest.status === "paid" || latest.status === "payment_unknown") return { notSent: `The cart's last order is ${latest.status}.` };
  if (orders.some(({ paidAt }) => paidAt !== null && paidAt > new Date(leftAt))) return { notSent: "It was bought since." };
  const known = new Map(orders.flatMap((order) => order.lines).map((line) => [line.sku, line]));
  const left = lines.map(({ sku, slug, quantity }) => {
    const { productName, finishName } = known.get(sku) ?? {};
    return { slug, quantity, productName, finishName };
  });
  const content = cartLeft(left, { market: marketOf(latest.locale), origin });
  return { key: { kind: "cart-left", about: cartId, eventId }, to: latest.email, content };
}

async function orderOf({ number }: EventPayload<"order.paid">): Promise<OrderRecord> {
  const order = await prisma.order.findUnique({ where: { number }, include: WITH_PARTS });
  if (!order) throw new Error(`There is no order ${number}: the event is another shop's, or the database is.`);
  return order;
}

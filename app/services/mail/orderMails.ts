import { orderPath, payPath } from "~/domain/orderPaths";
import { formatAmount, formatCountry, formatTime } from "~/messages/format";
import { mailTexts } from "~/messages/mail";
import { pathIn, type Market } from "~/messages/markets";
import type { OrderView } from "~/services/orders/orderView.server";
import type { MailContent, MailLine } from "./mailContent";

/** Where links lead, and how amounts are written. */
export interface MailPlace {
  market: Market;
  /** The shop's origin, without a trailing slash. */
  origin: string;
}

/** Says that an order is paid, with everything that a receipt has. */
export function orderConfirmed(order: OrderView, place: MailPlace): MailContent {
  const { confirmed, ...text } = mailTexts;
  const { market } = place;
  const { address } = order;
  const { deliveryMethods } = market.messages.checkout;
  return {
    ...frame(place),
    subject: confirmed.subject(order.number),
    preview: confirmed.preview,
    title: confirmed.title,
    text: confirmed.text,
    lines: linesOf(order, place),
    totals: totalsOf(order, market),
    facts: [
      { label: text.orderNumber, lines: [order.number] },
      {
        label: text.deliverTo,
        lines: [address.name, address.line1, address.line2, `${address.postalCode} ${address.city}`, formatCountry(address.country, market)].filter((line): line is string => Boolean(line)),
      },
      { label: text.by, lines: [`${deliveryMethods[order.deliveryMethod].name} · ${deliveryMethods[order.deliveryMethod].text}`] },
    ],
    action: { label: confirmed.action, url: linkTo(orderPath(order.number), place) },
    note: confirmed.note,
  };
}

/** Says that a payment was declined, with the way to try again. */
export function paymentDeclined(order: OrderView, place: MailPlace): MailContent {
  const { declined, orderNumber } = mailTexts;
  return {
    ...frame(place),
    subject: declined.subject(order.number),
    preview: declined.preview,
    title: declined.title,
    text: declined.text(formatTime(order.reservedUntil, place.market)),
    lines: linesOf(order, place),
    totals: totalsOf(order, place.market),
    facts: [{ label: orderNumber, lines: [order.number] }],
    action: { label: declined.action, url: linkTo(payPath(order.number), place) },
    note: declined.note,
  };
}

/** A piece of a cart that was left behind. */
export interface LeftLine {
  slug: string;
  quantity: number;
  /** Undefined where no order of the cart had it: then only its number is told. */
  productName: string | undefined;
  finishName: string | undefined;
}

/** Reminds of a cart. */
export function cartLeft(left: readonly LeftLine[], place: MailPlace): MailContent {
  const { cartLeft: said, line } = mailTexts;
  const lines: MailLine[] = left.flatMap(({ slug, quantity, productName, finishName }) =>
    productName === undefined ? [] : [{ name: productName, detail: line(quantity, finishName ?? ""), amount: "", url: linkTo(`/products/${encodeURIComponent(slug)}`, place) }],
  );
  const unnamed = left.filter(({ productName }) => productName === undefined).reduce((count, { quantity }) => count + quantity, 0);
  return {
    ...frame(place),
    subject: said.subject,
    preview: said.preview,
    title: said.title,
    text: said.text,
    lines: unnamed > 0 ? [...lines, { name: said.more(unnamed), detail: "", amount: "" }] : lines,
    totals: [],
    facts: [],
    action: { label: said.action, url: linkTo("/cart", place) },
    note: said.note,
  };
}

function frame(place: MailPlace): Pick<MailContent, "locale" | "footer" | "shop"> {
  const { market } = place;
  return { locale: market.locale, footer: mailTexts.footer, shop: { name: market.messages.shop.name, url: linkTo("/", place) } };
}

function linkTo(path: string, { market, origin }: MailPlace): string {
  return `${origin}${pathIn(market, path)}`;
}

function linesOf({ lines }: OrderView, place: MailPlace): MailLine[] {
  return lines.map(({ productName, finishName, quantity, lineTotal, slug }) => ({
    name: productName,
    detail: mailTexts.line(quantity, finishName),
    amount: formatAmount(lineTotal, place.market),
    url: linkTo(`/products/${encodeURIComponent(slug)}`, place),
  }));
}

function totalsOf({ subtotal, delivery, total }: OrderView, market: Market): MailContent["totals"] {
  const { subtotal: sum, delivery: brought, free, total: all } = mailTexts;
  return [
    { label: sum, amount: formatAmount(subtotal, market) },
    { label: brought, amount: delivery.minor === 0 ? free : formatAmount(delivery, market) },
    { label: all, amount: formatAmount(total, market) },
  ];
}

import { randomBytes } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import type { Cart } from "~/domain/cart";
import type { Address, Contact } from "~/domain/checkout";
import type { DeliveryMethod } from "~/domain/delivery";
import { ORDER_NUMBER_BYTES, orderNumberFrom } from "~/domain/orderNumber";
import { priceOrder, type OrderPrice } from "~/domain/pricing";
import { available, canReserve, quantitiesBySku } from "~/domain/stock";
import { config } from "~/platform/config.server";
import { prisma } from "~/platform/database.server";
import type { Prisma } from "~/platform/prisma/client";
import { readCart } from "~/services/carts/carts.server";
import { getProducts } from "~/services/catalog/catalog.server";
import { writeEvent } from "~/services/events/outbox.server";
import { paymentGateway } from "~/services/payments/payments.server";
import type { Session } from "~/services/sessions/sessions.server";
import { tellWhatRunsLow } from "~/services/stock/lowStock.server";
import { lockStock, releaseStock, reserveStock } from "~/services/stock/stock.server";
import { eventPayload, isCancellable, lockOrders, WITH_PARTS, type OrderRecord } from "./orderRecord.server";
import { viewOf, type OrderView } from "./orderView.server";
import { inTransaction, isUniqueViolation } from "./transaction.server";

export interface PlaceOrderRequest {
  session: Pick<Session, "buyerId" | "cartId">;
  /** The cart's, as the checkout page showed it. */
  checkoutKey: string;
  /** The total that the shopper agreed to, integer minor units. */
  expectedTotalMinor: number;
  contact: Contact;
  address: Address;
  deliveryMethod: DeliveryMethod;
  /** BCP 47, for mail. */
  locale: string;
}

/** A line that stock cannot give; `available` counts what the cart's own unpaid order would give back. */
export interface MissingLine {
  sku: string;
  requested: number;
  available: number;
}

export type PlaceOrderResult =
  | { kind: "placed"; order: OrderView }
  | { kind: "sold-out"; lines: MissingLine[] }
  /** The price or the cart is not what the shopper saw; nothing was written. */
  | { kind: "price-changed"; totalMinor: number }
  | { kind: "empty-cart" };

type Refusal = Exclude<PlaceOrderResult, { kind: "placed" }>;
type OrderedLine = Omit<Prisma.OrderLineCreateManyOrderInput, "quantity"> & { quantity: number };

/**
 * Places the order of a cart: reserves its stock and writes order, lines, payment intent and event, all or nothing.
 * Repeating it with the same key gives the same order, whatever the cart holds by then. An earlier order of the cart
 * that is still unpaid is cancelled.
 */
export async function placeOrder(request: PlaceOrderRequest): Promise<PlaceOrderResult> {
  const priced = await priceCart(await readCart(request.session), request);
  // A repeated submit may find its cart cleared, changed or priced anew by now.
  if ("kind" in priced) return (await placedUnder(prisma, request)) ?? priced;
  try {
    return await inTransaction(async (tx) => {
      // One order of a cart at a time: otherwise a double submit of the last piece would sell out to its own twin.
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${request.session.cartId}, 0))`;
      return (await placedUnder(tx, request)) ?? (await write(tx, request, priced.lines, priced.price));
    });
  } catch (error) {
    const winner = isUniqueViolation(error) ? await placedUnder(prisma, request) : null;
    if (winner) return winner;
    throw error;
  }
}

/**
 * The order of this key. One that was cancelled has left it, so that the same cart can be ordered again. To anybody but
 * its buyer the key is worth an empty cart.
 */
async function placedUnder(
  database: Prisma.TransactionClient,
  { checkoutKey, session }: Pick<PlaceOrderRequest, "checkoutKey" | "session">,
): Promise<PlaceOrderResult | null> {
  const order = await database.order.findFirst({
    where: { idempotencyKey: checkoutKey, status: { not: "cancelled" } },
    include: WITH_PARTS,
  });
  if (!order) return null;
  return order.buyerId === session.buyerId ? { kind: "placed", order: viewOf(order) } : { kind: "empty-cart" };
}

/** Prices the cart by the catalog and compares with what the shopper agreed to. */
async function priceCart(cart: Cart, request: PlaceOrderRequest): Promise<Refusal | { lines: OrderedLine[]; price: OrderPrice }> {
  if (cart.lines.length === 0) return { kind: "empty-cart" };
  const products = await getProducts(cart.lines.map((line) => line.slug));
  const lines: OrderedLine[] = [];
  const discontinued: MissingLine[] = [];
  for (const { sku, quantity } of quantitiesBySku(cart.lines)) {
    const line = cart.lines.find((candidate) => candidate.sku === sku);
    const product = line && products.get(line.slug);
    const finish = product?.finishes.find((candidate) => candidate.id === line?.finishId && candidate.sku === sku);
    if (product && finish) {
      lines.push({
        sku,
        quantity,
        productSlug: product.slug,
        finishId: finish.id,
        productName: product.name,
        finishName: finish.name,
        unitPriceMinor: finish.priceMinor,
      });
    } else {
      discontinued.push({ sku, requested: quantity, available: 0 });
    }
  }
  if (discontinued.length > 0) return { kind: "sold-out", lines: discontinued };
  const price = priceOrder(
    lines.map((line) => ({ unitPrice: { minor: line.unitPriceMinor, currency: "EUR" }, quantity: line.quantity })),
    request.deliveryMethod,
  );
  const agreed = cart.checkoutKey === request.checkoutKey && price.total.minor === request.expectedTotalMinor;
  return agreed ? { lines, price } : { kind: "price-changed", totalMinor: price.total.minor };
}

async function write(
  tx: Prisma.TransactionClient,
  request: PlaceOrderRequest,
  lines: OrderedLine[],
  price: OrderPrice,
): Promise<PlaceOrderResult> {
  const replaced = await replaceableOrders(tx, request.session.cartId);
  const released = replaced.flatMap((order) => order.lines);
  const before = await lockStock(tx, [...lines, ...released].map((line) => line.sku));
  const stock = new Map(before);
  for (const { sku, quantity } of quantitiesBySku(released)) {
    const level = stock.get(sku);
    if (level) stock.set(sku, { ...level, reserved: level.reserved - quantity });
  }
  const missing = lines
    .filter((line) => !canReserve(stock.get(line.sku), line.quantity))
    .map((line) => ({ sku: line.sku, requested: line.quantity, available: available(stock.get(line.sku)) }));
  if (missing.length > 0) return { kind: "sold-out", lines: missing };

  if (replaced.length > 0) {
    await releaseStock(tx, released);
    await tx.order.updateMany({
      where: { id: { in: replaced.map((order) => order.id) } },
      data: { status: "cancelled", cancelledAt: new Date() },
    });
  }
  await reserveStock(tx, lines);
  const order = await tx.order.create({ data: newOrder(request, lines, price), include: WITH_PARTS });
  await writeEvent(tx, { type: "order.placed", aggregateId: order.id, payload: eventPayload(order) });
  await tellWhatRunsLow(tx, { orderId: order.id, lines, before, reservedFrom: stock });
  return { kind: "placed", order: viewOf(order) };
}

async function replaceableOrders(tx: Prisma.TransactionClient, cartId: string): Promise<OrderRecord[]> {
  const open = await tx.order.findMany({ where: { cartId, status: "awaiting_payment" }, select: { id: true } });
  if (open.length === 0) return [];
  return (await lockOrders(tx, open.map((order) => order.id))).filter(isCancellable);
}

function newOrder(request: PlaceOrderRequest, lines: OrderedLine[], price: OrderPrice): Prisma.OrderCreateInput {
  const { session, checkoutKey, contact, address, deliveryMethod, locale } = request;
  const now = Date.now();
  return {
    id: uuidv7(),
    number: orderNumberFrom(randomBytes(ORDER_NUMBER_BYTES)),
    status: "awaiting_payment",
    idempotencyKey: checkoutKey,
    buyerId: session.buyerId,
    cartId: session.cartId,
    currency: price.total.currency,
    subtotalMinor: price.subtotal.minor,
    deliveryMinor: price.delivery.minor,
    totalMinor: price.total.minor,
    deliveryMethod,
    locale,
    email: contact.email,
    shippingAddress: { ...address },
    placedAt: new Date(now),
    reservedUntil: new Date(now + config.reservationMinutes * 60_000),
    lines: { createMany: { data: lines } },
    payments: {
      create: { id: uuidv7(), attempt: 1, status: "intended", amountMinor: price.total.minor, gateway: paymentGateway.name },
    },
  };
}

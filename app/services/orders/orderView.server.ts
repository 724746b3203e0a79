import { addressSchema, type Address } from "~/domain/checkout";
import { DELIVERY_METHODS, type DeliveryMethod } from "~/domain/delivery";
import { money, multiply, type Money } from "~/domain/money";
import type { OrderStatus } from "~/domain/orderStatus";
import { prisma } from "~/platform/database.server";
import { WITH_PARTS, type OrderRecord } from "./orderRecord.server";

export interface OrderLineView {
  sku: string;
  slug: string;
  finishId: string;
  /** Names and prices as bought. */
  productName: string;
  finishName: string;
  unitPrice: Money;
  lineTotal: Money;
  quantity: number;
}

/** An order as its buyer sees it. */
export interface OrderView {
  number: string;
  status: OrderStatus;
  placedAt: Date;
  lines: OrderLineView[];
  subtotal: Money;
  delivery: Money;
  total: Money;
  email: string;
  address: Address;
  deliveryMethod: DeliveryMethod;
  /** Until when unpaid stock is held for certain. */
  reservedUntil: Date;
  /** Of the last payment, if that was declined. */
  lastDeclineCode: string | null;
}

/** An order, if it is this buyer's; null for everybody else, as for a number that does not exist. */
export async function orderForBuyer(number: string, buyerId: string): Promise<OrderView | null> {
  const order = await findOrder(number, buyerId);
  return order && viewOf(order);
}

/** The record behind {@link orderForBuyer}. */
export async function findOrder(number: string, buyerId: string): Promise<OrderRecord | null> {
  // A zero byte is the one character that PostgreSQL would refuse to look for.
  if (number.includes("\0")) return null;
  return prisma.order.findFirst({ where: { number, buyerId }, include: WITH_PARTS });
}

/** @throws Error if what is stored is not what was written */
export function viewOf(order: OrderRecord): OrderView {
  if (order.currency !== "EUR") throw new Error(`Order ${order.id} is in ${order.currency}, which this shop does not trade in.`);
  const address = addressSchema.safeParse(order.shippingAddress);
  const deliveryMethod = DELIVERY_METHODS.find((method) => method === order.deliveryMethod);
  if (!address.success || !deliveryMethod) throw new Error(`Order ${order.id} has a broken address or delivery method in the database.`);
  const sent = order.payments.filter((payment) => payment.status !== "intended").at(-1);
  return {
    number: order.number,
    status: order.status,
    placedAt: order.placedAt,
    lines: order.lines.map((line) => {
      const unitPrice = money(line.unitPriceMinor);
      const { sku, productSlug: slug, finishId, productName, finishName, quantity } = line;
      return { sku, slug, finishId, productName, finishName, quantity, unitPrice, lineTotal: multiply(unitPrice, quantity) };
    }),
    subtotal: money(order.subtotalMinor),
    delivery: money(order.deliveryMinor),
    total: money(order.totalMinor),
    email: order.email,
    address: address.data,
    deliveryMethod,
    reservedUntil: order.reservedUntil,
    lastDeclineCode: sent?.status === "declined" ? sent.declineCode : null,
  };
}

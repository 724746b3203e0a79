import { randomUUID } from "node:crypto";
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import type { CartLine } from "~/domain/cart";
import { skuOf, type Category, type Product } from "~/domain/catalog";
import type { Card } from "~/domain/checkout";
import { priceOrder } from "~/domain/pricing";
import { money } from "~/domain/money";
import { prisma } from "~/platform/database.server";
import { dynamo, tableName } from "~/platform/dynamodb.server";
import { changeCart, readCart } from "~/services/carts/carts.server";
import { publishProduct } from "~/services/catalog/catalog.server";
import { placeOrder, type OrderView, type PlaceOrderRequest, type PlaceOrderResult } from "~/services/orders/orders.server";
import { TEST_CARDS } from "~/services/payments/testGateway.server";
import { requireSession, type Session } from "~/services/sessions/sessions.server";
import { setStock } from "~/services/stock/stock.server";

/** What every product of these tests costs, integer minor units. */
export const PRICE_MINOR = 12_000;

/** A version of a model where it doesn't matter which. */
export const MODEL_VERSION = "0123456789abcdef";

/** A product that no other test has. */
export function makeProduct(overrides: Partial<Product> & { finishIds?: readonly string[] } = {}): Product {
  const { finishIds = ["oat"], ...rest } = overrides;
  const slug = rest.slug ?? `product-${randomUUID()}`;
  const category: Category = rest.category ?? "furniture";
  const file = (name: string) => ({ path: `models/${category}/${slug}/${name}`, bytes: 1 });
  return {
    slug,
    category,
    name: `Product ${slug.slice(-8)}`,
    tagline: "Made for tests",
    description: ["It stands."],
    currency: "EUR",
    dimensionsMm: { width: 1, height: 1, depth: 1 },
    weightGrams: 1,
    materials: ["Oak"],
    care: ["Dust it."],
    finishes: finishIds.map((id) => ({ id, name: id, sku: skuOf(slug, id), priceMinor: PRICE_MINOR, swatch: { color: "#d8c9b0" } })),
    addedOn: "2026-01-01",
    rank: 0,
    hotspots: [],
    model: {
      version: 1,
      slug,
      category,
      source: { hash: "0", bytes: 1, triangles: 1 },
      bounds: { min: [0, 0, 0], max: [1, 1, 1] },
      variants: [...finishIds],
      tiers: [{ name: "preview", model: file("preview.glb"), textures: [], triangles: 1, errorMetres: 0, textureSize: 0, gpuBytes: 0 }],
      ar: [],
      posters: finishIds.map((variant) => ({ variant, size: 800, file: file(`${variant}.avif`) })),
    },
    ...rest,
  };
}

/** A published product with so many pieces of its only SKU. */
export async function productInStock(onHand: number): Promise<CartLine> {
  const product = makeProduct();
  await publishProduct(product, MODEL_VERSION);
  const line = { sku: skuOf(product.slug, "oat"), slug: product.slug, finishId: "oat", quantity: 1 };
  await setStock(line.sku, onHand);
  return line;
}

/** A new shopper, with these lines in the cart. */
export async function shopperWith(...lines: CartLine[]): Promise<Session> {
  const { session } = await requireSession(new Request("http://shop.test/"));
  for (const line of lines) await changeCart(session, { type: "add", line });
  return session;
}

/** A new shopper whose stored cart has exactly these lines, even such as no cart would make. */
export async function shopperWithStored(...lines: CartLine[]): Promise<Session> {
  const { session } = await requireSession(new Request("http://shop.test/"));
  const expiresAt = Math.floor(Date.now() / 1000) + 3_600;
  const cart = { id: session.cartId, version: 1, checkoutKey: randomUUID(), lines, expiresAt };
  await dynamo.send(new PutCommand({ TableName: tableName("carts"), Item: cart }));
  return session;
}

/** What the checkout page of a shopper would send. */
export async function checkoutOf(session: Session): Promise<PlaceOrderRequest> {
  const cart = await readCart(session);
  const lines = cart.lines.map(({ quantity }) => ({ unitPrice: money(PRICE_MINOR), quantity }));
  return {
    session,
    checkoutKey: cart.checkoutKey,
    expectedTotalMinor: priceOrder(lines, "standard").total.minor,
    contact: { email: "shopper@example.com" },
    address: { name: "Ada", line1: "Hauptstr. 1", postalCode: "10115", city: "Berlin", country: "DE" },
    deliveryMethod: "standard",
    locale: "en-GB",
  };
}

/** Places the order of a shopper's cart; fails the test if that is refused. */
export async function placed(session: Session): Promise<OrderView> {
  return orderIn(await placeOrder(await checkoutOf(session)));
}

/** The order in a result. */
export function orderIn(result: PlaceOrderResult): OrderView {
  if (result.kind !== "placed") throw new Error(`The order was not placed: ${JSON.stringify(result)}`);
  return result.order;
}

export function card(name: keyof typeof TEST_CARDS): Card {
  return { cardNumber: TEST_CARDS[name], expiry: "12/99", cvc: "123" };
}

/** What stock says of a SKU. */
export async function stockOf(sku: string): Promise<{ onHand: number; reserved: number }> {
  return prisma.stock.findUniqueOrThrow({ where: { sku }, select: { onHand: true, reserved: true } });
}

/** How many payments of an order the gateway has taken and kept. */
export async function chargesOf(orderNumber: string): Promise<number> {
  const attempts = await prisma.paymentAttempt.findMany({ where: { order: { number: orderNumber } }, select: { id: true } });
  return prisma.testGatewayPayment.count({
    where: { idempotencyKey: { in: attempts.map((attempt) => attempt.id) }, outcome: "authorised" },
  });
}

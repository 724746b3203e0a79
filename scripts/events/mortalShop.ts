import type { CartLine } from "../../app/domain/cart.ts";
import { prisma } from "../../app/platform/database.server.ts";
import { payOrder, placeOrder } from "../../app/services/orders/orders.server.ts";
import { card, checkoutOf, shopperWith } from "../../app/services/testing/fixtures.ts";
import { countStatements } from "./mortal.ts";

/** Shoppers at once. */
const SHOPPERS = 8;
/** The piece that they buy, one each and again. */
const line = JSON.parse(process.env.LINE ?? "") as CartLine;

/** Buys until it is sold out, or until the process is at its last step. */
async function buy(): Promise<void> {
  const session = await shopperWith(line);
  const result = await placeOrder(await checkoutOf(session));
  if (result.kind !== "placed") return;
  await payOrder({ orderNumber: result.order.number, buyerId: session.buyerId, card: card("success") });
  return buy();
}

countStatements();
await Promise.all(Array.from({ length: SHOPPERS }, buy));
await prisma.$disconnect();

import type { EventPayload } from "~/domain/shopEvents";
import { LOW_STOCK_THRESHOLD } from "~/domain/stock";
import { prisma } from "~/platform/database.server";
import { productsBySku, type SoldAs } from "~/services/catalog/productsBySku.server";

/** As many SKUs as a summary names: more would not fit what SNS takes (256 KB), nor whoever reads it. */
const MOST_LISTED = 500;

/** What buyers are told. */
export interface Notice {
  /** ASCII, below 100 characters. */
  subject: string;
  /** Plain text. */
  text: string;
}

/** Tells buyers. May tell them the same twice: topics forget what they have sent. */
export type TellBuyers = (notice: Notice) => Promise<void>;

/**
 * Tells buyers that a sale brought a SKU to the threshold.
 * @param eventId stands in the notice, so that one that comes twice is known by it
 */
export async function tellOfLowStock({ sku, available, threshold }: EventPayload<"stock.low">, eventId: string, tell: TellBuyers): Promise<void> {
  const sold = await productsBySku([sku]);
  await tell({
    subject: `Stock is low: ${sku}`.slice(0, 99),
    text: [`${described(sku, sold.get(sku))}: ${left(available)}.`, `Notices are sent when a sale leaves ${threshold} or fewer.`, `Event ${eventId}.`].join("\n"),
  });
}

/**
 * Tells buyers of everything that is low at present; nothing where nothing is.
 * @returns how many SKUs are low
 */
export async function summariseLowStock(tell: TellBuyers): Promise<number> {
  const low = await prisma.$queryRaw<{ sku: string; available: number }[]>`
    SELECT sku, on_hand - reserved AS available FROM stock
    WHERE on_hand - reserved <= ${LOW_STOCK_THRESHOLD} ORDER BY available, sku COLLATE "C"`;
  if (low.length === 0) return 0;
  const listed = low.slice(0, MOST_LISTED);
  const sold = await productsBySku(listed.map(({ sku }) => sku));
  const more = low.length - listed.length;
  await tell({
    subject: `Stock is low: ${low.length} SKUs`,
    text: [...listed.map(({ sku, available }) => `${described(sku, sold.get(sku))}: ${left(available)}`), ...(more > 0 ? [`and ${more} more`] : [])].join("\n"),
  });
  return low.length;
}

function described(sku: string, sold: SoldAs | undefined): string {
  return sold ? `${sold.product.name}, ${sold.finish.name} (${sku})` : `${sku}, which the catalog has no more`;
}

function left(available: number): string {
  return available === 0 ? "sold out" : `${available} left`;
}

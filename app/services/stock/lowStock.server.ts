import { available, LOW_STOCK_THRESHOLD, runsLow, type SkuQuantity, type StockLevel } from "~/domain/stock";
import type { Prisma } from "~/platform/prisma/client";
import { writeEvent } from "~/services/events/outbox.server";

interface Sale {
  orderId: string;
  /** One line a SKU. */
  lines: readonly SkuQuantity[];
  /** The locked levels before the transaction changed anything. */
  before: ReadonlyMap<string, StockLevel>;
  /** The levels that the lines were reserved from: what a replaced order gave back counts. */
  reservedFrom: ReadonlyMap<string, StockLevel>;
}

/** Writes an event for each SKU that a sale brought to the threshold, in the transaction of the sale, which has its lock. */
export async function tellWhatRunsLow(tx: Prisma.TransactionClient, { orderId, lines, before, reservedFrom }: Sale): Promise<void> {
  for (const { sku, quantity } of lines) {
    const left = available(reservedFrom.get(sku)) - quantity;
    if (!runsLow(available(before.get(sku)), left)) continue;
    await writeEvent(tx, { type: "stock.low", aggregateId: orderId, payload: { sku, available: left, threshold: LOW_STOCK_THRESHOLD } });
  }
}

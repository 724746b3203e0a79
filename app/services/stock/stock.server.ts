import { available, quantitiesBySku, type SkuQuantity, type StockLevel } from "~/domain/stock";
import { prisma } from "~/platform/database.server";
import type { Prisma } from "~/platform/prisma/client";

/**
 * How many pieces of each SKU can still be sold: on hand − reserved. Every SKU asked for is in the answer; an unknown
 * one has 0.
 * @param database a reader will do where nothing is decided by the answer
 */
export async function availability(
  skus: readonly string[],
  database: Pick<typeof prisma, "stock"> = prisma,
): Promise<Map<string, number>> {
  const wanted = [...new Set(skus)];
  if (wanted.length === 0) return new Map();
  const rows = await database.stock.findMany({ where: { sku: { in: wanted } } });
  const levels = new Map(rows.map((row) => [row.sku, row]));
  return new Map(wanted.map((sku) => [sku, available(levels.get(sku))]));
}

/**
 * Says how many pieces of a SKU are on hand; what is reserved stays reserved.
 * @throws Error if that is not a whole number or less than unpaid orders hold
 */
export async function setStock(sku: string, onHand: number): Promise<void> {
  if (!Number.isSafeInteger(onHand) || onHand < 0) {
    throw new RangeError(`The stock of ${sku} must be a whole number of pieces, not ${onHand}.`);
  }
  await prisma.$transaction(async (tx) => {
    const level = (await lockStock(tx, [sku])).get(sku);
    if (level && level.reserved > onHand) {
      throw new Error(`Unpaid orders hold ${level.reserved} pieces of ${sku}: its stock cannot be set to ${onHand}. Wait until they are paid or cancelled.`);
    }
    await tx.stock.upsert({ where: { sku }, create: { sku, onHand }, update: { onHand } });
  });
}

/**
 * Locks the stock of SKUs until the transaction ends, always in the same order, so that no two transactions wait for
 * each other. SKUs without a row are missing from the answer.
 */
export async function lockStock(tx: Prisma.TransactionClient, skus: readonly string[]): Promise<Map<string, StockLevel>> {
  const rows = await tx.$queryRaw<({ sku: string } & StockLevel)[]>`
    SELECT sku, on_hand AS "onHand", reserved FROM stock
    WHERE sku = ANY(${[...skus]}) ORDER BY sku COLLATE "C" FOR UPDATE`;
  return new Map(rows.map(({ sku, ...level }) => [sku, level]));
}

/** Reserves stock that the transaction has locked and found to be there. */
export async function reserveStock(tx: Prisma.TransactionClient, lines: readonly SkuQuantity[]): Promise<void> {
  await addReserved(tx, lines, 1);
}

/** Gives back the reservation of stock that the transaction has locked. */
export async function releaseStock(tx: Prisma.TransactionClient, lines: readonly SkuQuantity[]): Promise<void> {
  await addReserved(tx, lines, -1);
}

/** Takes reserved stock that the transaction has locked: it is sold. */
export async function takeStock(tx: Prisma.TransactionClient, lines: readonly SkuQuantity[]): Promise<void> {
  const { skus, quantities } = columns(lines);
  await tx.$executeRaw`
    UPDATE stock SET on_hand = on_hand - q.quantity, reserved = reserved - q.quantity, updated_at = now()
    FROM unnest(${skus}::text[], ${quantities}::int[]) AS q(sku, quantity) WHERE stock.sku = q.sku`;
}

async function addReserved(tx: Prisma.TransactionClient, lines: readonly SkuQuantity[], sign: 1 | -1): Promise<void> {
  const { skus, quantities } = columns(lines, sign);
  await tx.$executeRaw`
    UPDATE stock SET reserved = reserved + q.quantity, updated_at = now()
    FROM unnest(${skus}::text[], ${quantities}::int[]) AS q(sku, quantity) WHERE stock.sku = q.sku`;
}

function columns(lines: readonly SkuQuantity[], sign: 1 | -1 = 1): { skus: string[]; quantities: number[] } {
  const totals = quantitiesBySku(lines);
  return { skus: totals.map((line) => line.sku), quantities: totals.map((line) => sign * line.quantity) };
}

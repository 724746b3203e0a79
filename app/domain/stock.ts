/** What is on hand of a SKU and how much of it unpaid orders hold: 0 ≤ reserved ≤ onHand. */
export interface StockLevel {
  readonly onHand: number;
  readonly reserved: number;
}

/** With this many pieces left to sell, or fewer, somebody should see to more. */
export const LOW_STOCK_THRESHOLD = 5;

export interface SkuQuantity {
  readonly sku: string;
  readonly quantity: number;
}

/**
 * The quantities of each SKU, summed over lines, in SKU order (by UTF-16 code unit). Everything that locks stock
 * does so in this order, so that two orders of the same SKUs cannot wait for each other.
 */
export function quantitiesBySku(lines: readonly SkuQuantity[]): SkuQuantity[] {
  const totals = new Map<string, number>();
  for (const { sku, quantity } of lines) totals.set(sku, (totals.get(sku) ?? 0) + quantity);
  return [...totals]
    .map(([sku, quantity]) => ({ sku, quantity }))
    .sort((a, b) => (a.sku < b.sku ? -1 : 1));
}

/** How many pieces can still be sold; never negative. */
export function available(stock: StockLevel | undefined): number {
  return stock ? Math.max(0, stock.onHand - stock.reserved) : 0;
}

export function canReserve(stock: StockLevel | undefined, quantity: number): boolean {
  return quantity > 0 && available(stock) >= quantity;
}

/**
 * Whether a change of what can be sold brought it from above the threshold to it or below: true once on the way down,
 * however many steps that takes, and again only after it was above.
 * @param before pieces that could be sold
 * @param after pieces that can be sold now
 */
export function runsLow(before: number, after: number): boolean {
  return before > LOW_STOCK_THRESHOLD && after <= LOW_STOCK_THRESHOLD;
}

/** The most pieces of one SKU that a cart holds. */
export const MAX_LINE_QUANTITY = 10;
/** The most SKUs that a cart holds: keeps a cart's item far below DynamoDB's 400 KB. */
export const MAX_LINES = 40;

export interface CartLine {
  readonly sku: string;
  readonly slug: string;
  readonly finishId: string;
  /** 1 to {@link MAX_LINE_QUANTITY}. */
  readonly quantity: number;
}

export interface Cart {
  readonly id: string;
  /** Rises by one with every write; 0 for a cart that was never stored. */
  readonly version: number;
  /** UUID that the order placed from these very lines carries as its idempotency key. */
  readonly checkoutKey: string;
  /** One line a SKU, in the order they were first added. */
  readonly lines: readonly CartLine[];
  /** Seconds since 1970. */
  readonly expiresAt: number;
}

/**
 * A change of a cart. Quantities travel as differences, so that a burst of clicks, each its own request
 * and arriving in any order, adds up.
 */
export type CartChange =
  | { readonly type: "add"; readonly line: CartLine }
  | { readonly type: "adjust"; readonly sku: string; readonly delta: number }
  | { readonly type: "remove"; readonly sku: string };

/**
 * Applies a change. A quantity is clamped to {@link MAX_LINE_QUANTITY}; a line that falls to zero goes;
 * a line beyond {@link MAX_LINES} is not taken. A change that changes nothing gives back the same cart.
 * @param newCheckoutKey makes a UUID: other lines are another order
 * @throws RangeError if a quantity is not a whole number
 */
export function applyCartChange(cart: Cart, change: CartChange, newCheckoutKey: () => string): Cart {
  const lines = changedLines(cart.lines, change);
  return lines === cart.lines ? cart : { ...cart, lines, checkoutKey: newCheckoutKey() };
}

/** How many pieces a cart holds. */
export function cartCount(cart: Pick<Cart, "lines">): number {
  return cart.lines.reduce((count, line) => count + line.quantity, 0);
}

function changedLines(lines: readonly CartLine[], change: CartChange): readonly CartLine[] {
  const sku = change.type === "add" ? change.line.sku : change.sku;
  const present = lines.find((line) => line.sku === sku);
  switch (change.type) {
    case "add":
      if (present) return withQuantity(lines, present, present.quantity + wholeNumber(change.line.quantity));
      if (wholeNumber(change.line.quantity) < 1 || lines.length >= MAX_LINES) return lines;
      return [...lines, { ...change.line, quantity: Math.min(change.line.quantity, MAX_LINE_QUANTITY) }];
    case "adjust":
      return present ? withQuantity(lines, present, present.quantity + wholeNumber(change.delta)) : lines;
    case "remove":
      return present ? withQuantity(lines, present, 0) : lines;
  }
}

function withQuantity(lines: readonly CartLine[], line: CartLine, wanted: number): readonly CartLine[] {
  const quantity = Math.min(wanted, MAX_LINE_QUANTITY);
  if (quantity === line.quantity) return lines;
  if (quantity < 1) return lines.filter((other) => other !== line);
  return lines.map((other) => (other === line ? { ...line, quantity } : other));
}

function wholeNumber(quantity: number): number {
  if (!Number.isSafeInteger(quantity)) throw new RangeError(`A quantity must be a whole number, not ${quantity}.`);
  return quantity;
}

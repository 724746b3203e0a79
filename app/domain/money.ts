/** ISO 4217 codes of the currencies the shop trades in. */
export type Currency = "EUR";

/** An amount in integer minor units (cents), never a float. */
export interface Money {
  readonly minor: number;
  readonly currency: Currency;
}

/**
 * Makes an amount.
 * @param minor integer minor units within the safe integer range; may be negative for refunds
 * @throws RangeError if it is not such an integer
 */
export function money(minor: number, currency: Currency = "EUR"): Money {
  if (!Number.isSafeInteger(minor)) {
    throw new RangeError(`An amount must be a whole number of minor units, not ${minor}.`);
  }
  // Adding zero makes the negative zero, that multiplying a refund by none gives, an ordinary one.
  return { minor: minor + 0, currency };
}

/** @throws RangeError if the currencies differ or the sum leaves the safe integer range */
export function add(a: Money, b: Money): Money {
  if (a.currency !== b.currency) {
    throw new RangeError(`Cannot add ${b.currency} to ${a.currency}.`);
  }
  return money(a.minor + b.minor, a.currency);
}

/** @param quantity a whole number
 *  @throws RangeError if it is not, or the product leaves the safe integer range */
export function multiply(amount: Money, quantity: number): Money {
  if (!Number.isSafeInteger(quantity)) {
    throw new RangeError(`A quantity must be a whole number, not ${quantity}.`);
  }
  return money(amount.minor * quantity, amount.currency);
}

/** The sum of amounts of one currency; zero for none. */
export function sum(amounts: readonly Money[], currency: Currency = "EUR"): Money {
  return amounts.reduce(add, money(0, currency));
}

/** A choice that a tier can make in one place: what it costs, and what it adds to the picture's mean squared error. */
export interface Option {
  /** As stored. */
  bytes: number;
  /** Squared 8-bit levels, as a mean over the object's pixels. */
  error: number;
}

/**
 * Picks one option in each place (the geometry, every texture) so that all together stay within an error budget at the
 * fewest bytes, by Lagrange multipliers: at one price of error, every place takes what is cheapest for it alone
 * (Y. Shoham and A. Gersho, "Efficient Bit Allocation for an Arbitrary Set of Quantizers", IEEE TASSP 36(9), 1988).
 * Errors are taken to add up, as those of independent causes do.
 *
 * @param places each with at least one option.
 * @returns the index of the option in each place; where nothing meets the budget, the option with the least error.
 */
export function allocate(places: readonly (readonly Option[])[], errorBudget: number): number[] {
  const at = (logPrice: number): number[] => places.map((options) => cheapest(options, 2 ** logPrice));
  let [low, high] = [LOWEST_LOG_PRICE, HIGHEST_LOG_PRICE];
  if (errorOf(places, at(high)) > errorBudget) return at(high);
  for (let step = 0; step < STEPS; step++) {
    const middle = (low + high) / 2;
    if (errorOf(places, at(middle)) <= errorBudget) high = middle;
    else low = middle;
  }
  return at(high);
}

/** Bytes of all that was picked. */
export function bytesOf(places: readonly (readonly Option[])[], picks: readonly number[]): number {
  return sum(places, picks, ({ bytes }) => bytes);
}

/** The error that all that was picked adds up to. */
export function errorOf(places: readonly (readonly Option[])[], picks: readonly number[]): number {
  return sum(places, picks, ({ error }) => error);
}

/** Prices of a unit of error in bytes, as powers of two: from next to nothing to more than any file is worth. */
const LOWEST_LOG_PRICE = -20;
const HIGHEST_LOG_PRICE = 60;
const STEPS = 48;

function cheapest(options: readonly Option[], price: number): number {
  let best = 0;
  options.forEach((option, index) => {
    const [mine, its] = [costAt(option, price), costAt(options[best] ?? option, price)];
    if (mine < its) best = index;
  });
  return best;
}

function costAt({ bytes, error }: Option, price: number): number {
  return bytes + price * error;
}

function sum(places: readonly (readonly Option[])[], picks: readonly number[], value: (option: Option) => number): number {
  return places.reduce((total, options, place) => {
    const option = options[picks[place] ?? 0];
    return option ? total + value(option) : total;
  }, 0);
}

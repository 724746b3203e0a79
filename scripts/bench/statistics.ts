/**
 * The middle of the values: the mean of the two middle ones where their number is even.
 * @throws RangeError without values
 */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) throw new RangeError("There is no median of no values.");
  return (lower + upper) / 2;
}

/** Ours over theirs: below 1 ours is the smaller. Nothing over nothing is 1; something over nothing is Infinity. */
export function ratio(ours: number, theirs: number): number {
  return theirs === 0 ? (ours === 0 ? 1 : Infinity) : ours / theirs;
}

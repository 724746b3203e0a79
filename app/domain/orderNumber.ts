/** Crockford's base 32: no I, L, O or U, so nothing is misread and few words appear. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** How many random bytes an order number is made of. */
export const ORDER_NUMBER_BYTES = 10;

/**
 * An order number that people can read out, e.g. `7K3QD-M92XA`: 50 random bits.
 * @param random {@link ORDER_NUMBER_BYTES} bytes from a cryptographic source
 */
export function orderNumberFrom(random: Uint8Array): string {
  const characters = Array.from(random.subarray(0, ORDER_NUMBER_BYTES), (byte) => ALPHABET[byte % 32]);
  if (characters.length < ORDER_NUMBER_BYTES) throw new RangeError(`An order number needs ${ORDER_NUMBER_BYTES} random bytes, not ${random.length}.`);
  return `${characters.slice(0, 5).join("")}-${characters.slice(5).join("")}`;
}

import fc from "fast-check";
import { expect, it } from "vitest";
import { envelopeOf, parseEnvelope } from "~/domain/shopEvents";
import { cartLeft, isUntold, LEFT_AFTER_SECONDS } from "./leftCart";
import { CART_SECONDS, type SweptCart } from "./storedCart";

const line = fc.record({ sku: fc.stringMatching(/^[A-Z0-9-]{1,40}$/), slug: fc.stringMatching(/^[a-z0-9-]{1,40}$/), finishId: fc.constant("oat"), quantity: fc.integer({ min: 1, max: 10 }) });
const cart: fc.Arbitrary<SweptCart> = fc.record({
  id: fc.uuid(),
  version: fc.integer({ min: 1, max: 1_000_000 }),
  checkoutKey: fc.uuid(),
  lines: fc.array(line, { minLength: 1, maxLength: 40 }),
  expiresAt: fc.integer({ min: 1_700_000_000, max: 4_000_000_000 }),
});

it("makes events that consumers can read, a day after the cart's last change", () => {
  fc.assert(
    fc.property(cart, (left) => {
      const event = cartLeft(left);
      expect(parseEnvelope(envelopeOf(event))).toEqual(event);
      expect(Date.parse(event.payload.leftAt) / 1000).toBe(left.expiresAt - CART_SECONDS + LEFT_AFTER_SECONDS);
    }),
  );
});

it("gives two versions of carts the same id only if they are one", () => {
  fc.assert(
    fc.property(cart, cart, (one, other) => {
      expect(cartLeft({ ...one, leftVersion: one.version }).id).toBe(cartLeft(one).id);
      expect(cartLeft(one).id === cartLeft(other).id).toBe(one.id === other.id && one.version === other.version);
      expect(cartLeft({ ...one, version: one.version + 1 }).id).not.toBe(cartLeft(one).id);
    }),
  );
});

it("counts a version as told once it is marked, and an empty cart always", () => {
  fc.assert(
    fc.property(cart, (left) => {
      expect(isUntold(left)).toBe(true);
      expect(isUntold({ ...left, leftVersion: left.version })).toBe(false);
      expect(isUntold({ ...left, leftVersion: left.version - 1 })).toBe(true);
      expect(isUntold({ ...left, lines: [] })).toBe(false);
    }),
  );
});

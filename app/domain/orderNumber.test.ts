import fc from "fast-check";
import { expect, it } from "vitest";
import { ORDER_NUMBER_BYTES, orderNumberFrom } from "./orderNumber";

it("is short, readable and made of characters that are not confused", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: ORDER_NUMBER_BYTES, maxLength: ORDER_NUMBER_BYTES }), (random) => {
      expect(orderNumberFrom(random)).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
    }),
  );
});

it("refuses too little randomness", () => {
  expect(() => orderNumberFrom(new Uint8Array(3))).toThrow(RangeError);
});

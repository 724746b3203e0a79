import fc from "fast-check";
import { expect, it } from "vitest";
import { add, money, multiply, sum } from "./money";

const amount = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((minor) => money(minor));

it("adds in any order", () => {
  fc.assert(
    fc.property(fc.array(amount), (amounts) => {
      expect(sum([...amounts].reverse())).toEqual(sum(amounts));
    }),
  );
});

it("multiplies as repeated addition does", () => {
  fc.assert(
    fc.property(amount, fc.integer({ min: 0, max: 50 }), (price, times) => {
      expect(multiply(price, times)).toEqual(sum(Array.from({ length: times }, () => price)));
    }),
  );
});

it("refuses fractions and what is beyond exact integers", () => {
  expect(() => money(0.1)).toThrow(RangeError);
  expect(() => multiply(money(1), 0.5)).toThrow(RangeError);
  expect(() => add(money(Number.MAX_SAFE_INTEGER), money(1))).toThrow(RangeError);
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { available, canReserve, quantitiesBySku } from "./stock";

const lines = fc.array(fc.record({ sku: fc.constantFrom("A", "B", "a", "Ä", "A-B", "Z"), quantity: fc.integer({ min: 1, max: 10 }) }));

describe("quantitiesBySku", () => {
  it("sums every SKU once and gives all orders of the same lines the same order", () => {
    fc.assert(
      fc.property(lines, (given) => {
        const totals = quantitiesBySku(given);
        expect(quantitiesBySku([...given].reverse())).toEqual(totals);
        expect(new Set(totals.map((total) => total.sku)).size).toBe(totals.length);
        const pieces = (of: readonly { quantity: number }[]) => of.reduce((count, { quantity }) => count + quantity, 0);
        expect(pieces(totals)).toBe(pieces(given));
      }),
    );
  });
});

describe("canReserve", () => {
  it("never lets more be reserved than is on hand", () => {
    fc.assert(
      fc.property(fc.nat(50), fc.nat(50), fc.integer({ min: 1, max: 60 }), (onHand, reserved, quantity) => {
        const level = { onHand, reserved: Math.min(onHand, reserved) };
        expect(canReserve(level, quantity)).toBe(level.reserved + quantity <= onHand);
        expect(available(level)).toBe(onHand - level.reserved);
      }),
    );
  });

  it("has nothing of an unknown SKU, and nobody can reserve nothing", () => {
    expect(canReserve(undefined, 1)).toBe(false);
    expect(canReserve({ onHand: 5, reserved: 0 }, 0)).toBe(false);
  });
});

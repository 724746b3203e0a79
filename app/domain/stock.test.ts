import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { available, canReserve, LOW_STOCK_THRESHOLD, quantitiesBySku, runsLow } from "./stock";

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

describe("runsLow", () => {
  const levels = fc.array(fc.nat(3 * LOW_STOCK_THRESHOLD), { minLength: 2, maxLength: 40 });
  const crossings = (path: readonly number[]) => path.slice(1).map((after, index) => runsLow(path[index] ?? 0, after));

  it("is said once a way down, however many steps it takes", () => {
    fc.assert(
      fc.property(levels, (given) => {
        const down = [...given].sort((a, b) => b - a);
        const [first = 0, last = 0] = [down[0], down.at(-1)];
        expect(crossings(down).filter(Boolean)).toHaveLength(runsLow(first, last) ? 1 : 0);
      }),
    );
  });

  it("is said again only after there was enough in between", () => {
    fc.assert(
      fc.property(levels, (path) => {
        const said = crossings(path).flatMap((isSaid, index) => (isSaid ? [index + 1] : []));
        for (const [index, place] of said.slice(1).entries()) {
          const between = path.slice(said[index], place);
          expect(Math.max(...between)).toBeGreaterThan(LOW_STOCK_THRESHOLD);
        }
        // What is low now and was not at first has been said.
        const [first = 0, last = 0] = [path[0], path.at(-1)];
        if (runsLow(first, last)) expect(said.length).toBeGreaterThan(0);
      }),
    );
  });
});

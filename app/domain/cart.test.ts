import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyCartChange, cartCount, MAX_LINE_QUANTITY, MAX_LINES, type Cart, type CartChange, type CartLine } from "./cart";

let keys = 0;
const newKey = () => `key-${++keys}`;
const empty: Cart = { id: "cart", version: 0, checkoutKey: "first", lines: [], expiresAt: 0 };
const line = (sku: string, quantity = 1): CartLine => ({ sku, slug: "chair", finishId: "oat", quantity });
const add = (cart: Cart, sku: string, quantity = 1) => applyCartChange(cart, { type: "add", line: line(sku, quantity) }, newKey);

const sku = fc.constantFrom("A", "B", "C");
const change: fc.Arbitrary<CartChange> = fc.oneof(
  fc.record({ type: fc.constant("add" as const), line: fc.record({ sku, slug: fc.constant("chair"), finishId: fc.constant("oat"), quantity: fc.integer({ min: -3, max: 15 }) }) }),
  fc.record({ type: fc.constant("adjust" as const), sku, delta: fc.integer({ min: -12, max: 12 }) }),
  fc.record({ type: fc.constant("remove" as const), sku }),
);

describe("applyCartChange", () => {
  it("keeps one line a SKU with a quantity in bounds, whatever happens to it", () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
        const cart = changes.reduce((current, next) => applyCartChange(current, next, newKey), empty);
        expect(new Set(cart.lines.map((each) => each.sku)).size).toBe(cart.lines.length);
        for (const { quantity } of cart.lines) {
          expect(quantity).toBeGreaterThanOrEqual(1);
          expect(quantity).toBeLessThanOrEqual(MAX_LINE_QUANTITY);
        }
      }),
    );
  });

  it("renews the checkout key exactly when lines change", () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 20 }), (changes) => {
        let cart = empty;
        for (const next of changes) {
          const changed = applyCartChange(cart, next, newKey);
          const same = JSON.stringify(changed.lines) === JSON.stringify(cart.lines);
          expect(changed === cart).toBe(same);
          expect(changed.checkoutKey === cart.checkoutKey).toBe(same);
          cart = changed;
        }
      }),
    );
  });

  it("adds up a burst of differences in any order", () => {
    const deltas = fc.array(fc.integer({ min: -1, max: 1 }), { maxLength: 4 });
    fc.assert(
      fc.property(deltas, (given) => {
        const adjust = (cart: Cart, delta: number) => applyCartChange(cart, { type: "adjust", sku: "A", delta }, newKey);
        const start = add(empty, "A", 5);
        expect(cartCount([...given].reverse().reduce(adjust, start))).toBe(cartCount(given.reduce(adjust, start)));
      }),
    );
  });

  it("adds to a line that is there already", () => {
    expect(add(add(empty, "A", 2), "A", 3).lines).toEqual([line("A", 5)]);
  });

  it("drops a line that falls to zero", () => {
    expect(applyCartChange(add(empty, "A", 2), { type: "adjust", sku: "A", delta: -2 }, newKey).lines).toEqual([]);
  });

  it("takes no more lines than a cart may have", () => {
    const full = Array.from({ length: MAX_LINES }, (_, i) => `SKU-${i}`).reduce((cart, each) => add(cart, each), empty);
    expect(add(full, "ONE-MORE")).toBe(full);
  });

  it("refuses quantities that are not whole numbers", () => {
    expect(() => add(empty, "A", 1.5)).toThrow(RangeError);
    expect(() => add(add(empty, "A"), "A", Number.NaN)).toThrow(/whole number/);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DELIVERY_METHODS, deliveryPrice } from "./delivery";
import { money } from "./money";
import { priceOrder } from "./pricing";

describe("deliveryPrice", () => {
  it("is free by standard from 100.00 on, not a cent before", () => {
    expect(deliveryPrice("standard", money(9_999)).minor).toBe(490);
    expect(deliveryPrice("standard", money(10_000)).minor).toBe(0);
  });

  it("costs the same by express, whatever is bought", () => {
    expect(deliveryPrice("express", money(1)).minor).toBe(1490);
    expect(deliveryPrice("express", money(1_000_000)).minor).toBe(1490);
  });
});

describe("priceOrder", () => {
  const lines = fc.array(
    fc.record({ unitPrice: fc.integer({ min: 1, max: 1_000_000 }).map((minor) => money(minor)), quantity: fc.integer({ min: 1, max: 10 }) }),
  );

  it("totals exactly what its parts add up to, in any order of lines", () => {
    fc.assert(
      fc.property(lines, fc.constantFrom(...DELIVERY_METHODS), (given, method) => {
        const { subtotal, delivery, total } = priceOrder(given, method);
        expect(subtotal.minor).toBe(given.reduce((minor, line) => minor + line.unitPrice.minor * line.quantity, 0));
        expect(total.minor).toBe(subtotal.minor + delivery.minor);
        expect(priceOrder([...given].reverse(), method)).toEqual({ subtotal, delivery, total });
      }),
    );
  });
});

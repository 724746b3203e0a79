import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { median, ratio } from "./statistics.ts";

describe("the median", () => {
  it("is the middle value, or the mean of the two middle ones", () => {
    expect(median([7, 1, 3])).toBe(3);
    expect(median([7, 1, 3, 5])).toBe(4);
  });

  it("has at least half of the values on either side, whatever their order", () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), (values) => {
        const middle = median(values);
        expect(values.filter((value) => value <= middle).length * 2).toBeGreaterThanOrEqual(values.length);
        expect(values.filter((value) => value >= middle).length * 2).toBeGreaterThanOrEqual(values.length);
        expect(median([...values].reverse())).toBe(middle);
      }),
    );
  });

  it("refuses to be taken of nothing", () => {
    expect(() => median([])).toThrow("no values");
  });
});

describe("a ratio of ours to theirs", () => {
  it("is a share, equal where neither has any, and endless where only ours has", () => {
    expect(ratio(1, 4)).toBe(0.25);
    expect(ratio(0, 0)).toBe(1);
    expect(ratio(3, 0)).toBe(Infinity);
  });
});

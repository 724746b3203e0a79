import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allocate, bytesOf, errorOf, type Option } from "./allocate.ts";

const option = fc.record({ bytes: fc.integer({ min: 1, max: 10_000 }), error: fc.double({ min: 0, max: 500, noNaN: true }) });
const places = fc.array(fc.array(option, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 4 });

function everyPick(all: readonly (readonly Option[])[]): number[][] {
  return all.reduce<number[][]>((picks, options) => picks.flatMap((pick) => options.map((_, index) => [...pick, index])), [[]]);
}

describe("allocate", () => {
  it("stays within the error budget wherever that is possible", () => {
    fc.assert(
      fc.property(places, fc.double({ min: 0.01, max: 2000, noNaN: true }), (all, budget) => {
        const least = Math.min(...everyPick(all).map((picks) => errorOf(all, picks)));
        const reached = errorOf(all, allocate(all, budget));
        // Errors closer than the highest price can tell apart count as equal.
        expect(reached).toBeLessThanOrEqual(Math.max(budget, least) + 1e-9);
      }),
    );
  });

  it("gives no choice that costs more bytes for more error than another", () => {
    fc.assert(
      fc.property(places, fc.double({ min: 0.01, max: 2000, noNaN: true }), (all, budget) => {
        const picks = allocate(all, budget);
        const [bytes, error] = [bytesOf(all, picks), errorOf(all, picks)];
        const better = everyPick(all).filter((other) => bytesOf(all, other) < bytes - 1e-9 && errorOf(all, other) < error - 1e-9);
        expect(better).toEqual([]);
      }),
    );
  });

  it("spends where an error is cheapest to mend", () => {
    const picture = [{ bytes: 100, error: 90 }, { bytes: 1000, error: 10 }];
    const mesh = [{ bytes: 100, error: 90 }, { bytes: 5000, error: 10 }];
    expect(allocate([mesh, picture], 110)).toEqual([0, 1]);
    expect(allocate([mesh, picture], 25)).toEqual([1, 1]);
    expect(allocate([mesh, picture], 500)).toEqual([0, 0]);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sideOf } from "./sides";

describe("the side a camera sees", () => {
  it("is named by eighths of a turn", () => {
    const eighth = Math.PI / 4;
    expect([0, 1, 2, 4, -1, -2].map((turns) => sideOf({ yaw: turns * eighth, pitch: 0 }).side)).toEqual(["front", "frontLeft", "left", "back", "frontRight", "right"]);
  });

  it("is the same after any number of whole turns", () => {
    fc.assert(
      fc.property(fc.double({ min: -3, max: 3, noNaN: true }), fc.integer({ min: -5, max: 5 }), (yaw, turns) => {
        // On the border between two eighths rounding may go either way.
        fc.pre(Math.abs(((((yaw / (Math.PI / 4)) % 1) + 1) % 1) - 0.5) > 1e-6);
        expect(sideOf({ yaw: yaw + turns * 2 * Math.PI, pitch: 0 })).toEqual(sideOf({ yaw, pitch: 0 }));
      }),
    );
  });

  it("tells a look from above", () => {
    expect(sideOf({ yaw: 0, pitch: 1.2 }).above).toBe(true);
    expect(sideOf({ yaw: 0, pitch: 0.3 }).above).toBe(false);
  });
});

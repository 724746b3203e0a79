import { describe, expect, it } from "vitest";
import { createFrameClock } from "./frameClock";

describe("what a frame takes", () => {
  it("is unknown before the first, and then what that lets expect", () => {
    const clock = createFrameClock();
    expect(clock.frameMs).toBe(0);
    clock.first(2000);
    expect(clock.frameMs).toBeGreaterThan(84);
  });

  it("is what frames take once they follow each other, whatever the first one took", () => {
    const clock = createFrameClock();
    clock.first(2000);
    for (let frame = 0; frame < 3; frame++) clock.tick(1 / 60);
    expect(clock.frameMs).toBeCloseTo(1000 / 60);
  });
});

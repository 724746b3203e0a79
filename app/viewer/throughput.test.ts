import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createThroughputMeter } from "./throughput";

describe("throughput", () => {
  it("tells nothing from a few packets", () => {
    const meter = createThroughputMeter();
    meter.add({ bytes: 3000, startedAt: 0, endedAt: 1 });
    expect(meter.bytesPerSecond).toBeNull();
  });

  it("counts what parallel transfers carry together, and no pauses", () => {
    const meter = createThroughputMeter();
    meter.add({ bytes: 50_000, startedAt: 0, endedAt: 1000 });
    meter.add({ bytes: 50_000, startedAt: 0, endedAt: 1000 });
    meter.add({ bytes: 100_000, startedAt: 9000, endedAt: 10_000 });
    expect(meter.bytesPerSecond).toBeCloseTo(100_000, 6);
  });

  it("finds a connection's rate however its transfers overlap", () => {
    const pieces = fc.array(fc.record({ share: fc.integer({ min: 1, max: 5 }), seconds: fc.integer({ min: 1, max: 5 }) }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(pieces, (steps) => {
        // One transfer spans all steps, another takes its share of each.
        const meter = createThroughputMeter();
        let now = 0;
        let spanning = 0;
        for (const { share, seconds } of steps) {
          const bytes = seconds * 100_000;
          const own = (bytes * share) / 5;
          meter.add({ bytes: own, startedAt: now, endedAt: now + seconds * 1000 });
          spanning += bytes - own;
          now += seconds * 1000;
        }
        meter.add({ bytes: spanning, startedAt: 0, endedAt: now });
        expect(meter.bytesPerSecond).toBeCloseTo(100_000, 3);
      }),
    );
  });
});

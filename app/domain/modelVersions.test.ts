import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isWithdrawn, shownVersion, withPublished, withRolledBack, type ModelVersion } from "./modelVersions";

const name = (index: number): string => index.toString(16).padStart(16, "0");
const [A, B, C, D] = [1, 2, 3, 4].map(name) as [string, string, string, string];
const at = new Date("2026-01-01T00:00:00Z");
const publish = (...versions: string[]): ModelVersion[] => versions.reduce<ModelVersion[]>((list, version) => withPublished(list, version, at), []);

describe("a product's model versions", () => {
  it("go back one by one, past what was withdrawn", () => {
    const once = withRolledBack(publish(A, B, C));
    expect(shownVersion(once)).toBe(B);
    expect(shownVersion(withRolledBack(once))).toBe(A);
    // What was shown before D is B: C had been taken back.
    expect(shownVersion(withRolledBack(withPublished(once, D, at)))).toBe(B);
  });

  it("go back, and forth again, to any by name", () => {
    const back = withRolledBack(publish(A, B, C), A);
    expect(shownVersion(back)).toBe(A);
    expect([A, B, C].map((version) => isWithdrawn(back, version))).toEqual([false, true, true]);
    expect(shownVersion(withRolledBack(back, C))).toBe(C);
  });

  it("have nowhere to go from the first, or to a stranger", () => {
    expect(() => withRolledBack(publish(A))).toThrow("no earlier version");
    expect(() => withRolledBack([])).toThrow("no earlier version");
    expect(() => withRolledBack(publish(A, B), D)).toThrow(`There is no version ${D}; known are ${B}, ${A}.`);
  });

  it("show what was published or asked for last, and name no version twice, whatever happens", () => {
    const step = fc.record({ roll: fc.boolean(), version: fc.integer({ min: 0, max: 30 }).map(name) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let versions: ModelVersion[] = [];
        for (const { roll, version } of steps) {
          const known = versions.some((one) => one.version === version);
          if (roll && !known) continue;
          versions = roll ? withRolledBack(versions, version) : withPublished(versions, version, at);
          expect(shownVersion(versions)).toBe(version);
          expect(isWithdrawn(versions, version)).toBe(false);
        }
        expect(new Set(versions.map(({ version }) => version)).size).toBe(versions.length);
        expect(versions.length).toBeLessThanOrEqual(20);
      }),
    );
  });
});

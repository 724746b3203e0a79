import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ModelTier, TierName } from "../domain/modelManifest";
import { loadBudget } from "./budget";
import { createLevelChooser, type Situation } from "./levelChooser";

function tier(name: TierName, errorMetres: number): ModelTier {
  return { name, model: { path: `${name}.glb`, bytes: 1000 }, textures: [], triangles: 1, errorMetres, textureSize: 0, gpuBytes: 100 };
}

const TIERS = [tier("preview", 0.01), tier("standard", 0.001), tier("high", 0)];
const FAR = 2.2;
const NEAR = 0.7;

function situation(changes: Partial<Situation> & { distance?: number }): Situation {
  const { distance = FAR, ...others } = changes;
  return {
    now: 0,
    view: { viewportHeight: 800, fovY: 0.49, distance, radius: 0.5 },
    budget: loadBudget({}, 1),
    shown: "standard",
    loaded: new Set<TierName>(["preview", "standard"]),
    moving: false,
    frameMs: 16,
    ...others,
  };
}

describe("level chooser", () => {
  it("goes beyond the preview without waiting", () => {
    expect(createLevelChooser(TIERS).choose(situation({ shown: "preview" })).tier).toBe("standard");
  });

  it("asks for a finer tier once the wish has lasted, and says when to look again", () => {
    const { choose } = createLevelChooser(TIERS);
    const first = choose(situation({ now: 0, distance: NEAR }));
    expect(first.tier).toBeNull();
    expect(first.againInMs).toBeGreaterThan(0);
    expect(choose(situation({ now: first.againInMs ?? 0, distance: NEAR })).tier).toBe("high");
  });

  it("fetches nothing for a zoom that goes to and fro faster than the dwell time", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 100 }), { maxLength: 40 }), (pauses) => {
        const { choose } = createLevelChooser(TIERS);
        let now = 0;
        pauses.forEach((pause, index) => {
          now += pause;
          const { tier } = choose(situation({ now, distance: index % 2 === 0 ? NEAR : FAR, moving: true }));
          expect(tier).not.toBe("high");
        });
      }),
    );
  });

  it("asks for nothing finer while the camera of a slow device moves, and makes up for it at rest", () => {
    const { choose } = createLevelChooser(TIERS);
    for (let now = 0; now < 2000; now += 60) {
      expect(choose(situation({ now, distance: NEAR, moving: true, frameMs: 60 })).tier).toBeNull();
    }
    const rested = choose(situation({ now: 2000, distance: NEAR }));
    expect(choose(situation({ now: 2000 + (rested.againInMs ?? 0), distance: NEAR })).tier).toBe("high");
  });

  it("steps down once, to a tier in memory, where motion stalls, and comes back when it rests", () => {
    const { choose } = createLevelChooser(TIERS);
    const loaded = new Set<TierName>(["preview", "standard", "high"]);
    const stalling = { loaded, distance: NEAR, moving: true, frameMs: 120 };
    expect(choose(situation({ ...stalling, shown: "high" })).tier).toBe("standard");
    expect(choose(situation({ ...stalling, shown: "standard", now: 200 })).tier).toBeNull();
    expect(choose(situation({ ...stalling, shown: "standard", now: 400, frameMs: 10 })).tier).toBeNull();
    expect(choose(situation({ loaded, distance: NEAR, shown: "standard", now: 500 })).tier).toBe("high");
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ModelTier } from "../domain/modelManifest";
import { loadBudget, type LoadBudget } from "./budget";
import { chooseTier, projectedPixels, tierBytes, type ViewMeasure } from "./screenSpaceError";

function tier(name: ModelTier["name"], errorMetres: number, changes: Partial<ModelTier> = {}): ModelTier {
  const model = { path: `models/x/y/${name}/model.glb`, bytes: 50_000 };
  return { name, model, textures: [], triangles: 1000, errorMetres, textureSize: 1024, gpuBytes: 1e6, ...changes };
}

const TIERS = [tier("preview", 0.004), tier("standard", 0.0008), tier("high", 0.0001)];
const GENEROUS = loadBudget({}, 3);
const ANY_TIER: LoadBudget = { ...GENEROUS, beyondPreview: false };
const FOV = (28 * Math.PI) / 180;

function at(distance: number, viewportHeight = 800): ViewMeasure {
  return { viewportHeight, fovY: FOV, distance, radius: 0.5 };
}

const distances = fc.double({ min: 0.05, max: 50, noNaN: true });

describe("projectedPixels", () => {
  it("is one pixel for a pixel's width at the surface", () => {
    const metresPerPixel = (2 * Math.tan(FOV / 2) * 1.5) / 800;
    expect(projectedPixels(metresPerPixel, at(2))).toBeCloseTo(1, 9);
  });

  it("stays finite when the camera is inside the bounding sphere", () => {
    expect(projectedPixels(0.001, at(0.2))).toBe(projectedPixels(0.001, at(0.4)));
  });
});

describe("chooseTier", () => {
  it("takes standard at rest and high close by", () => {
    expect(chooseTier(TIERS, at(2.2), GENEROUS)).toBe("standard");
    expect(chooseTier(TIERS, at(0.8), GENEROUS)).toBe("high");
  });

  it("takes a finer tier or the same when the camera comes nearer", () => {
    fc.assert(
      fc.property(distances, distances, (a, b) => {
        const [near, far] = [Math.min(a, b), Math.max(a, b)];
        const rank = (distance: number): number => TIERS.findIndex(({ name }) => name === chooseTier(TIERS, at(distance), ANY_TIER));
        expect(rank(near)).toBeGreaterThanOrEqual(rank(far));
      }),
    );
  });

  it("shows no visible error where the budget has a tier without one", () => {
    fc.assert(
      fc.property(distances, (distance) => {
        const name = chooseTier(TIERS, at(distance), ANY_TIER);
        const error = projectedPixels(TIERS.find((entry) => entry.name === name)?.errorMetres ?? 0, at(distance));
        expect(error <= 1 || name === "high").toBe(true);
      }),
    );
  });

  it("does not flicker: a small move to and fro changes the tier at most once", () => {
    fc.assert(
      fc.property(distances, fc.double({ min: -0.04, max: 0.04, noNaN: true }), (distance, wobble) => {
        let current = chooseTier(TIERS, at(distance), ANY_TIER);
        let changes = 0;
        for (let turn = 0; turn < 10; turn += 1) {
          // Moves of the surface's distance, on which the error depends.
          const moved = 0.5 + Math.max(distance - 0.5, 0.04) * (1 + (turn % 2 === 0 ? wobble : -wobble));
          const next = chooseTier(TIERS, at(moved), ANY_TIER, { shown: current });
          if (next !== current) changes += 1;
          current = next;
        }
        expect(changes).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("leaves the preview behind on a good connection, though its error cannot be seen from far", () => {
    expect(chooseTier(TIERS, at(40), GENEROUS)).toBe("standard");
    expect(chooseTier(TIERS, at(40), ANY_TIER)).toBe("preview");
  });

  it("asks for finer textures where texels would show, however exact the geometry is", () => {
    const exact = [tier("preview", 0, { textureSize: 256 }), tier("high", 0, { textureSize: 2048 })];
    expect(chooseTier(exact, at(1.2, 1600), ANY_TIER)).toBe("high");
    expect(chooseTier(exact, at(20), ANY_TIER)).toBe("preview");
  });

  it("never takes what the budget forbids, except the first tier", () => {
    const heavy = { model: { path: "m.glb", bytes: 5_000_000 } };
    const tiers = [tier("preview", 0.004, heavy), tier("standard", 0.0008, heavy), tier("high", 0.0001, { gpuBytes: 1e12 })];
    expect(chooseTier(tiers, at(0.7), loadBudget({ connection: { effectiveType: "3g" } }, 1))).toBe("preview");
    expect(chooseTier(tiers, at(0.7), GENEROUS)).toBe("standard");
  });

  it("keeps what is in memory when the connection gets worse: it costs no more bytes", () => {
    const poor = loadBudget({ connection: { effectiveType: "slow-2g" } }, 1);
    const loaded = new Set(["standard"] as const);
    expect(chooseTier([tier("preview", 0.004), tier("standard", 0, { model: { path: "m.glb", bytes: 1e6 } })], at(0.9), poor, { loaded })).toBe("standard");
  });
});

describe("loadBudget", () => {
  it("believes what was measured more than the connection's type", () => {
    const crawling = loadBudget({ connection: { effectiveType: "4g" } }, 1, 5000);
    expect(crawling.tierBytes).toBeLessThan(loadBudget({ connection: { effectiveType: "3g" } }, 1).tierBytes);
    expect(crawling.beyondPreview).toBe(false);
    expect(loadBudget({ connection: { effectiveType: "2g" } }, 1, 1e6).beyondPreview).toBe(true);
    expect(loadBudget({ connection: { saveData: true } }, 1, 1e9).tierBytes).toBeLessThan(1e6);
  });

  it("grows with the connection and shrinks with Save-Data", () => {
    const bytes = ["slow-2g", "2g", "3g", "4g"].map((effectiveType) => loadBudget({ connection: { effectiveType } }, 1).tierBytes);
    expect(bytes).toEqual([...bytes].sort((a, b) => a - b));
    expect(loadBudget({ connection: { saveData: true, effectiveType: "4g" } }, 1).tierBytes).toBeLessThan(bytes[3] ?? 0);
    expect(loadBudget({ connection: { saveData: true } }, 1).beyondPreview).toBe(false);
  });

  it("follows the device's memory", () => {
    expect(loadBudget({ deviceMemory: 1 }, 1).gpuBytes).toBeLessThan(loadBudget({ deviceMemory: 8 }, 1).gpuBytes);
  });

  it("counts one finish's part of the textures", () => {
    const textures = [1, 2, 3].map((index) => ({ path: `${index}.webp`, bytes: 30_000 }));
    expect(tierBytes(tier("high", 0, { textures }), 3)).toBe(80_000);
  });
});

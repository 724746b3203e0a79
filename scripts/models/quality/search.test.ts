import { describe, expect, it } from "vitest";
import { psnrOf, type PictureScores } from "./pictures.ts";
import { type QualityGoal, searchTier, type Workshop } from "./search.ts";

/** Bytes that this make-believe tier takes for a mean squared error: eight times the error halves them. */
const bytesFor = (error: number): number => 100_000 * error ** (-1 / 3);

/** No candidate has a larger error than this, however few bytes are asked for. */
const LARGEST_ERROR = 4000;

/** A workshop whose candidates are mean squared errors; `off` is by how much drawing finds more of it than planned. */
function workshop({ off = 1, bytesOff = 1 } = {}): Workshop<number> & { drawn: number } {
  let correction = 1;
  const shop = {
    drawn: 0,
    plan(errorBudget: number) {
      const error = Math.min(errorBudget, LARGEST_ERROR);
      return { candidate: error, bytes: bytesFor(error) * correction, error };
    },
    judge(candidate: number) {
      shop.drawn++;
      correction = bytesOff;
      const views = [0, 2].map((better): PictureScores => ({ psnr: psnrOf(candidate * off) + better, ssim: 0.99, silhouetteError: 0 }));
      return Promise.resolve({ candidate, bytes: bytesFor(candidate) * bytesOff, views });
    },
  };
  return shop;
}

function views(psnr: number): PictureScores[] {
  return [psnr, psnr + 2].map((value) => ({ psnr: value, ssim: 0.95, silhouetteError: 0.01 }));
}

const goal = (plain: { psnr: number; bytes: number }, affordable: number, right = 36): QualityGoal => ({
  plain: { bytes: plain.bytes, views: views(plain.psnr) },
  right: { psnr: right, ssim: 0.9, silhouetteError: 0.05 },
  affordable,
  mostBytes: Infinity,
});
const worst = (pictures: readonly PictureScores[]): number => Math.min(...pictures.map(({ psnr }) => psnr));

describe("searchTier", () => {
  it("takes the cheapest candidate that looks right, where that is affordable", async () => {
    const found = await searchTier(workshop(), goal({ psnr: 25, bytes: 80_000 }, 70_000), 40);
    expect(worst(found.views)).toBeGreaterThanOrEqual(36);
    expect(worst(found.views)).toBeLessThan(36.3);
  });

  it("takes the best that is affordable, where looking right is not, but the plain ladder is outdone", async () => {
    const found = await searchTier(workshop(), goal({ psnr: 25, bytes: 50_000 }, 30_000), 40);
    expect(found.bytes).toBeLessThanOrEqual(30_000);
    expect(found.bytes).toBeGreaterThan(28_000);
    expect(worst(found.views)).toBeGreaterThan(25);
  });

  it("equals the plain ladder even where that takes more than is affordable", async () => {
    const found = await searchTier(workshop({ off: 1.5 }), goal({ psnr: 42, bytes: 60_000 }, 20_000), 10);
    expect(worst(found.views)).toBeGreaterThanOrEqual(42);
    expect(worst(found.views)).toBeLessThan(42.5);
  });

  it("equals the plain ladder where no candidate at all is affordable", async () => {
    const found = await searchTier(workshop(), goal({ psnr: 42, bytes: 3_000 }, 2_000), 10);
    expect(worst(found.views)).toBeGreaterThanOrEqual(42);
    expect(worst(found.views)).toBeLessThan(42.5);
  });

  it.each([1, 1.2])("stays below the bytes that it may take at most, as good as those allow (planned bytes off by %d)", async (bytesOff) => {
    const found = await searchTier(workshop({ bytesOff }), { ...goal({ psnr: 42, bytes: 60_000 }, 20_000), mostBytes: 38_500 }, 10);
    expect(found.bytes).toBeLessThanOrEqual(38_500);
    expect(found.bytes).toBeGreaterThan(37_000);
  });

  it("finds its way where drawing shows another error than was planned, in few drawings", async () => {
    const shop = workshop({ off: 3, bytesOff: 1.2 });
    const found = await searchTier(shop, goal({ psnr: 30, bytes: 90_000 }, 80_000), 40);
    expect(worst(found.views)).toBeGreaterThanOrEqual(36);
    expect(found.bytes).toBeLessThanOrEqual(80_000 * 1.02);
    expect(shop.drawn).toBeLessThanOrEqual(6);
  });

  it("reckons the silhouette and the structure in: a high PSNR alone does not look right", async () => {
    const shop = workshop();
    const judge = shop.judge.bind(shop);
    shop.judge = async (candidate) => {
      const judged = await judge(candidate);
      return { ...judged, views: judged.views.map((scores) => ({ ...scores, silhouetteError: candidate / 1000 })) };
    };
    const found = await searchTier(shop, goal({ psnr: 20, bytes: 90_000 }, 80_000, 30), 40);
    expect(worst(found.views)).toBeGreaterThan(30.5);
    expect(found.views[0]?.silhouetteError).toBeLessThanOrEqual(0.05);
  });
});

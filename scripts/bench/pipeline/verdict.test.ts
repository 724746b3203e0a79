import { describe, expect, it } from "vitest";
import { judgeTier, summarisePreviews, type Entry } from "./verdict.ts";

const entry = (bytes: number, psnr: number): Entry => ({ name: "", bytes, finishBytes: bytes, triangles: 1, psnr, ssim: 1, silhouetteError: 0 });
const judged = (ours: Entry, plain: Entry) => judgeTier({ tier: "preview", viewPixels: 512, ours, plain, peers: [] });

describe("a tier beside the plain ladder's", () => {
  it("passes with six tenths of its bytes at the same PSNR", () => {
    expect(judged(entry(60, 30), entry(100, 30))).toMatchObject({ share: 0.6, met: true });
  });

  it("fails with more bytes, and with less PSNR however few its bytes", () => {
    expect(judged(entry(61, 40), entry(100, 30)).met).toBe(false);
    expect(judged(entry(1, 29.9), entry(100, 30)).met).toBe(false);
  });
});

describe("previews", () => {
  it("pass with at most 40 KB each and 25 KB in the middle", () => {
    expect(summarisePreviews([40_000, 25_000, 10_000])).toEqual({ most: 40_000, median: 25_000, met: true });
  });

  it("fail with one too large, or with too many large ones", () => {
    expect(summarisePreviews([40_001, 10_000, 10_000]).met).toBe(false);
    expect(summarisePreviews([30_000, 26_000, 10_000]).met).toBe(false);
  });
});

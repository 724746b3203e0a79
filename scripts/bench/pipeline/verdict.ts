import type { TierName } from "../../../app/domain/modelManifest.ts";
import type { PictureScores } from "../../models/quality/pictures.ts";
import { median, ratio } from "../statistics.ts";

/** The share of the plain ladder's bytes that our tiers may take at equal or better PSNR. */
export const MOST_SHARE = 0.6;
/** What all files of a preview may take together, and their median over the models, bytes. */
export const PREVIEW_MOST_BYTES = 40_000;
export const PREVIEW_MEDIAN_BYTES = 25_000;

/** A contender's figures at one view: the worst of several sides, as a tier is as good as its weakest one. */
export interface Entry extends PictureScores {
  readonly name: string;
  readonly bytes: number;
  readonly finishBytes: number;
  readonly triangles: number;
}

/** All contenders at one tier's view. */
export interface TierResult {
  readonly tier: TierName;
  readonly viewPixels: number;
  readonly ours: Entry;
  readonly plain: Entry;
  readonly peers: readonly Entry[];
  /** Ours to the plain ladder's, all files of all finishes. */
  readonly share: number;
  readonly met: boolean;
}

/** Bytes at most {@link MOST_SHARE} of the ladder's, and no less PSNR. */
export function judgeTier(result: Omit<TierResult, "share" | "met">): TierResult {
  const share = ratio(result.ours.bytes, result.plain.bytes);
  return { ...result, share, met: share <= MOST_SHARE && result.ours.psnr >= result.plain.psnr };
}

export interface PreviewSummary {
  readonly most: number;
  readonly median: number;
  readonly met: boolean;
}

/** @throws RangeError without previews */
export function summarisePreviews(bytes: readonly number[]): PreviewSummary {
  const [most, middle] = [Math.max(...bytes), median(bytes)];
  return { most, median: middle, met: most <= PREVIEW_MOST_BYTES && middle <= PREVIEW_MEDIAN_BYTES };
}

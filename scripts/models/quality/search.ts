import type { PictureScores } from "./pictures.ts";

/** What a candidate costs and how it looks in each view. */
export interface Judged<Candidate> {
  candidate: Candidate;
  /** All its files as stored. */
  bytes: number;
  views: PictureScores[];
}

/** What a tier must reach. */
export interface QualityGoal {
  /** The plain ladder's tier: no view on average, and not the worst, may have a lower PSNR. */
  plain: { bytes: number; views: readonly PictureScores[] };
  /** What looks right; reached where it costs no more than `affordable`. */
  right: PictureScores;
  /** Bytes that may be spent on looking right, beyond what it takes to equal the plain ladder. */
  affordable: number;
  /** Bytes that it may take at most, even where it then looks worse than the plain ladder's tier. */
  mostBytes: number;
}

/** What makes candidates and judges them. */
export interface Workshop<Candidate> {
  /** The cheapest candidate within a mean squared error, as far as is known, with about its bytes and its error. */
  plan(errorBudget: number): { candidate: Candidate; bytes: number; error: number };
  /** Makes it, which may correct later plans' bytes, and draws it. */
  judge(candidate: Candidate): Promise<Judged<Candidate>>;
}

/** Candidates that are drawn at most, once one is good enough. */
const MOST_DRAWN = 4;
/** While none is: the plain ladder's PSNR is a promise. */
const MOST_DRAWN_WITHOUT = 9;
/** Nearer than this to the goal, in dB, the search ends. */
const CLOSE_DB = 0.15;
/** Aimed beyond the goal by this much, as no two errors are quite independent. */
const MARGIN_DB = 0.05;
/** Bytes may be this much off the plan before it is made again. */
const BYTES_TOLERANCE = 1.02;
const PLANS = 40;

/**
 * Finds the cheapest candidate that looks right where that is affordable, else the best affordable one, and in any case
 * one as good as the plain ladder's tier, if there is one of `goal.mostBytes`.
 *
 * @param firstBudget an error budget to begin with.
 */
export async function searchTier<Candidate>(workshop: Workshop<Candidate>, goal: QualityGoal, firstBudget: number): Promise<Judged<Candidate>> {
  const judge = (budget: number): Promise<Judged<Candidate>> => workshop.judge(workshop.plan(budget).candidate);
  let affordable = budgetFor(workshop, goal.affordable, firstBudget);
  let first = await judge(affordable);
  if (first.bytes > goal.affordable * BYTES_TOLERANCE) {
    affordable = budgetFor(workshop, goal.affordable, firstBudget);
    first = await judge(affordable);
  }
  // Where not even the cheapest candidate is affordable, the budget that was looked for has no end: its error has.
  affordable = Math.min(affordable, workshop.plan(affordable).error || affordable);
  const missing = behindPlain(first.views, goal);
  const towards = missing > 0 ? behindPlain : behindBoth;
  // What looks less than right and can't afford more is as good as it gets.
  if (missing <= 0 && behindRight(first.views, goal) > 0) return first;

  let best = missing <= 0 ? first : undefined;
  let finest = first;
  let [enough, tooMuch] = missing <= 0 ? [affordable, Infinity] : [0, affordable];
  let [budget, gap] = [affordable, towards(first.views, goal)];
  for (let drawn = 1; drawn < (best ? MOST_DRAWN : MOST_DRAWN_WITHOUT) && (gap > 0 || gap < -CLOSE_DB); drawn++) {
    // 10 dB are a factor of ten in the mean squared error.
    const aimed = budget * 10 ** (-(gap + MARGIN_DB) / 10);
    const least = budgetFor(workshop, goal.mostBytes, firstBudget);
    budget = Math.max(aimed > enough && aimed < tooMuch ? aimed : between(enough, tooMuch), least);
    const next = await judge(budget);
    if (next.bytes > goal.mostBytes) {
      // The plan was too hopeful; by the bytes that it really took the next one is not.
      enough = Math.max(enough, budget);
      continue;
    }
    gap = towards(next.views, goal);
    if (behindPlain(next.views, goal) < behindPlain(finest.views, goal)) finest = next;
    if (gap <= 0) {
      enough = budget;
      if (!best || next.bytes < best.bytes) best = next;
    } else tooMuch = budget;
    if (gap > 0 && budget <= least) break;
  }
  return best ?? finest;
}

/** The smallest error budget whose candidate is planned at no more than so many bytes. */
function budgetFor<Candidate>(workshop: Workshop<Candidate>, bytes: number, start: number): number {
  const fits = (logBudget: number): boolean => workshop.plan(2 ** logBudget).bytes <= bytes;
  let [low, high] = [Math.log2(start) - PLANS / 2, Math.log2(start) + PLANS / 2];
  for (let plan = 0; plan < PLANS; plan++) {
    const middle = (low + high) / 2;
    if (fits(middle)) high = middle;
    else low = middle;
  }
  return 2 ** high;
}

function between(low: number, high: number): number {
  if (low === 0) return high / 2;
  return high === Infinity ? low * 2 : Math.sqrt(low * high);
}

/** How many dB are missing to the plain ladder, on average or in the worst view, whichever is more; negative: to spare. */
function behindPlain(views: readonly PictureScores[], { plain }: QualityGoal): number {
  const decibels = (pictures: readonly PictureScores[]): number[] => pictures.map(({ psnr }) => psnr);
  const [ours, theirs] = [decibels(views), decibels(plain.views)];
  return Math.max(mean(theirs) - mean(ours), Math.min(...theirs) - Math.min(...ours));
}

/** How many dB are missing to what looks right in the worst view; the other measures count as the PSNR of such an error. */
function behindRight(views: readonly PictureScores[], { right }: QualityGoal): number {
  return Math.max(
    ...views.map(({ psnr, ssim, silhouetteError }) =>
      Math.max(
        right.psnr - psnr,
        10 * Math.log10(Math.max(1 - ssim, 1e-6) / (1 - right.ssim)),
        10 * Math.log10(Math.max(silhouetteError, 1e-6) / right.silhouetteError),
      ),
    ),
  );
}

function behindBoth(views: readonly PictureScores[], goal: QualityGoal): number {
  return Math.max(behindPlain(views, goal), behindRight(views, goal));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

import type { ModelTier, TierName } from "../domain/modelManifest";
import type { LoadBudget } from "./budget";
import { chooseTier, type ViewMeasure } from "./screenSpaceError";

/** How things stand when a tier is to be chosen. */
export interface Situation {
  /** Milliseconds on a steady clock. */
  readonly now: number;
  readonly view: ViewMeasure;
  readonly budget: LoadBudget;
  readonly shown: TierName | undefined;
  readonly loaded: ReadonlySet<TierName>;
  readonly moving: boolean;
  /** What a frame takes at present, milliseconds; 0 until that is known. */
  readonly frameMs: number;
}

/** What to ask for, and in how many milliseconds to choose again where a wish has yet to last. */
export interface Choice {
  /** Null: nothing new, and what is on its way goes on. */
  readonly tier: TierName | null;
  readonly againInMs: number | null;
}

/** A finer tier must be wished for this long: a quick zoom through a border fetches nothing. */
const DWELL_FINER_MS = 150;
/** Coming back is likely, and what is finer does no harm meanwhile. */
const DWELL_COARSER_MS = 1000;
/** Motion looks smooth to about here; a slower device gets nothing finer to draw while the camera moves. */
const SLOW_FRAME_MS = 42;
/** Here it no longer looks like motion: a coarser tier in memory takes over until the camera rests. */
const STALLING_FRAME_MS = 84;

/**
 * Chooses tiers over time: by screen-space error, with dwell times beside its hysteresis, and with regard to how well
 * the device keeps up while the camera moves.
 */
export function createLevelChooser(tiers: readonly ModelTier[]): { choose(situation: Situation): Choice } {
  let wish: { tier: TierName; since: number } | null = null;
  let lightened = false;
  const rank = (name: TierName | undefined): number => tiers.findIndex((tier) => tier.name === name);

  /** A tier coarser than what is shown, out of those in memory, for a device that stalls. */
  function lighter({ shown, loaded, frameMs }: Situation): TierName | null {
    if (frameMs < STALLING_FRAME_MS) return null;
    return tiers.slice(0, Math.max(rank(shown), 0)).findLast((tier) => loaded.has(tier.name))?.name ?? null;
  }

  function settle(tier: TierName, { now, shown }: Situation): Choice {
    if (wish?.tier !== tier) wish = { tier, since: now };
    // Beyond the first tier, which is only a stage on the way, there is nothing yet that could flicker.
    const first = rank(shown) <= 0;
    const dwell = first || tier === shown ? 0 : rank(tier) > rank(shown) ? DWELL_FINER_MS : DWELL_COARSER_MS;
    const left = wish.since + dwell - now;
    return left <= 0 || !shown ? { tier, againInMs: null } : { tier: null, againInMs: left };
  }

  return {
    choose(situation) {
      const { view, budget, shown, loaded, moving, frameMs } = situation;
      if (moving && shown && (lightened || frameMs >= SLOW_FRAME_MS)) {
        wish = null;
        // One tier down at most: it stays until the camera rests, or the tiers would alternate with the frame times.
        const tier = lightened ? null : lighter(situation);
        lightened ||= tier !== null;
        return { tier, againInMs: null };
      }
      const tier = chooseTier(tiers, view, budget, { shown, loaded });
      if (!lightened) return settle(tier, situation);
      lightened = false;
      return { tier, againInMs: null };
    },
  };
}

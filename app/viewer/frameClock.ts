/** Share of the newest frame in the mean: it has followed a change after about five frames. */
const NEWEST = 0.3;
/** A longer gap is a hidden page or a single stall, not the device's pace. */
const LONGEST_FRAME_MS = 1000;

/** A first frame also prefilters the light, bakes the ground's shadow and compiles: about so many frames' work. */
const FIRST_FRAME_IS = 8;

/** Tells what a frame takes while frames follow each other. */
export interface FrameClock {
  /** Mean of the latest frames, milliseconds; until some followed each other what the first one lets expect, and before it 0. */
  readonly frameMs: number;
  /** The GPU was done with the first frame `ms` after the script. */
  first(ms: number): void;
  /** A frame was drawn, `seconds` after the one before. */
  tick(seconds: number): void;
}

/** An exponentially weighted mean of frame times. */
export function createFrameClock(): FrameClock {
  let frameMs = 0;
  let expected = 0;
  return {
    get frameMs() {
      return frameMs || expected;
    },
    first(ms) {
      expected = ms / FIRST_FRAME_IS;
    },
    tick(seconds) {
      const ms = Math.min(seconds * 1000, LONGEST_FRAME_MS);
      frameMs = frameMs === 0 ? ms : frameMs + (ms - frameMs) * NEWEST;
    },
  };
}

import { median, ratio } from "../statistics.ts";
import type { Likeness } from "./likeness.ts";
import type { Visit } from "./visit.ts";

/** What is measured of a visit. Times are milliseconds since the navigation began. */
export interface Figures {
  /** The first 3D frame can be seen. */
  firstFrame: number;
  /** The script has drawn that frame; the rest is the GPU's time, which is a processor's here. */
  firstDraw: number;
  /** Bytes on the wire until then, all files and headers. */
  bytes: number;
  /** Of those, what is neither the page's script nor its style: model and poster. */
  modelBytes: number;
  /** It looks like the source, and goes on to. */
  likeSource: number;
  /** Main-thread time that blocked input: what tasks take beyond 50 ms (https://web.dev/articles/tbt), until at rest. */
  blocking: number;
}

export type FigureName = keyof Figures;

/** A measured thing, and the share of the peer's that ours may have. */
export interface FigureGoal {
  readonly name: FigureName;
  readonly title: string;
  readonly unit: "ms" | "bytes";
  /** Missing where nothing is promised. */
  readonly goal?: number;
}

export const FIGURES: readonly FigureGoal[] = [
  { name: "firstFrame", title: "first 3D frame seen", unit: "ms", goal: 1 / 4 },
  { name: "firstDraw", title: "first 3D frame drawn by the script", unit: "ms" },
  { name: "bytes", title: "bytes until then", unit: "bytes", goal: 1 / 10 },
  { name: "modelBytes", title: "of those, model and poster", unit: "bytes" },
  { name: "likeSource", title: "looks like the source", unit: "ms", goal: 0.6 },
  { name: "blocking", title: "main thread blocked", unit: "ms", goal: 1 / 2 },
];

/** Longer tasks block input for what they take beyond this, ms. */
const TASK_MS = 50;

/**
 * @param likeness of the visit's recorded pictures; one that never came to look like the source counts as not done when the visit ended.
 * @throws Error when the visit saw no 3D frame
 */
export function figuresOf(visit: Visit, likeness: Likeness): Figures {
  const { firstDraw, firstFrame } = visit;
  if (firstDraw === null || firstFrame === null) throw new Error(`No 3D frame was drawn. ${visit.errors[0] ?? "Nothing went wrong that the page told of."}`);
  const arrived = visit.received.filter(({ at }) => at <= firstFrame);
  const sum = (parts: Visit["received"]): number => parts.reduce((total, { bytes }) => total + bytes, 0);
  return {
    firstFrame,
    firstDraw,
    bytes: sum(arrived),
    modelBytes: sum(arrived.filter(({ url }) => /\.(glb|webp|avif)$/.test(new URL(url).pathname))),
    likeSource: likeness.at === null ? Infinity : Math.max(likeness.at, firstFrame),
    blocking: visit.longTasks.reduce((total, { duration }) => total + Math.max(0, duration - TASK_MS), 0),
  };
}

/** One line of the comparison: medians over the repetitions, and whether the goal is met. */
export interface Comparison extends FigureGoal {
  readonly ours: number;
  readonly theirs: number;
  readonly ratio: number;
  /** Missing without a goal. */
  readonly met?: boolean;
}

export function compare(ours: readonly Figures[], theirs: readonly Figures[]): Comparison[] {
  return FIGURES.map((figure) => {
    const middle = (figures: readonly Figures[]): number => median(figures.map((one) => one[figure.name]));
    const [a, b] = [middle(ours), middle(theirs)];
    // Something that never happened on either side can't be compared.
    const share = a === Infinity && b === Infinity ? NaN : b === Infinity ? 0 : ratio(a, b);
    return { ...figure, ours: a, theirs: b, ratio: share, ...(figure.goal === undefined ? {} : { met: share <= figure.goal }) };
  });
}

import type { Value } from "../../plan/resource.ts";
import type { Severity, Topic } from "../finding.ts";

/**
 * A setting that protects, or that opens, and how to tell better from worse. It is looked for by the end of its path
 * in any resource, so that types and providers that no list knows are judged too.
 */
export interface Setting {
  /** Dotted, without indexes; matches at any depth. */
  path: string;
  /** Types that it is meant for; all where left out. */
  types?: RegExp;
  topic: Topic;
  /** What the setting is, as it follows "Turns off" or "Lowers". */
  name: string;
  /** How serious it is when it gets worse, and when something is made that way. */
  worse: Severity;
  created?: Severity;
  /** How good a value is: higher is better; undefined where it can't be told. `null` is what is not set. */
  score: (value: Value) => number | undefined;
  /** What is said when it gets worse, in place of the verb that the scores suggest. */
  says?: string;
}

type More = Partial<Pick<Setting, "types" | "topic" | "created" | "says">>;

/** A protection that is on where the value is true. */
export function on(path: string, name: string, worse: Severity, more: More = {}): Setting {
  return { path, name, worse, topic: "protection", score: (value) => (value === null ? 0 : truth(value)), ...more };
}

/** A danger that is on where the value is true. */
export function off(path: string, name: string, worse: Severity, more: More = {}): Setting {
  return { path, name, worse, topic: "protection", score: (value) => (value === null ? 1 : invert(truth(value))), ...more };
}

/** The more the better; `endless` is the value that means without end. */
export function more(path: string, name: string, worse: Severity, { endless, ...rest }: More & { endless?: number } = {}): Setting {
  return {
    path, name, worse, topic: "protection",
    score: (value) => (value === null ? undefined : Number.isNaN(Number(value)) ? undefined : Number(value) === endless ? Infinity : Number(value)),
    ...rest,
  };
}

/** The less the better. */
export function less(path: string, name: string, worse: Severity, rest: More = {}): Setting {
  return { path, name, worse, topic: "protection", score: (value) => (value === null || Number.isNaN(Number(value)) ? undefined : -Number(value)), ...rest };
}

/** Values from the worst to the best; any other counts as `otherwise`. */
export function ranked(path: string, name: string, worse: Severity, values: readonly (string | null)[], { otherwise, ...rest }: More & { otherwise?: number } = {}): Setting {
  return {
    path, name, worse, topic: "protection",
    score: (value) => {
      const rank = values.findIndex((known) => (typeof known === "string" && typeof value === "string" ? known.toLowerCase() === value.toLowerCase() : known === value));
      return rank >= 0 ? rank : otherwise;
    },
    ...rest,
  };
}

/** Something that must be named: losing it is worse, having another one is for a person to judge. */
export function named(path: string, name: string, worse: Severity, more: More = {}): Setting {
  return { path, name, worse, topic: "protection", score: (value) => (value === null || value === "" ? 0 : 1), ...more };
}

function truth(value: Value): number | undefined {
  if (value === true || value === "true" || value === 1 || value === "1") return 1;
  if (value === false || value === "false" || value === 0 || value === "0") return 0;
  if (typeof value !== "string") return undefined;
  if (/^(enabled?|on|active|required|yes)$/i.test(value)) return 1;
  return /^(disabled?|off|suspended|inactive|no|none|optional)$/i.test(value) ? 0 : undefined;
}

function invert(score: number | undefined): number | undefined {
  return score === undefined ? undefined : 1 - score;
}

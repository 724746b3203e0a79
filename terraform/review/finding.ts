import type { PlanChange } from "../plan/planChange.ts";
import type { PlanDocument } from "../plan/planDocument.ts";
import type { Words } from "./words.ts";

/** `danger`: data, access or a protection may be lost. `look`: a person must judge it. `note`: good to know. */
export type Severity = "danger" | "look" | "note";

/** What a finding is about, in the order in which the review tells them. */
export const TOPICS = ["data", "network", "permissions", "protection", "destroyed", "capacity", "order", "drift", "policy", "unreadable"] as const;
export type Topic = (typeof TOPICS)[number];

/** One thing that the reader should know, in words. */
export interface Finding {
  severity: Severity;
  topic: Topic;
  stack: string;
  address: string;
  title: Words;
  /** What follows from it, or what to do. */
  detail?: Words;
  /** The attribute that it comes from, dotted. */
  attribute?: string;
  /** Among its like: the lower comes first. */
  rank?: number;
}

/** What a detector sees: one plan at a time, with all that is in it. */
export interface Scene {
  plan: PlanDocument;
  /** What changes; data sources and what stays are left out. */
  changes: readonly PlanChange[];
  byAddress: ReadonlyMap<string, PlanChange>;
  /** The accounts that are ours, as far as the plan tells. */
  accounts: ReadonlySet<string>;
}

/** Looks for one kind of thing. */
export type Detector = (scene: Scene) => Finding[];

/** A finding about a change. */
export function finding(change: PlanChange, severity: Severity, topic: Topic, title: Words, more: Pick<Finding, "detail" | "attribute" | "rank"> = {}): Finding {
  return { severity, topic, stack: change.stack, address: change.address, title, ...more };
}

const SEVERITIES: readonly Severity[] = ["danger", "look", "note"];

/** Orders findings: the most serious first, then by topic, in the plan's order. */
export function bySeriousness(a: Finding, b: Finding): number {
  return SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || TOPICS.indexOf(a.topic) - TOPICS.indexOf(b.topic) || (a.rank ?? 0) - (b.rank ?? 0);
}

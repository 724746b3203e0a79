import type { Finding, Topic } from "./finding.ts";
import type { Counts, Review, Verdict } from "./review.ts";
import { count } from "./words.ts";

/** What each verdict says to whoever is about to apply. */
export const VERDICT_TITLES: Readonly<Record<Verdict, string>> = { safe: "Safe", look: "Look", dangerous: "Dangerous" };

/** One sentence on why. */
export function verdictSentence({ verdict, findings, counts }: Review): string {
  const dangers = findings.filter(({ severity }) => severity === "danger");
  const looks = findings.filter(({ severity }) => severity === "look");
  if (verdict === "dangerous") {
    const also = looks.length > 0 ? ` ${count(looks.length, "more thing needs", "more things need")} a look.` : "";
    return `${count(dangers.length, "thing", "things")} in this plan may lose data, open a door or take a protection away.${also}`;
  }
  if (verdict === "look") return `Nothing dangerous was found, but ${count(looks.length, "thing needs", "things need")} a person's judgement.`;
  const total = Object.values(counts).reduce((sum, number) => sum + number, 0);
  if (total === 0) return "Nothing changes.";
  return counts.update + counts.replace + counts.delete + counts.forget === 0
    ? "It only creates. Nothing is destroyed, opened to the world or weakened."
    : "Nothing is lost, opened or weakened, as far as a plan can tell.";
}

/** Headings of the review, in the order in which it tells. */
export const TOPIC_TITLES: Readonly<Record<Topic, string>> = {
  data: "Data",
  network: "Network",
  permissions: "Permissions",
  protection: "Protections",
  destroyed: "Replaced, destroyed, moved",
  capacity: "Capacity",
  order: "Order",
  drift: "Changed outside of Terraform",
  policy: "Policies",
  unreadable: "What can't be read",
};

/** Verbs for counts: `3 created`. */
export const ACTION_WORDS: Readonly<Record<keyof Counts, string>> = { create: "created", update: "changed", replace: "replaced", delete: "destroyed", forget: "let go" };

/** `12 created, 3 changed, 1 replaced`; `nothing` where all are zero. */
export function countsInWords(counts: Counts): string {
  const parts = (Object.keys(ACTION_WORDS) as (keyof Counts)[]).filter((action) => counts[action] > 0).map((action) => `${counts[action].toLocaleString("en-GB")} ${ACTION_WORDS[action]}`);
  return parts.length === 0 ? "nothing" : parts.join(", ");
}

/** Findings of one severity, by topic. */
export function byTopic(findings: readonly Finding[]): [Topic, Finding[]][] {
  const groups = new Map<Topic, Finding[]>();
  for (const finding of findings) groups.set(finding.topic, [...(groups.get(finding.topic) ?? []), finding]);
  return [...groups];
}

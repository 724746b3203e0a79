import type { Action, PlanChange } from "../plan/planChange.ts";
import { isChange } from "../plan/planChange.ts";
import type { PlanDocument } from "../plan/planDocument.ts";
import { NOT_APPLIED } from "../constructs/registry.ts";
import { count, list, plain, words } from "./words.ts";
import { bySeriousness, type Finding } from "./finding.ts";
import { detect } from "./findings/detect.ts";
import { estimate, type CostEstimate } from "./cost/estimate.ts";
import { policyFindings, type PolicyReview } from "./policyFindings.ts";

export type Verdict = "safe" | "look" | "dangerous";

export type Counts = Record<Exclude<Action, "no-op" | "read">, number>;

export interface StackReview {
  plan: PlanDocument;
  counts: Counts;
  verdict: Verdict;
  changes: PlanChange[];
}

/** Everything that the page and the comment show. */
export interface Review {
  verdict: Verdict;
  /** Most serious first. */
  findings: Finding[];
  stacks: StackReview[];
  counts: Counts;
  policies: PolicyReview;
  cost: CostEstimate;
  /** How the plans were made: by Terraform, or from two synthesised folders. */
  compared: "plans" | "folders";
}

/** Reviews plans, or what a comparison of folders made of them. */
export function review(plans: readonly PlanDocument[], compared: Review["compared"] = "plans"): Review {
  const policies = policyFindings(plans);
  const byStack = plans.map((plan) => ({ plan, findings: detect(plan) }));
  const findings = inOneWord([...byStack.flatMap((stack) => stack.findings), ...policies.findings], plans).sort(bySeriousness);
  const stacks = byStack.map(({ plan, findings: own }): StackReview => {
    const changes = plan.changes.filter(isChange);
    return { plan, counts: countsOf(changes), changes, verdict: verdictOf([...own, ...policies.findings.filter(({ stack }) => stack === plan.stack)]) };
  });
  return {
    verdict: verdictOf(findings),
    findings,
    stacks,
    counts: countsOf(stacks.flatMap(({ changes }) => changes)),
    policies,
    cost: estimate(plans),
    compared,
  };
}

/** Many stacks that wait for others are one thing to do, not many. */
function inOneWord(findings: readonly Finding[], plans: readonly PlanDocument[]): Finding[] {
  const waiting = findings.filter(({ topic }) => topic === "order");
  const [first] = waiting;
  if (first === undefined || waiting.length < 3) return [...findings];
  const producers = new Set(plans.flatMap(({ waitsFor }) => waitsFor));
  const order = [...plans.map(({ stack }) => stack).filter((stack) => producers.has(stack)), ...[...producers].filter((stack) => !plans.some((plan) => plan.stack === stack))];
  const together: Finding = {
    ...first,
    stack: "",
    title: words`${plain(count(waiting.length, "stack waits", "stacks wait"))} for others: apply ${list(order, 12)} in this order, and plan again in between`,
    detail: words`They show ${NOT_APPLIED} in place of what only the others know: these plans must not be applied as they are.`,
  };
  return [...findings.filter(({ topic }) => topic !== "order"), together];
}

/** The verdict that findings amount to. */
export function verdictOf(findings: readonly Finding[]): Verdict {
  if (findings.some(({ severity }) => severity === "danger")) return "dangerous";
  return findings.some(({ severity }) => severity === "look") ? "look" : "safe";
}

function countsOf(changes: readonly PlanChange[]): Counts {
  const counts: Counts = { create: 0, update: 0, replace: 0, delete: 0, forget: 0 };
  for (const { action } of changes) if (action !== "no-op" && action !== "read") counts[action] += 1;
  return counts;
}

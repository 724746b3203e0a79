import type { PolicyException } from "../constructs/exception.ts";
import type { EnvironmentPolicy, Policy } from "./policy.ts";

/** What is known of an exception once all rules have spoken. */
interface Use {
  /** The rule that it names. */
  policy: Policy | undefined;
  /** Whether it excepted something. */
  used: boolean;
  /** Whether its rule is not asked in this environment anyway. */
  waived: boolean;
}

/** A rule about the exceptions themselves. */
interface ExceptionPolicy extends EnvironmentPolicy {
  judgeException(exception: PolicyException, use: Use): string | undefined;
}

/** Fewer characters than this say "needed" or "see ticket", not why. */
const SHORTEST_REASON = 40;
const COMMON: Pick<ExceptionPolicy, "severity" | "pillars" | "frameworks" | "judgeEnvironment"> = {
  severity: "medium",
  pillars: ["operations"],
  frameworks: [],
  judgeEnvironment: () => [],
};

/** What an exception has to keep; nothing can be excepted from these. */
export const exceptionPolicies: readonly ExceptionPolicy[] = [
  {
    ...COMMON,
    id: "EXC-001",
    title: "Exceptions name a rule",
    reason: "An exception from a rule that does not exist gives a false feeling of having been weighed.",
    fix: "Write the id of the rule as infra:check prints it, or delete the exception.",
    judgeException: ({ policy: id }, { policy }) => (policy ? undefined : `there is no rule ${id} to except from`),
  },
  {
    ...COMMON,
    id: "EXC-002",
    title: "Exceptions except something",
    reason: "An exception that outlives its cause hides the next breach of the rule.",
    fix: "Delete the exception.",
    judgeException: ({ policy: id }, { policy, used, waived }) => (!policy || used || waived || "judgeEnvironment" in policy ? undefined : `keeps ${id} without the exception`),
  },
  {
    ...COMMON,
    id: "EXC-003",
    title: "Exceptions have a reason",
    reason: "The reviewer must be able to judge whether the exception still fits.",
    fix: "Say in a sentence why the rule does not fit here and what takes its place.",
    judgeException: ({ policy: id, reason }) =>
      reason.trim().length < SHORTEST_REASON || /\b(todo|fixme|tbd|for now)\b/i.test(reason) ? `the reason for ${id} is no reason: "${reason}"` : undefined,
  },
];

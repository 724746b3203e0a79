import type { DeclaredResource } from "../plan/resource.ts";
import { exceptionPolicies } from "./exceptions.ts";
import { Inventory } from "./inventory.ts";
import { POLICIES } from "./policies.ts";
import { isEnvironmentPolicy, type Policy } from "./policy.ts";

/** A rule that is broken. */
export interface Finding {
  policy: Policy;
  /** Undefined where the environment as a whole lacks something. */
  resource: DeclaredResource | undefined;
  /** What is wrong, e.g. "storage_encrypted is not set; it must be true". */
  message: string;
}

/** A rule that is broken with a reason. */
export interface Excepted extends Finding {
  resource: DeclaredResource;
  reason: string;
}

export interface Judgement {
  findings: Finding[];
  excepted: Excepted[];
  /** How many resources each rule was asked of, by its id; 1 for a rule about the environment. */
  asked: Map<string, number>;
}

export interface JudgeOptions {
  /** Whether the resources are a whole environment: only then can be told what is missing altogether. */
  whole?: boolean;
  policies?: readonly Policy[];
}

/**
 * Judges resources, from synthesised JSON or from plans, by the policies. Exceptions count only for the rule that
 * they name; those without a rule, a reason or anything to except are findings themselves.
 */
export function judge(resources: readonly DeclaredResource[], { whole = false, policies = POLICIES }: JudgeOptions = {}): Judgement {
  const inventory = new Inventory(resources);
  const judgement: Judgement = { findings: [], excepted: [], asked: new Map() };
  const used = new Set<object>();

  for (const policy of policies) {
    if (isEnvironmentPolicy(policy)) {
      if (!whole || resources.every((resource) => isWaived(policy, resource))) continue;
      judgement.asked.set(policy.id, 1);
      judgement.findings.push(...policy.judgeEnvironment(inventory).map((message) => ({ policy, resource: undefined, message })));
      continue;
    }
    for (const resource of inventory.ofType(...policy.applies)) {
      if (isWaived(policy, resource)) continue;
      judgement.asked.set(policy.id, (judgement.asked.get(policy.id) ?? 0) + 1);
      const message = policy.judge(resource, inventory);
      if (message === undefined) continue;
      const exception = resource.exceptions.find((candidate) => candidate.policy === policy.id);
      if (exception) {
        used.add(exception);
        judgement.excepted.push({ policy, resource, message, reason: exception.reason });
      } else {
        judgement.findings.push({ policy, resource, message });
      }
    }
  }
  judgement.findings.push(...judgeExceptions(resources, policies, used));
  return judgement;
}

function isWaived({ waivedIn = [] }: Policy, { stack }: DeclaredResource): boolean {
  return waivedIn.some((environment) => stack.startsWith(`${environment}-`));
}

function judgeExceptions(resources: readonly DeclaredResource[], policies: readonly Policy[], used: ReadonlySet<object>): Finding[] {
  const byId = new Map(policies.map((policy) => [policy.id, policy]));
  return resources.flatMap((resource) =>
    resource.exceptions.flatMap((exception) => {
      const policy = byId.get(exception.policy);
      return exceptionPolicies.flatMap((rule) => {
        const message = rule.judgeException(exception, { policy, used: used.has(exception), waived: policy !== undefined && isWaived(policy, resource) });
        return message === undefined ? [] : [{ policy: rule, resource, message }];
      });
    }),
  );
}

import type { DeclaredResource } from "../plan/resource.ts";
import type { Inventory } from "./inventory.ts";

/** The pillars of the Well-Architected Framework. */
export type Pillar = "security" | "reliability" | "cost" | "performance" | "operations" | "sustainability";

export type Severity = "critical" | "high" | "medium" | "low";

interface Rule {
  /** Service and number, e.g. `S3-003`; it stays when the rule's text changes. */
  id: string;
  /** What holds where the rule is kept, e.g. "Buckets refuse requests without TLS". */
  title: string;
  /** Why it matters. */
  reason: string;
  /** What to write. */
  fix: string;
  severity: Severity;
  pillars: readonly [Pillar, ...Pillar[]];
  /** Where others ask the same: `CKV_AWS_18` (checkov), `FSBP S3.9`, `CIS 2.1.1` (AWS Foundations 3.0), `cdk-nag SQS4`. */
  frameworks: readonly string[];
  /** Environments that save what the rule costs; resources of stacks named `<environment>-…` are not asked. */
  waivedIn?: readonly ("dev" | "staging")[];
}

/** A rule that each resource of some types has to keep. */
export interface ResourcePolicy extends Rule {
  applies: readonly [string, ...string[]];
  /** @returns what is wrong, or undefined where the rule is kept */
  judge(resource: DeclaredResource, inventory: Inventory): string | undefined;
}

/** A rule about an environment as a whole: what must be there at all, in every region say. */
export interface EnvironmentPolicy extends Rule {
  /** @returns what is wrong, one message for each lack */
  judgeEnvironment(inventory: Inventory): string[];
}

export type Policy = ResourcePolicy | EnvironmentPolicy;

export function isEnvironmentPolicy(policy: Policy): policy is EnvironmentPolicy {
  return "judgeEnvironment" in policy;
}

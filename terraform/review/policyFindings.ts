import type { PlanDocument } from "../plan/planDocument.ts";
import { isChange } from "../plan/planChange.ts";
import type { DeclaredResource } from "../plan/resource.ts";
import { judge, type Excepted, type Finding as Broken } from "../policies/judge.ts";
import { withoutSecrets } from "./differences/secrets.ts";
import type { Finding } from "./finding.ts";
import { words } from "./words.ts";

/** What the policies say of the resources as they will be. */
export interface PolicyReview {
  /** Rules that are kept before and broken after, or broken by what is new. */
  findings: Finding[];
  introduced: Broken[];
  /** Rules that are broken before and after. */
  standing: Broken[];
  /** Rules that are broken before and kept after. */
  mended: Broken[];
  excepted: Excepted[];
  /** How many rules were asked. */
  rules: number;
}

/** Judges all plans together, before and after: a rule about a bucket may look into another stack. */
export function policyFindings(plans: readonly PlanDocument[]): PolicyReview {
  const after = judge(plans.flatMap(({ declared }) => declared));
  const before = judge(plans.flatMap(declaredBefore));
  const broken = new Set(before.findings.map(keyOf));
  const stillBroken = new Set(after.findings.map(keyOf));
  const touched = new Set(plans.flatMap(({ changes }) => changes.filter(isChange).map(({ stack, address }) => `${stack} ${address}`)));
  const introduced = after.findings.filter((finding) => !broken.has(keyOf(finding)));
  return {
    introduced,
    standing: after.findings.filter((finding) => broken.has(keyOf(finding))),
    mended: before.findings.filter((finding) => !stillBroken.has(keyOf(finding)) && finding.resource !== undefined && touched.has(`${finding.resource.stack} ${finding.resource.address}`)),
    excepted: after.excepted,
    rules: after.asked.size,
    findings: introduced.map(({ policy, resource, message }): Finding => ({
      severity: policy.severity === "critical" || policy.severity === "high" ? "look" : "note",
      topic: "policy",
      stack: resource?.stack ?? "",
      address: resource?.address ?? "",
      title: words`${[policy.id]}: ${[policy.title]}; not so in ${resource?.address ?? "this environment"}`,
      detail: words`${withoutSecrets(message)}`,
    })),
  };
}

function keyOf({ policy, resource }: Broken): string {
  return `${policy.id} ${resource?.stack ?? ""} ${resource?.address ?? ""}`;
}

function declaredBefore({ changes, declared }: PlanDocument): DeclaredResource[] {
  const exceptions = new Map(declared.map((resource) => [resource.address, resource.exceptions]));
  return changes.flatMap(({ stack, address, type, name, mode, region, before, references, deposed }) =>
    before === null || deposed ? [] : [{ stack, address, type, name, mode, region, values: before, references, exceptions: exceptions.get(address) ?? [] }],
  );
}

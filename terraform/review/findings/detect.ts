import { isChange, type PlanChange } from "../../plan/planChange.ts";
import type { PlanDocument } from "../../plan/planDocument.ts";
import type { Value } from "../../plan/resource.ts";
import { bySeriousness, type Detector, type Finding, type Scene } from "../finding.ts";
import { words } from "../words.ts";
import { code } from "./code.ts";
import { destroyed } from "./destroyed.ts";
import { erasure } from "./erasure.ts";
import { exposedStores } from "./exposedStores.ts";
import { firewall } from "./firewall.ts";
import { guards } from "./guards.ts";
import { identities } from "./identities.ts";
import { listeners } from "./listeners.ts";
import { networkRules } from "./networkRules.ts";
import { parameters } from "./parameters.ts";
import { permissions } from "./permissions.ts";
import { planWide } from "./planWide.ts";
import { rewiring } from "./rewiring.ts";
import { settings } from "./settings.ts";
import { sharing } from "./sharing.ts";
import { strangers } from "./strangers.ts";
import { ways } from "./ways.ts";

const DETECTORS: readonly Detector[] = [destroyed, erasure, networkRules, exposedStores, ways, listeners, permissions, identities, sharing, settings, firewall, guards, code, rewiring, strangers, parameters, planWide];

/** All that there is to say about a plan, the most serious first. */
export function detect(plan: PlanDocument): Finding[] {
  const found = DETECTORS.flatMap((detector) => detector(sceneOf(plan, plan.changes)));
  return withoutRepeats([...found, ...drift(plan)]).sort(bySeriousness);
}

/** What a detector sees of a plan. */
export function sceneOf(plan: PlanDocument, changes: readonly PlanChange[]): Scene {
  return {
    plan: changes === plan.changes ? plan : { ...plan, changes: [...changes] },
    changes: changes.filter(isChange),
    byAddress: new Map(changes.map((change) => [change.address, change])),
    accounts: accountsOf(plan),
  };
}

/** What somebody changed past Terraform is judged like a change of ours, and never as harmless. */
function drift(plan: PlanDocument): Finding[] {
  const drifted = plan.drift.filter(isChange);
  if (drifted.length === 0) return [];
  const asPlan: PlanDocument = { ...plan, outputs: [], incomplete: [], failedChecks: [], preventDestroy: undefined };
  const found = [destroyed, erasure, networkRules, ways, permissions, identities, sharing, settings, firewall, guards].flatMap((detector) => detector(sceneOf(asPlan, drifted)));
  const serious = found.filter(({ severity }) => severity !== "note");
  const told = new Set(serious.map(({ address }) => address));
  return [
    ...serious.map((finding): Finding => ({ ...finding, severity: "look", topic: "drift", title: words`Outside of Terraform: ${finding.title}` })),
    ...drifted
      .filter(({ address }) => !told.has(address))
      .map(({ stack, address, action }): Finding => ({
        severity: "look", topic: "drift", stack, address,
        title: action === "delete" ? words`Outside of Terraform: ${address} was deleted` : words`Outside of Terraform: ${address} was changed`,
      })),
  ];
}

/** Accounts that own something in the plan, by the ARNs of what exists; the provider's account where none exists. */
function accountsOf(plan: PlanDocument): Set<string> {
  const counts = new Map<string, number>();
  const see = (account: string | undefined) => {
    if (account !== undefined && /^\d{12}$/.test(account) && account !== "000000000000") counts.set(account, (counts.get(account) ?? 0) + 1);
  };
  for (const { before, mode, type } of plan.changes) {
    // There the ARN is an argument: somebody else's, perhaps.
    if (/target|policy|attachment|permission|grant|association/.test(type)) continue;
    for (const attribute of ["arn", "owner_id", "account_id"]) {
      const value = before?.[attribute];
      if (typeof value === "string" && (mode === "managed" || attribute === "account_id")) see(value.startsWith("arn:") ? value.split(":")[4] : value);
    }
  }
  if (counts.size > 0) return new Set(counts.keys());
  // Nothing exists yet: the account that most of the plan's texts name is ours.
  const visit = (value: Value) => {
    if (typeof value === "string") for (const [, account] of value.matchAll(/arn:aws[\w-]*:[\w-]*:[\w-]*:(\d{12}):/g)) see(account);
    else if (typeof value === "object" && value !== null) for (const item of Object.values(value)) visit(item);
  };
  for (const { after, before } of plan.changes) for (const state of [before, after]) if (state) visit(state);
  const most = [...counts].sort((a, b) => b[1] - a[1])[0];
  return new Set(most ? [most[0]] : []);
}

/** The same thing said twice of one resource is said once, at its most serious. */
function withoutRepeats(findings: readonly Finding[]): Finding[] {
  const seen = new Map<string, Finding>();
  for (const finding of [...findings].sort(bySeriousness)) {
    const key = JSON.stringify([finding.stack, finding.address, finding.title]);
    if (!seen.has(key)) seen.set(key, finding);
  }
  return [...seen.values()];
}

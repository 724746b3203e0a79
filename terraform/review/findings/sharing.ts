import type { Block, PlanChange } from "../../plan/planChange.ts";
import { at, type Value } from "../../plan/resource.ts";
import { finding, type Detector, type Finding } from "../finding.ts";
import { pairedChanges } from "../pairing.ts";
import { list, words } from "../words.ts";

/** What is shared or given to others without a policy document: by lists of accounts, by roles of other clouds. */
export const sharing: Detector = (scene) => pairedChanges(scene).flatMap(({ change, before, after }) => (after === null ? [] : [...accounts(change, before, after), ...members(change, before, after), ...mightyRoles(change, before, after), ...collections(change, before, after)]));

const SHARED = ["shared_accounts", "permissions.account_ids", "snapshot_options.shared_accounts"];

function accounts(change: PlanChange, before: Block | null, after: Block): Finding[] {
  return SHARED.flatMap((path) => {
    const added = strings(after, path).filter((account) => !strings(before, path).includes(account));
    if (added.length === 0) return [];
    const everybody = added.some((account) => /^all$/i.test(account));
    return [finding(change, "danger", "permissions", words`Shares ${change.address} with ${everybody ? ["everybody who has an AWS account"] : list(added)}`, { attribute: path, detail: words`They may copy all that is in it, and keep the copy.` })];
  });
}

/** Google's words for everybody. */
const EVERYBODY = /^(allUsers|allAuthenticatedUsers)$/;

function members(change: PlanChange, before: Block | null, after: Block): Finding[] {
  const found = [...deep(after)].filter((text) => EVERYBODY.test(text) && !deep(before).has(text));
  return found.length === 0 ? [] : [finding(change, "danger", "permissions", words`Everybody on the internet (${list(found)}) is let in by ${change.address}`)];
}

/** Roles of other clouds, and of clusters, that amount to running the place. */
const MIGHTY_ROLES = /^(roles\/(owner|editor|iam\.(securityAdmin|serviceAccountTokenCreator|serviceAccountKeyAdmin))|Owner|Contributor|User Access Administrator|cluster-admin|arn:aws:eks::aws:cluster-access-policy\/AmazonEKSClusterAdminPolicy)$/;

function mightyRoles(change: PlanChange, before: Block | null, after: Block): Finding[] {
  if (!/iam_(member|binding)|role_assignment|access_policy_association|role_binding/.test(change.type)) return [];
  const roles = (state: Block | null) => ["role", "role_definition_name", "policy_arn", "role_ref.name"].flatMap((path) => strings(state, path));
  const added = roles(after).filter((role) => MIGHTY_ROLES.test(role) && !roles(before).includes(role));
  const who = ["member", "members", "principal_arn", "principal_id"].flatMap((path) => strings(after, path));
  return added.length === 0 ? [] : [finding(change, "danger", "permissions", words`${who.length === 0 ? change.address : list(who)} gets the role ${list(added)}`, { detail: words`That amounts to running all that it covers.` })];
}

function collections(change: PlanChange, before: Block | null, after: Block): Finding[] {
  if (change.type !== "aws_opensearchserverless_security_policy") return [];
  const open = (state: Block | null) => strings(state, "policy").some((text) => /"AllowFromPublic"\s*:\s*true/i.test(text));
  return open(after) && !open(before) ? [finding(change, "danger", "network", words`Puts search collections on the internet: ${change.address}`, { attribute: "policy" })] : [];
}

function strings(state: Block | null, path: string): string[] {
  return at(state ?? {}, path).filter((value): value is string => typeof value === "string");
}

function deep(state: Block | null): Set<string> {
  const found = new Set<string>();
  const visit = (value: Value) => {
    if (typeof value === "string") found.add(value);
    else if (typeof value === "object" && value !== null) for (const item of Object.values(value)) visit(item);
  };
  if (state !== null) visit(state);
  return found;
}

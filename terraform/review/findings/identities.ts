import type { Block, PlanChange } from "../../plan/planChange.ts";
import { at, isUnknown } from "../../plan/resource.ts";
import { finding, type Detector, type Finding, type Scene } from "../finding.ts";
import { FULL_MANAGED, MIGHTY_MANAGED } from "../permissions/power.ts";
import { words } from "../words.ts";

/** Managed policies that are attached, boundaries that go, and ways to sign in that appear. */
export const identities: Detector = (scene) => scene.changes.flatMap((change) => [...attachments(scene, change), ...boundary(change), ...signIns(change)]);

const OWNERS = ["role", "user", "group", "roles", "users", "groups", "name", "permission_set_arn"];

function attachments({ byAddress, plan }: Scene, change: PlanChange): Finding[] {
  const [before, after] = [attached(change, change.before), attached(change, change.after)];
  if (before.length + after.length === 0) return [];
  const state = change.after ?? change.before ?? {};
  const ownerAddress = OWNERS.flatMap((key) => change.references[key] ?? [])[0];
  const name = OWNERS.flatMap((key) => at(state, key)).find((value): value is string => typeof value === "string" && !isUnknown(value)) ?? ownerAddress ?? change.address;
  const owner = (ownerAddress === undefined ? undefined : byAddress.get(ownerAddress)) ?? plan.changes.find(({ type, after: now }) => type === "aws_iam_role" && now?.name === name) ?? (isHolder(change) ? change : undefined);
  const fresh = owner?.action === "create";
  const bounded = typeof owner?.after?.permissions_boundary === "string";
  const added = after.filter((arn) => !before.includes(arn)).map((arn): Finding => {
    const mighty = MIGHTY_MANAGED.test(arn);
    const severity = mighty ? (fresh && bounded ? "look" : "danger") : FULL_MANAGED.test(arn) ? "look" : fresh ? "note" : "look";
    return finding(change, severity, "permissions", words`${name} gets all that the policy ${arn} allows`, mighty ? { detail: words`That amounts to running the account.` } : {});
  });
  const removed = before.filter((arn) => !after.includes(arn) && change.action !== "create" && !(isHolder(change) && change.action === "delete"));
  return [...added, ...removed.map((arn) => finding(change, "look", "permissions", words`${name} loses what the policy ${arn} allows`))];
}

function isHolder({ type }: PlanChange): boolean {
  return /^aws_iam_(role|user|group)$/.test(type);
}

function attached({ type, references }: PlanChange, state: Block | null): string[] {
  if (state === null) return [];
  const attributes = /attachment/.test(type) && /iam|ssoadmin/.test(type) ? ["policy_arn", "policy_arns", "managed_policy_arn"] : /^aws_iam_(role|user|group)$/.test(type) ? ["managed_policy_arns"] : [];
  return attributes.flatMap((attribute) =>
    at(state, attribute).flatMap((arn) => (typeof arn !== "string" ? [] : isUnknown(arn) ? (references[attribute]?.slice(0, 1) ?? []) : [arn])),
  );
}

function boundary(change: PlanChange): Finding[] {
  const { before, after, action } = change;
  if (before === null || after === null || action === "create") return [];
  const [was, is] = [before.permissions_boundary, after.permissions_boundary];
  if (typeof was !== "string" || was === "" || was === is) return [];
  if (typeof is === "string" && is !== "") {
    return [finding(change, "danger", "permissions", words`${change.address} gets another permissions boundary: ${is} in place of ${was}`, { attribute: "permissions_boundary" })];
  }
  return [finding(change, "danger", "permissions", words`${change.address} loses its permissions boundary`, { attribute: "permissions_boundary", detail: words`From then on its own policies alone decide what it may do.` })];
}

const SIGN_INS: Readonly<Record<string, string>> = {
  aws_iam_access_key: "A long-lived access key is made, and its secret is kept in the state",
  aws_iam_user: "A user of AWS is made, with sign-ins that do not expire",
  aws_iam_user_login_profile: "A user gets a password for the console",
  aws_iam_group_membership: "Users join a group",
  aws_iam_user_group_membership: "A user joins groups",
  aws_iam_openid_connect_provider: "Identities of another provider can be trusted by roles",
  aws_iam_saml_provider: "Identities of another provider can be trusted by roles",
  aws_ssoadmin_account_assignment: "Somebody gets access to an account",
  aws_iam_service_specific_credential: "A user gets a long-lived password for a service",
  aws_key_pair: "A key can be used to sign in to machines",
  aws_ram_principal_association: "Resources are shared with another account or organisation",
  aws_vpc_endpoint_service_allowed_principal: "Somebody may connect to the service from their own network",
  aws_ami_launch_permission: "A machine image is shared",
  aws_snapshot_create_volume_permission: "A snapshot, and with it all data on the volume, is shared",
  aws_lakeformation_permissions: "Somebody may read or change data of the lake",
};

function signIns(change: PlanChange): Finding[] {
  const says = SIGN_INS[change.type];
  const { action, after } = change;
  if (says === undefined || (action !== "create" && action !== "replace" && !/membership|assignment|_provider$/.test(change.type)) || after === null) return [];
  const shares = /launch_permission|volume_permission|allowed_principal|ram_principal/.test(change.type);
  const everybody = ["group", "principal", "principal_arn"].some((key) => after[key] === "all" || after[key] === "*");
  const harmless = /openid_connect_provider|saml_provider|key_pair/.test(change.type) && action === "create";
  return [finding(change, everybody ? "danger" : shares ? "danger" : harmless ? "note" : "look", "permissions", words`${[says]}: ${change.address}`)];
}

import type { PlanChange } from "../../plan/planChange.ts";
import { isUnknown } from "../../plan/resource.ts";

/** What kind of policy a document is: the same words mean different things in each. */
export type PolicyKind = "identity" | "trust" | "key" | "resource" | "endpoint" | "boundary" | "guard";

/** Attributes by which a policy resource names what it belongs to. */
const OWNER_ATTRIBUTES = [
  "role", "user", "group", "bucket", "key_id", "queue_url", "secret_arn", "function_name", "layer_name", "repository", "file_system_id", "backup_vault_name",
  "domain_name", "event_bus_name", "access_point_arn", "resource_arn", "stream_arn", "vpc_endpoint_id", "arn", "registry_arn", "rest_api_id", "policy_name", "name",
];

/** Resources that are a policy of something else; all others carry their own. */
const BELONGS_TO_ANOTHER = /(_policy|_policies|_permission|_permissions|_grant|_policy_attachment|_policy_document)$/;
const OWN_THEMSELVES: ReadonlySet<string> = new Set(["aws_iam_policy", "aws_organizations_policy", "aws_cloudwatch_log_resource_policy", "aws_dlm_lifecycle_policy", "aws_fms_policy"]);

/** The attribute by which a resource names its owner. */
export function ownerAttribute({ type, before, after }: PlanChange): string | undefined {
  if (!BELONGS_TO_ANOTHER.test(type) || OWN_THEMSELVES.has(type)) return undefined;
  return OWNER_ATTRIBUTES.find((attribute) => [after, before].some((state) => typeof state?.[attribute] === "string"));
}

/**
 * A key for whatever a policy belongs to, the same before and after, so that a policy that moves from one resource
 * to another is compared with itself.
 */
export function subjectOf(change: PlanChange): string {
  if (change.type === "aws_iam_role") return `role ${nameOf(change) ?? change.address}`;
  const attribute = ownerAttribute(change);
  if (attribute === undefined) return change.address;
  const family = /^aws_iam_role_/.test(change.type) ? "role" : change.type;
  for (const state of [change.after, change.before]) {
    const value = state?.[attribute];
    if (typeof value === "string" && !value.includes("known after apply")) return `${family} ${value}`;
  }
  return `${family} ${change.references[attribute]?.[0] ?? change.address}`;
}

/** The resource that a policy belongs to, where the plan holds it. */
export function ownerOf(change: PlanChange, byAddress: ReadonlyMap<string, PlanChange>, byName: ReadonlyMap<string, PlanChange>): PlanChange | undefined {
  const attribute = ownerAttribute(change);
  // A policy that names nothing belongs to the account.
  if (attribute === undefined) return /_resource_policy$/.test(change.type) && !OWN_THEMSELVES.has(change.type) ? undefined : change;
  const named = change.references[attribute]?.flatMap((address) => byAddress.get(address) ?? [])[0];
  if (named) return named;
  const value = [change.after?.[attribute], change.before?.[attribute]].find((text) => typeof text === "string" && !isUnknown(text));
  return typeof value === "string" ? byName.get(value) : undefined;
}

/** What a policy calls its owner, where that is not in the plan. */
export function ownerName(change: PlanChange): string | undefined {
  const attribute = ownerAttribute(change);
  const value = attribute === undefined ? undefined : (change.after ?? change.before)?.[attribute];
  return typeof value === "string" && !isUnknown(value) ? value : undefined;
}

/** What a reader calls the owner: its name, else its address. */
export function nameOf({ after, before }: PlanChange): string | undefined {
  for (const state of [after, before]) {
    for (const attribute of ["name", "bucket", "role", "function_name"]) {
      const value = state?.[attribute];
      if (typeof value === "string" && !isUnknown(value)) return value;
    }
  }
  return undefined;
}

/** Tells the kind of a policy by where it stands. */
export function kindOf({ type, after, before, address }: PlanChange, attribute: string): PolicyKind {
  if (/assume_role_policy$/.test(attribute)) return "trust";
  if (/^aws_kms_/.test(type)) return "key";
  if (type === "aws_organizations_policy") return "guard";
  if (/^aws_vpc_endpoint/.test(type)) return "endpoint";
  if (type === "aws_iam_policy" && /boundary/i.test(`${String(after?.name ?? before?.name ?? "")} ${address}`)) return "boundary";
  return /^aws_iam_|^aws_ssoadmin_/.test(type) ? "identity" : "resource";
}

import type { Block, PlanChange } from "../plan/planChange.ts";
import { isUnknown } from "../plan/resource.ts";
import type { Scene } from "./finding.ts";

/** A change with the state that it takes over, which may have stood at another address. */
export interface PairedChange {
  change: PlanChange;
  before: Block | null;
  after: Block | null;
}

const IDENTITY = ["bucket", "key_id", "queue_url", "secret_arn", "function_name", "repository", "web_acl_arn", "resource_arn", "vpc_id", "table_name", "policy_arn", "role", "name"];

/**
 * The changes of a plan. Where a resource goes at one address and one of the same type for the same thing comes at
 * another (a rename without `moved`), they are one change: what was set before is compared with what is set after.
 */
export function pairedChanges({ changes }: Scene): PairedChange[] {
  const leaving = new Map<string, PlanChange>();
  for (const change of changes) {
    const key = change.action === "delete" ? keyOf(change, change.before) : undefined;
    if (key !== undefined) leaving.set(key, change);
  }
  return changes.map((change) => {
    const partner = change.action === "create" ? leaving.get(keyOf(change, change.after) ?? "") : undefined;
    return { change, before: partner?.before ?? change.before, after: change.after };
  });
}

/** Whether something of the same type for the same thing is made elsewhere in the plan. */
export function isMadeElsewhere(change: PlanChange, { changes }: Scene): boolean {
  const key = keyOf(change, change.before);
  return key !== undefined && changes.some((other) => other.action === "create" && other.type === change.type && keyOf(other, other.after) === key);
}

function keyOf({ type }: PlanChange, state: Block | null): string | undefined {
  const parts = IDENTITY.flatMap((attribute) => {
    const value = state?.[attribute];
    return typeof value === "string" && !isUnknown(value) ? [`${attribute}=${value}`] : [];
  });
  return parts.length === 0 ? undefined : [type, ...parts].join(" ");
}

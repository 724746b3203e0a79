import type { Value } from "./resource.ts";

/** What happens to a resource. `replace` destroys it and makes another one; `forget` leaves it behind, unmanaged. */
export type Action = "create" | "read" | "update" | "replace" | "delete" | "forget" | "no-op";

/** Attributes and blocks of a resource. */
export type Block = Record<string, Value>;

/** One resource in a plan, or in the comparison of two synthesised folders. */
export interface PlanChange {
  stack: string;
  /** Address in the stack, module path and index included: `module.db.aws_rds_cluster.main["eu"]`. */
  address: string;
  /** Where it stood before a `moved` block. */
  previousAddress: string | undefined;
  mode: "managed" | "data";
  type: string;
  name: string;
  /** The module's path, empty for the root. */
  module: string;
  /** The provider's short name, `aws`. */
  provider: string;
  region: string | undefined;
  action: Action;
  /** A replacement that makes the new one first. */
  createFirst: boolean;
  /** An older object of a replacement that failed half-way. */
  deposed: boolean;
  /** Null where it does not exist before. */
  before: Block | null;
  /** Null where it does not exist after. What is known only after apply is `UNKNOWN`. */
  after: Block | null;
  /** Terraform's masks: `true`, or a tree of the same shape with `true` at what is sensitive. */
  beforeSensitive: Value;
  afterSensitive: Value;
  /** Dotted paths that force the replacement, list indexes included. */
  replacePaths: string[];
  /** Terraform's reason for the action, e.g. `replace_because_tainted`. */
  reason: string | undefined;
  /** The id of an object that is taken under management. */
  importing: string | undefined;
  /** For each attribute (dotted, without indexes) the addresses that its expression names. */
  references: Record<string, string[]>;
}

/** Whether anything happens to the resource. Reading a data source changes nothing. */
export function isChange({ action, mode }: PlanChange): boolean {
  return mode === "managed" && action !== "no-op" && action !== "read";
}

/** Whether an object of this kind ends: destroyed, or destroyed and made anew. */
export function ends({ action, mode }: PlanChange): boolean {
  return mode === "managed" && (action === "delete" || action === "replace");
}

import type { PlanChange } from "./planChange.ts";
import type { DeclaredResource, Value } from "./resource.ts";

/** An output whose value changes. */
export interface OutputChange {
  name: string;
  action: "create" | "update" | "delete";
  before: Value;
  after: Value;
  sensitive: boolean;
  /** It was sensitive and no longer is. */
  uncovered: boolean;
}

/** A plan as the review reads it, whoever made it. */
export interface PlanDocument {
  stack: string;
  /** Where it came from, for messages. */
  source: string;
  terraformVersion: string | undefined;
  changes: PlanChange[];
  /** What changed outside of Terraform since it last looked. */
  drift: PlanChange[];
  outputs: OutputChange[];
  /** All resources as they will be, for the policies. */
  declared: DeclaredResource[];
  /** Resources that carry `prevent_destroy`, before and after, where that can be told. */
  preventDestroy: { before: Set<string>; after: Set<string> } | undefined;
  /** Stacks of this project whose published values the plan looked for and did not find. */
  waitsFor: string[];
  /** Why the plan does not tell all: it failed half-way, was targeted, or defers changes. */
  incomplete: string[];
  /** `check` blocks, pre- and postconditions that fail. */
  failedChecks: string[];
}

import type { PolicyException } from "../constructs/exception.ts";

/** A value in Terraform's JSON. */
export type Value = null | boolean | number | string | Value[] | { [key: string]: Value };

/**
 * A resource as it is declared or will be, from synthesised JSON or from a plan: what policies judge and the review
 * shows. What is not known yet is an expression (`${…}`), in both cases.
 */
export interface DeclaredResource {
  /** The stack it belongs to, e.g. `prod-data`. */
  stack: string;
  /** Its address in the stack, e.g. `aws_s3_bucket.models`, module path included. */
  address: string;
  type: string;
  name: string;
  mode: "managed" | "data";
  /** The region of its provider, where that can be told. */
  region: string | undefined;
  /** Attributes and blocks. A block may be one object or a list of them: read with `at`. */
  values: Record<string, Value>;
  /** For each attribute (dotted, without indexes) the addresses in the same stack that its expression names. */
  references: Record<string, string[]>;
  exceptions: PolicyException[];
}

/** What stands for a value that is only known after apply. */
export const UNKNOWN = "${known after apply}";

/** Whether a value is an expression that Terraform has yet to evaluate, wholly or in part. */
export function isUnknown(value: Value | undefined): boolean {
  return typeof value === "string" && value.includes("${");
}

/**
 * All values at a dotted path, through lists and single blocks alike: `at(r, "rule.expiration.days")`.
 * @returns an empty list where nothing is set (null counts as not set)
 */
export function at(resource: DeclaredResource | Value, path: string): Value[] {
  const start: Value = isResource(resource) ? resource.values : resource;
  return path.split(".").reduce<Value[]>((found, key) => found.flatMap((value) => step(value, key)), [start]);
}

/** The first value at a path, or undefined. */
export function first(resource: DeclaredResource | Value, path: string): Value | undefined {
  return at(resource, path)[0];
}

function isResource(value: DeclaredResource | Value): value is DeclaredResource {
  return typeof value === "object" && value !== null && !Array.isArray(value) && "address" in value && "values" in value && "references" in value;
}

function step(value: Value, key: string): Value[] {
  if (Array.isArray(value)) return value.flatMap((item) => step(item, key));
  if (typeof value !== "object" || value === null) return [];
  const next = value[key];
  if (next === undefined || next === null) return [];
  return Array.isArray(next) ? next : [next];
}

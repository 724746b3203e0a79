import type { PlanDocument } from "../plan/planDocument.ts";
import type { RawPlan, RawResourceChange } from "../plan/rawPlan.ts";
import type { Value } from "../plan/resource.ts";
import { readTerraformPlan } from "../plan/terraformPlan.ts";
import { detect } from "./findings/detect.ts";
import { plainText } from "./words.ts";

type Fields = Record<string, Value>;
type More = Partial<RawResourceChange> & { unknown?: Value; replaceBy?: (string | number)[][] };

function change(actions: string[], address: string, before: Fields | null, after: Fields | null, { unknown = {}, replaceBy, ...more }: More = {}): RawResourceChange {
  const parts = address.replace(/\[[^\]]*\]/g, "").split(".");
  return {
    address,
    mode: address.startsWith("data.") ? "data" : "managed",
    type: parts.at(-2) ?? "",
    name: parts.at(-1) ?? "",
    provider_name: "registry.terraform.io/hashicorp/aws",
    change: { actions, before, after, after_unknown: unknown, before_sensitive: {}, after_sensitive: {}, ...(replaceBy ? { replace_paths: replaceBy } : {}) },
    ...more,
  };
}

/** Resource changes as Terraform writes them, for tests. */
export const make = {
  create: (address: string, after: Fields, more?: More) => change(["create"], address, null, after, more),
  update: (address: string, before: Fields, after: Fields, more?: More) => change(["update"], address, before, { ...before, ...after }, more),
  replace: (address: string, before: Fields, after: Fields, more?: More) => change(["delete", "create"], address, before, { ...before, ...after }, more),
  destroy: (address: string, before: Fields, more?: More) => change(["delete"], address, before, null, more),
  forget: (address: string, before: Fields) => change(["forget"], address, before, null),
  keep: (address: string, state: Fields) => change(["no-op"], address, state, state),
  read: (address: string, after: Fields, more?: More) => change(["read"], address, null, after, more),
};

/** A plan of the changes, read as a file would be. */
export function planOf(changes: RawResourceChange[], more: Partial<RawPlan> = {}): PlanDocument {
  return readTerraformPlan(JSON.stringify({ format_version: "1.2", terraform_version: "1.11.0", resource_changes: changes, ...more }), { stack: "shop", source: "plan.json" });
}

/** What the review says of the changes: `danger: Replaces aws_…`. */
export function said(changes: RawResourceChange[], more: Partial<RawPlan> = {}): string[] {
  return detect(planOf(changes, more)).map(({ severity, title }) => `${severity}: ${plainText(title)}`);
}

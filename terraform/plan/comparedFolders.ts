import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { FORCES_REPLACEMENT, LIKELY_TO_FORCE } from "./forcesReplacement.ts";
import type { PlanChange } from "./planChange.ts";
import type { PlanDocument } from "./planDocument.ts";
import { same } from "./planValues.ts";
import { at, type DeclaredResource } from "./resource.ts";
import { readSynthesised } from "./synthesised.ts";

/**
 * Compares two synthesised folders as if the first were applied and the second planned. Without Terraform what forces
 * a replacement is told by a list, and what was changed past the code is not seen.
 * @throws NotSynthesisedError where a folder is none
 */
export function compareFolders(beforeDir: string, afterDir: string): PlanDocument[] {
  const [before, after] = [readSynthesised(beforeDir), readSynthesised(afterDir)].map((stacks) => new Map(stacks.map(({ stack, resources }) => [stack, resources])));
  const stacks = [...new Set([...(after?.keys() ?? []), ...(before?.keys() ?? [])])].sort();
  return stacks.map((stack) => {
    const changes = compare(before?.get(stack) ?? [], after?.get(stack) ?? []);
    spreadReplacements(changes);
    return {
      stack,
      source: path.join(afterDir, "stacks", stack),
      terraformVersion: undefined,
      changes,
      drift: [],
      outputs: [],
      declared: after?.get(stack) ?? [],
      preventDestroy: { before: guarded(beforeDir, stack), after: guarded(afterDir, stack) },
      waitsFor: [],
      incomplete: [],
      failedChecks: [],
    };
  });
}

function compare(before: readonly DeclaredResource[], after: readonly DeclaredResource[]): PlanChange[] {
  const old = new Map(before.map((resource) => [resource.address, resource]));
  const now = new Map(after.map((resource) => [resource.address, resource]));
  return [...new Set([...now.keys(), ...old.keys()])].map((address) => change(address, old.get(address), now.get(address)));
}

function change(address: string, before: DeclaredResource | undefined, after: DeclaredResource | undefined): PlanChange {
  const { stack, type, name, mode, region, references } = (after ?? before) as DeclaredResource;
  const replacePaths = before && after ? forcedBy(before, after) : [];
  const action = !before ? "create" : !after ? "delete" : same(before.values, after.values) ? "no-op" : replacePaths.length > 0 ? "replace" : "update";
  return {
    stack, address, type, name, mode, region, action, replacePaths,
    previousAddress: undefined,
    module: "",
    provider: type.split("_")[0] ?? "",
    createFirst: false,
    deposed: false,
    before: before?.values ?? null,
    after: after?.values ?? null,
    beforeSensitive: false,
    afterSensitive: false,
    reason: action === "delete" ? "delete_because_no_resource_config" : undefined,
    importing: undefined,
    references: { ...before?.references, ...references },
  };
}

function forcedBy(before: DeclaredResource, after: DeclaredResource): string[] {
  return (FORCES_REPLACEMENT[after.type] ?? LIKELY_TO_FORCE).filter((attribute) => {
    const [was, is] = [at(before, attribute), at(after, attribute)];
    // An attribute that is only left out keeps what AWS has, where the provider computes it.
    return is.length > 0 && (was.length > 0 || typeof is[0] === "boolean") && !same(was, is);
  });
}

/** What names a resource that is made anew by an attribute that can't change in place is made anew too. */
function spreadReplacements(changes: readonly PlanChange[]): void {
  const replaced = changes.filter(({ action }) => action === "replace").map(({ address }) => address);
  for (let address = replaced.pop(); address !== undefined; address = replaced.pop()) {
    const cause = address;
    for (const change of changes) {
      if (change.action !== "no-op" && change.action !== "update") continue;
      const paths = (FORCES_REPLACEMENT[change.type] ?? []).filter((attribute) => change.references[attribute]?.includes(cause) && at(change.after ?? {}, attribute).some((value) => typeof value === "string" && new RegExp(`${escape(cause)}\\.(id|arn|key_id)\\b`).test(value)));
      if (paths.length === 0) continue;
      Object.assign(change, { action: "replace", replacePaths: paths });
      replaced.push(change.address);
    }
  }
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** Addresses with `prevent_destroy`: only the synthesised JSON tells, no plan does. */
function guarded(dir: string, stack: string): Set<string> {
  const file = path.join(dir, "stacks", stack, "cdk.tf.json");
  if (!existsSync(file)) return new Set();
  const { resource = {} } = JSON.parse(readFileSync(file, "utf8")) as { resource?: Record<string, Record<string, { lifecycle?: { prevent_destroy?: boolean } }>> };
  return new Set(Object.entries(resource).flatMap(([type, byName]) => Object.entries(byName).flatMap(([name, { lifecycle }]) => (lifecycle?.prevent_destroy === true ? [`${type}.${name}`] : []))));
}

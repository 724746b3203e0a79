import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { PolicyException } from "../constructs/exception.ts";
import type { PlanDocument } from "./planDocument.ts";
import { declaredResources } from "./synthesised.ts";
import { NotAPlanError, readTerraformPlan } from "./terraformPlan.ts";

/** The plans that `npm run infra:plan` leaves: one beside each stack's JSON. */
export function plansIn(outDir: string): string[] {
  const stacks = path.join(outDir, "stacks");
  if (!existsSync(stacks)) return [];
  return readdirSync(stacks).sort().map((stack) => path.join(stacks, stack, "plan.json")).filter(existsSync);
}

/**
 * Reads plan files, each written by `terraform show -json <plan>`.
 * @throws NotAPlanError where a file is missing or no plan, with what to do
 */
export function readPlans(files: readonly string[]): PlanDocument[] {
  const names = new Map<string, number>();
  return files.map((file) => {
    if (!existsSync(file)) throw new NotAPlanError(`${file} does not exist: give the output of terraform show -json <plan file>`);
    const base = stackOf(file);
    const uses = (names.get(base) ?? 0) + 1;
    names.set(base, uses);
    return readTerraformPlan(readFileSync(file, "utf8"), { stack: uses === 1 ? base : `${base}-${uses}`, source: file, exceptions: exceptionsBeside(file) });
  });
}

/** `…/stacks/prod-web/plan.json` is prod-web's; any other file is called by its own name. */
function stackOf(file: string): string {
  const { name, dir } = path.parse(path.resolve(file));
  const bare = name.replace(/\.(tf)?plan$/, "");
  return /^(tf)?plan$/.test(bare) ? path.basename(dir) : bare;
}

function exceptionsBeside(file: string): Map<string, PolicyException[]> {
  const synthesised = path.join(path.dirname(file), "cdk.tf.json");
  if (!existsSync(synthesised)) return new Map();
  const json = JSON.parse(readFileSync(synthesised, "utf8")) as Parameters<typeof declaredResources>[1];
  return new Map(declaredResources("", json).map(({ address, exceptions }) => [address, exceptions]));
}

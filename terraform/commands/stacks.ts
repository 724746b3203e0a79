import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ENVIRONMENTS } from "../config/environments.ts";
import type { Environment, EnvironmentName } from "../config/environment.ts";
import { NOT_APPLIED } from "../constructs/registry.ts";
import { synthesize } from "../synthesize.ts";
import type { Variables } from "../verify/process.ts";
import { Terraform, TerraformError } from "../verify/terraform.ts";

/** A request that can't be fulfilled as it was made: its message says what to ask for. */
export class UsageError extends Error {
  override name = "UsageError";
}

/** The environments that `--env` names; all where it is left out. */
export function environmentsNamed(name: string | undefined): Environment[] {
  if (name === undefined) return Object.values(ENVIRONMENTS);
  if (!(name in ENVIRONMENTS)) throw new UsageError(`There is no environment ${name}: give --env one of ${Object.keys(ENVIRONMENTS).join(", ")}.`);
  return [ENVIRONMENTS[name as EnvironmentName]];
}

/** Synthesises an environment and names its stacks in the order of applying, or the one that `--stack` names. */
export function synthesizeStacks(environment: Environment, outDir: string, only: string | undefined): string[] {
  const stacks = synthesize([environment], outDir);
  if (only === undefined) return stacks;
  const named = stacks.filter((stack) => stack === only || stack === `${environment.name}-${only}`);
  if (named.length === 0) throw new UsageError(`${environment.name} has no stack ${only}: give --stack one of ${stacks.join(", ")}.`);
  return named;
}

/** What tells Terraform the release: by the environment, which stacks that have no such variable don't mind. */
export function releaseVariable(release: string | undefined): Variables {
  return release === undefined ? {} : { TF_VAR_release: release };
}

/** A stack's folder below `cdktf.out`, and the files that planning leaves in it. */
export class StackFolder {
  readonly terraform: Terraform;
  readonly planFile = "plan.tfplan";

  constructor(outDir: string, readonly stack: string, env: Variables = {}) {
    this.terraform = new Terraform(path.join(outDir, "stacks", stack), env);
  }

  get planJson(): string {
    return path.join(this.terraform.folder, "plan.json");
  }

  get hasPlan(): boolean {
    return existsSync(path.join(this.terraform.folder, this.planFile)) && existsSync(this.planJson);
  }

  /**
   * Initialises with the state in S3. Before `bootstrap` is applied there is no bucket for it: the state is then
   * taken to be empty, and kept beside the stack.
   * @returns where the state is
   */
  async init(): Promise<"s3" | "local"> {
    rmSync(this.#override, { force: true });
    try {
      await this.terraform.init("-reconfigure");
      return "s3";
    } catch (error) {
      if (!(error instanceof TerraformError) || !/S3 bucket .* does not exist|NoSuchBucket/.test(error.output)) throw error;
      writeFileSync(this.#override, JSON.stringify({ terraform: { backend: { local: {} } } }));
      await this.terraform.init("-reconfigure");
      return "local";
    }
  }

  /** Moves a local state to the bucket that has just been made for it. */
  async moveStateToBucket(): Promise<void> {
    rmSync(this.#override, { force: true });
    await this.terraform.init("-migrate-state", "-force-copy");
  }

  /** Plans, and writes the plan as `plan.tfplan` and `plan.json`. */
  async plan(...args: string[]): Promise<void> {
    await this.terraform.plan(this.planFile, ...args);
    writeFileSync(this.planJson, await this.terraform.showText(this.planFile));
  }

  /** The kinds of stacks that must be applied before this plan can be: those whose values are placeholders in it. */
  awaited(): string[] {
    const text = readFileSync(this.planJson, "utf8");
    if (!text.includes(NOT_APPLIED)) return [];
    const read = (JSON.parse(text) as PlanWithState).prior_state?.values?.root_module?.resources ?? [];
    const unpublished = read.filter(({ type, values }) => type === "aws_ssm_parameters_by_path" && (values.names ?? []).length === 0);
    return unpublished.length > 0 ? [...new Set(unpublished.map(({ values }) => path.basename(values.path)))] : ["the stacks before it"];
  }

  /** Whether the plan is for this release, or for whatever runs: not every stack has something to run. */
  isFor(release: string | undefined): boolean {
    const { variables } = JSON.parse(readFileSync(this.planJson, "utf8")) as { variables?: { release?: { value: string } } };
    return release === undefined || variables?.release === undefined || variables.release.value === release;
  }

  dropPlan(): void {
    rmSync(path.join(this.terraform.folder, this.planFile), { force: true });
  }

  get #override(): string {
    return path.join(this.terraform.folder, "backend_override.tf.json");
  }
}

/** What data a plan has read, as far as it is looked into here. */
interface PlanWithState {
  prior_state?: { values?: { root_module?: { resources?: { type: string; values: { path: string; names?: string[] } }[] } } };
}

/** How much a plan does, e.g. `12 to add, 1 to change, 0 to destroy`. */
export function summary(planJson: string): string {
  const { resource_changes: changes = [] } = JSON.parse(readFileSync(planJson, "utf8")) as { resource_changes?: { change: { actions: string[] } }[] };
  const count = (action: string) => changes.filter(({ change }) => change.actions.includes(action)).length;
  return `${count("create")} to add, ${count("update")} to change, ${count("delete")} to destroy`;
}

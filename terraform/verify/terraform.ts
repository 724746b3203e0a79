import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { providerEnvironment } from "./providerMirror.ts";
import { runProcess, which, type Outcome, type Variables } from "./process.ts";

/** The parts of `terraform show -json <plan>` that are read here. */
export interface Plan {
  resource_changes?: ResourceChange[];
}

export interface ResourceChange {
  address: string;
  mode: "managed" | "data";
  type: string;
  change: { actions: string[]; before: unknown; after: unknown; after_unknown: unknown };
}

export const HOW_TO_GET_TERRAFORM = "Terraform 1.11 or later is not on the PATH: https://developer.hashicorp.com/terraform/install";

/** The provider that every stack asks for; `@cdktf/provider-aws` is generated from it. */
export const AWS_PROVIDER = { source: "aws", version: "5.100.0" };

/** Terraform's complaint, with the command and the folder it was given in. */
export class TerraformError extends Error {
  override name = "TerraformError";

  constructor(command: string, folder: string, readonly output: string) {
    const complaints = output.slice(Math.max(output.indexOf("Error: "), 0));
    super(`terraform ${command} failed in ${path.relative(process.cwd(), folder) || "."}:\n${complaints.split("\n").slice(0, 60).join("\n")}`);
  }
}

/** Most of an apply goes by while AWS settles what was made: Terraform's ten at a time would wait one after the other. */
const PARALLELISM = "-parallelism=30";

let providers: Promise<Variables> | undefined;

/** Terraform in one folder: a stack as it was synthesised, or a copy of it. */
export class Terraform {
  readonly #env: Variables;

  /** @param env variables beside those of this process, e.g. an emulator's */
  constructor(readonly folder: string, env: Variables = {}) {
    this.#env = env;
  }

  /** Fetches the provider and sets up the state. */
  async init(...args: string[]): Promise<void> {
    await this.#run("init", "-input=false", ...args);
  }

  /**
   * Writes a plan to a file; planning validates the configuration first.
   * @returns whether anything would change
   */
  async plan(file: string, ...args: string[]): Promise<boolean> {
    const { code } = await this.#run("plan", "-input=false", "-detailed-exitcode", "-lock-timeout=60s", `-out=${file}`, ...args);
    return code === 2;
  }

  /** A saved plan as data. */
  async show(file: string): Promise<Plan> {
    return JSON.parse(await this.showText(file)) as Plan;
  }

  /** A saved plan as the JSON that Terraform gives. */
  async showText(file: string): Promise<string> {
    return (await this.#run("show", "-json", file)).stdout;
  }

  /** Applies a saved plan, or what it would plan now. */
  async apply(...args: string[]): Promise<void> {
    await this.#run("apply", "-input=false", "-auto-approve", "-lock-timeout=60s", PARALLELISM, ...args);
  }

  async destroy(...args: string[]): Promise<void> {
    await this.#run("destroy", "-input=false", "-auto-approve", "-lock-timeout=60s", PARALLELISM, ...args);
  }

  /** Runs the folder's `*.tftest.hcl`, which need no emulator where they mock the provider. */
  async test(...args: string[]): Promise<string> {
    return (await this.#run("test", ...args)).stdout;
  }

  /** The addresses of all resources in the state. */
  async addresses(): Promise<string[]> {
    return (await this.#run("state", "list")).stdout.split("\n").filter((line) => line !== "");
  }

  async #run(command: string, ...args: string[]): Promise<Outcome> {
    const program = which("terraform");
    if (!program) throw new Error(HOW_TO_GET_TERRAFORM);
    providers ??= providerEnvironment();
    const env = { ...(await providers), TF_IN_AUTOMATION: "1", CHECKPOINT_DISABLE: "1", ...this.#env };
    const outcome = await runProcess(program, [command, ...args, ...(command === "show" || command === "state" ? [] : ["-no-color"])], { cwd: this.folder, env });
    const failed = command === "plan" ? outcome.code === 1 : outcome.code !== 0;
    if (failed) throw new TerraformError([command, ...args].join(" "), this.folder, outcome.stdout + outcome.stderr);
    return outcome;
  }
}

/** A stack's synthesised JSON, as far as it is looked into here. */
export interface StackJson {
  terraform: { backend?: { s3?: { bucket: string; key: string } } } & Record<string, unknown>;
  provider?: { aws?: { region: string; alias?: string }[] };
  variable?: Record<string, { default?: string }>;
  resource?: Record<string, Record<string, Record<string, unknown>>>;
  ephemeral?: unknown;
  data?: Record<string, Record<string, Record<string, unknown>>>;
}

export function readStack(folder: string): StackJson {
  return JSON.parse(readFileSync(path.join(folder, "cdk.tf.json"), "utf8")) as StackJson;
}

export function writeStack(folder: string, stack: StackJson): void {
  writeFileSync(path.join(folder, "cdk.tf.json"), JSON.stringify(stack, undefined, 1));
}

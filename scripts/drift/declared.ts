import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ENVIRONMENTS } from "../../terraform/config/environments.ts";
import type { Environment, EnvironmentName } from "../../terraform/config/environment.ts";
import type { DeclaredResource, Value } from "../../terraform/plan/resource.ts";
import { readSynthesised } from "../../terraform/plan/synthesised.ts";
import { synthesize } from "../../terraform/synthesize.ts";

/** What an environment declares, as its synthesised JSON has it. */
export interface Declared {
  environment: Environment;
  resources: DeclaredResource[];
  /** Local values of each stack: what is looked up, and the boot scripts. */
  locals: { stack: string; values: Record<string, Value> }[];
}

/** Synthesises an environment and reads what came out. */
export function declared(name: EnvironmentName): Declared {
  const folder = mkdtempSync(path.join(tmpdir(), "aurolot-drift-"));
  try {
    const environment = ENVIRONMENTS[name];
    synthesize([environment], folder);
    const stacks = readSynthesised(folder);
    const locals = stacks.map(({ stack }) => {
      const json = JSON.parse(readFileSync(path.join(folder, "stacks", stack, "cdk.tf.json"), "utf8")) as { locals?: Record<string, Value> };
      return { stack, values: json.locals ?? {} };
    });
    return { environment, resources: stacks.flatMap(({ resources }) => resources), locals };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

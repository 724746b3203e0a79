import { mkdirSync } from "node:fs";
import { App } from "./cdktf.ts";
import type { Environment } from "./config/environment.ts";
import { validateEnvironment } from "./config/validate.ts";
import { makeStacks } from "./stacks/stacks.ts";

/**
 * Writes `<outDir>/stacks/<stack>/cdk.tf.json` for every stack of the environments. Needs neither Terraform nor
 * credentials.
 * @throws EnvironmentError where an environment's values don't go together
 * @returns the stacks' names in the order in which they are applied
 */
export function synthesize(environments: readonly Environment[], outDir: string): string[] {
  for (const environment of environments) validateEnvironment(environment);
  mkdirSync(outDir, { recursive: true });
  const app = new App({ outdir: outDir });
  const names = environments.flatMap((environment) => makeStacks(app, environment).map((stack) => stack.node.id));
  app.synth();
  return names;
}

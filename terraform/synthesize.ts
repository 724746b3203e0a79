import { App } from "./cdktf.ts";
import type { Environment } from "./config/environment.ts";
import { makeStacks } from "./stacks/stacks.ts";

/**
 * Writes `<outDir>/stacks/<stack>/cdk.tf.json` for every stack of the environments. Needs neither Terraform nor
 * credentials.
 * @returns the stacks' names in the order in which they are applied
 */
export function synthesize(environments: readonly Environment[], outDir: string): string[] {
  const app = new App({ outdir: outDir });
  const names = environments.flatMap((environment) => makeStacks(app, environment).map((stack) => stack.node.id));
  app.synth();
  return names;
}

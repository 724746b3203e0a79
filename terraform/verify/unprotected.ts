import { mkdirSync } from "node:fs";
import { App } from "../cdktf.ts";
import type { Environment } from "../config/environment.ts";
import { makeStacks } from "../stacks/stacks.ts";

/** Synthesises environments as they must be before they can be destroyed. `synthesize` refuses a prod without protection. */
export function synthesizeUnprotected(environments: readonly Environment[], outDir: string): void {
  mkdirSync(outDir, { recursive: true });
  const app = new App({ outdir: outDir });
  for (const environment of environments) makeStacks(app, { ...environment, deletionProtection: false });
  app.synth();
}

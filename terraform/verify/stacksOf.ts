import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { App } from "../cdktf.ts";
import type { Environment } from "../config/environment.ts";
import type { EnvironmentStack } from "../constructs/stack.ts";
import { makeStacks } from "../stacks/stacks.ts";

/** The stacks of an environment in the order of applying, written nowhere: an App makes its folder at once. */
export function stacksOf(environment: Environment): EnvironmentStack[] {
  const outdir = mkdtempSync(path.join(tmpdir(), "aurolot-stacks-"));
  try {
    return makeStacks(new App({ outdir }), environment);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { App } from "../cdktf.ts";
import type { Value } from "../plan/resource.ts";
import type { EnvironmentStack } from "./stack.ts";

/** A stack as Terraform reads it: resources and data sources by type and logical id. */
export interface SynthesizedStack {
  resource: Record<string, Record<string, Record<string, Value>> | undefined>;
  data?: Record<string, Record<string, Record<string, Value>> | undefined>;
  locals?: Record<string, Value>;
}

/** For tests: synthesises one stack in a temporary folder and reads its JSON. */
export function synthesizeStack(make: (app: App) => EnvironmentStack): SynthesizedStack {
  const outdir = mkdtempSync(path.join(tmpdir(), "aurolot-synth-"));
  try {
    const app = new App({ outdir });
    const { id } = make(app).node;
    app.synth();
    return JSON.parse(readFileSync(path.join(outdir, "stacks", id, "cdk.tf.json"), "utf8")) as SynthesizedStack;
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

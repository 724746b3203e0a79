import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { ENVIRONMENTS } from "../config/environments.ts";
import { synthesize } from "../synthesize.ts";
import { emptyFolder } from "./folders.ts";
import { runProcess, tail } from "./process.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
/** Outside the folder that every run makes anew: what is installed stays. */
const PROJECT = path.join(ROOT, ".aurolot/successor");
/** cdktn under cdktf's name, as docs/cdktf.md tells, beside the provider's classes as they are. */
const DEPENDENCIES = { cdktf: "npm:cdktn@0.24.0", constructs: "10.6.0", "@cdktf/provider-aws": "20.1.0" };

/** The infrastructure, and what it reads of the application. */
const SOURCES = ["terraform", "app/domain/shopEvents.ts"];

const missing = await install();

describe.skipIf(missing)(`the successor of cdktf${missing && ` (skipped: ${missing})`}`, () => {
  test("synthesises the same from unchanged source", async () => {
    const ours = emptyFolder("predecessor");
    synthesize(Object.values(ENVIRONMENTS), ours);
    for (const source of SOURCES) {
      rmSync(path.join(PROJECT, source), { recursive: true, force: true });
      cpSync(path.join(ROOT, source), path.join(PROJECT, source), { recursive: true });
    }
    const { code, stdout, stderr } = await runProcess(path.join(ROOT, "node_modules/.bin/tsx"), ["terraform/main.ts", "--out", "out"], { cwd: PROJECT });
    expect(code, tail(stdout + stderr)).toBe(0);

    const stacks = readdirSync(path.join(ours, "stacks"));
    expect(readdirSync(path.join(PROJECT, "out/stacks"))).toEqual(stacks);
    for (const stack of stacks) {
      expect(synthesised(path.join(PROJECT, "out"), stack), stack).toEqual({ ...synthesised(ours, stack), version: "0.24.0" });
    }
  });
});

/** A stack's JSON, with the version of what wrote it beside it. */
function synthesised(folder: string, stack: string): { version: string; json: unknown } {
  const json = JSON.parse(readFileSync(path.join(folder, "stacks", stack, "cdk.tf.json"), "utf8")) as { "//": { metadata: { version?: string } } };
  const { version = "" } = json["//"].metadata;
  delete json["//"].metadata.version;
  return { version, json };
}

/** Installs the successor where it is not yet. @returns why it can't be, or nothing */
async function install(): Promise<string> {
  const manifest = JSON.stringify({ private: true, type: "module", dependencies: DEPENDENCIES }, undefined, 2);
  const file = path.join(PROJECT, "package.json");
  if (existsSync(path.join(PROJECT, "node_modules/cdktf")) && existsSync(file) && readFileSync(file, "utf8") === manifest) return "";
  mkdirSync(PROJECT, { recursive: true });
  writeFileSync(file, manifest);
  const args = ["install", "--legacy-peer-deps", "--ignore-scripts", "--no-audit", "--no-fund"];
  const { code, stderr } = await runProcess("npm", args, { cwd: PROJECT, timeout: 120_000 }).catch((error: unknown) => ({ code: 1, stderr: String(error) }));
  if (code === 0) return "";
  rmSync(path.join(PROJECT, "node_modules"), { recursive: true, force: true });
  return `npm can't install it: ${stderr.trim().split("\n")[0] ?? ""}`;
}

import { spawn, type StdioOptions } from "node:child_process";
import { setPriority } from "node:os";
import path from "node:path";
import { ensureChromium } from "../browser/chromium.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");

interface Part {
  what: string;
  command: string;
  args: string[];
  needsBrowser?: boolean;
  /** Too long for every run: only when it is named. */
  onlyByName?: boolean;
}

/** Leaves a core to whatever else runs. */
const IN_THE_BACKGROUND = 15;
const TERRAFORM_TESTS = ["run", "--project", "infrastructure", "--reporter", "verbose"];

const PARTS: Record<string, Part> = {
  types: { what: "types", command: "tsc", args: [] },
  lint: { what: "lint and import rules", command: "eslint", args: ["--max-warnings", "0", "."] },
  unit: { what: "unit and property tests", command: "vitest", args: ["run", "--project", "unit"] },
  integration: { what: "integration tests on PostgreSQL and DynamoDB", command: "vitest", args: ["run", "--project", "integration"] },
  infrastructure: {
    what: "infrastructure by Terraform",
    command: "vitest",
    args: [...TERRAFORM_TESTS, "mocked.terraform", "plans.terraform", "successor.terraform"],
  },
  browser: { what: "browser tests", command: "playwright", args: ["test"], needsBrowser: true },
  // Most of their time goes by while Terraform waits for what it made to settle.
  dev: { what: "the life of dev in an emulator", command: "vitest", args: [...TERRAFORM_TESTS, "dev.terraform"], onlyByName: true },
  prod: { what: "the life of prod in an emulator", command: "vitest", args: [...TERRAFORM_TESTS, "prod.terraform"], onlyByName: true },
};

/**
 * Runs the project's tests, all parts even when one fails, and prints a summary.
 * @param args names of parts to run, all but those that are only run by name when there are none; after a browser part's name, Playwright's own arguments
 * @returns the exit code
 */
export async function runTests(args: string[]): Promise<number> {
  const named = args.filter((arg) => arg in PARTS);
  const extra = args.filter((arg) => !(arg in PARTS));
  const results: { name: string; passed: boolean; seconds: number }[] = [];
  const models = named.length === 0 ? makeModels() : undefined;
  for (const name of named.length > 0 ? named : Object.keys(PARTS).filter((each) => !PARTS[each]?.onlyByName)) {
    const part = PARTS[name];
    if (!part) continue;
    console.log(`\n▶ ${part.what}`);
    const started = performance.now();
    // Their own time counts as the browser tests', which would take it else.
    if (part.needsBrowser) await models;
    const passed = await run(part, extra);
    results.push({ name: part.what, passed, seconds: (performance.now() - started) / 1000 });
  }
  console.log("");
  for (const { name, passed, seconds } of results) console.log(`${passed ? "✓" : "✗"} ${name} (${seconds.toFixed(0)} s)`);
  const failed = results.filter(({ passed }) => !passed).length;
  console.log(`\n${results.length - failed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

/** The models of the shop that the browser tests open, while the parts before leave a core idle. Where it fails, its start says why. */
function makeModels(): Promise<unknown> {
  return start("tsx", ["scripts/catalog/demoModels.ts"], { stdio: "ignore", niceness: IN_THE_BACKGROUND }).catch(() => undefined);
}

async function run({ command, args, needsBrowser }: Part, extra: string[]): Promise<boolean> {
  try {
    const env = needsBrowser ? { CHROMIUM_PATH: ensureChromium() } : undefined;
    return (await start(command, [...args, ...extra], { stdio: "inherit", env })) === 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return false;
  }
}

/** @returns the exit code; null where a signal ended it */
function start(command: string, args: string[], { stdio, env, niceness }: { stdio: StdioOptions; env?: Record<string, string>; niceness?: number }): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(path.join(ROOT, "node_modules/.bin", command), args, { cwd: ROOT, stdio, env: { ...process.env, ...env } });
    child.once("error", reject).once("close", resolve);
    if (niceness !== undefined && child.pid !== undefined) setPriority(child.pid, niceness);
  });
}

import { spawn } from "node:child_process";
import path from "node:path";
import { ensureChromium } from "../browser/chromium.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");

interface Part {
  what: string;
  command: string;
  args: string[];
  needsBrowser?: boolean;
  /** Spends its time waiting: starts first, runs beside the others, and shows what it says when its turn has come. */
  waits?: boolean;
  /** Too long for every run: only when it is named. */
  onlyByName?: boolean;
}

const TERRAFORM_TESTS = ["run", "--project", "infrastructure", "--reporter", "verbose"];

const PARTS: Record<string, Part> = {
  types: { what: "types", command: "tsc", args: [] },
  lint: { what: "lint and import rules", command: "eslint", args: ["--max-warnings", "0", "."] },
  unit: { what: "unit and property tests", command: "vitest", args: ["run", "--project", "unit"] },
  integration: { what: "integration tests on PostgreSQL and DynamoDB", command: "vitest", args: ["run", "--project", "integration"] },
  browser: { what: "browser tests", command: "playwright", args: ["test"], needsBrowser: true },
  infrastructure: {
    what: "infrastructure by Terraform, in an emulator",
    command: "vitest",
    // Most of the time goes by while Terraform waits for what it made to settle: the files run side by side.
    args: [...TERRAFORM_TESTS, "--minWorkers", "1", "--maxWorkers", "4", "dev.terraform", "mocked.terraform", "plans.terraform", "successor.terraform"],
    waits: true,
  },
  prod: { what: "the life of prod in an emulator", command: "vitest", args: [...TERRAFORM_TESTS, "prod.terraform"], onlyByName: true },
};

/**
 * Runs the project's tests, all parts even when one fails, and prints a summary.
 * @param args names of parts to run, all when there are none; after a browser part's name, Playwright's own arguments
 * @returns the exit code
 */
export async function runTests(args: string[]): Promise<number> {
  const named = args.filter((arg) => arg in PARTS);
  const extra = args.filter((arg) => !(arg in PARTS));
  const parts = Object.entries(PARTS).flatMap(([name, part]) => (named.includes(name) || (named.length === 0 && !part.onlyByName) ? part : []));
  const early = new Map(parts.filter(({ waits }) => waits && parts.length > 1).map((part) => [part, start(part, extra, "keep")]));
  const results: { what: string; passed: boolean; seconds: number }[] = [];
  for (const part of parts) {
    console.log(`\n▶ ${part.what}`);
    const running = early.get(part) ?? start(part, extra, "show");
    running.show();
    results.push({ what: part.what, ...(await running.finished) });
  }
  console.log("");
  for (const { what, passed, seconds } of results) console.log(`${passed ? "✓" : "✗"} ${what} (${seconds.toFixed(0)} s)`);
  const failed = results.filter(({ passed }) => !passed).length;
  console.log(`\n${results.length - failed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

interface Running {
  finished: Promise<{ passed: boolean; seconds: number }>;
  /** Prints what was kept so far, and from then on as it comes. */
  show(): void;
}

function start({ command, args, needsBrowser }: Part, extra: string[], output: "show" | "keep"): Running {
  const started = performance.now();
  const outcome = (passed: boolean) => ({ passed, seconds: (performance.now() - started) / 1000 });
  let env = process.env;
  try {
    if (needsBrowser) env = { ...env, CHROMIUM_PATH: ensureChromium() };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { finished: Promise.resolve(outcome(false)), show: () => undefined };
  }
  const child = spawn(path.join(ROOT, "node_modules/.bin", command), [...args, ...extra], {
    cwd: ROOT,
    env,
    stdio: output === "show" ? "inherit" : ["ignore", "pipe", "pipe"],
  });
  const kept: Buffer[] = [];
  let print = (text: Buffer) => void kept.push(text);
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (text: Buffer) => print(text));
  const finished = new Promise<{ passed: boolean; seconds: number }>((resolve) => {
    child.once("error", (error) => {
      console.error(error.message);
      resolve(outcome(false));
    });
    child.once("close", (code) => resolve(outcome(code === 0)));
  });
  return {
    finished,
    show() {
      print = (text) => void process.stdout.write(text);
      for (const text of kept.splice(0)) print(text);
    },
  };
}

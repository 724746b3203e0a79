import path from "node:path";
import { parseArgs } from "node:util";
import type { Environment } from "../config/environment.ts";
import { startEmulator } from "../verify/emulator.ts";
import { currentRelease } from "./currentRelease.ts";
import { StackFolder, UsageError, environmentsNamed, releaseVariable, summary, synthesizeStacks } from "./stacks.ts";

const HELP = `npm run infra:plan [-- --env dev|staging|prod] [--stack <stack>] [--out <dir>] [--release <name>] [--emulator]

Synthesises, then plans every stack in the order of applying. Writes <dir>/stacks/<stack>/plan.tfplan, which
infra:apply applies, and plan.json, which infra:review reads. Needs Terraform 1.11 and credentials of the
environment's account, which the AWS provider finds as the AWS CLI does.

  --env <name>      one environment; all three where left out
  --stack <stack>   one stack, e.g. prod-data or data
  --out <dir>       cdktf.out where left out
  --release <name>  what instances and functions would run; what was deployed last where left out
  --emulator        plans for an account that is empty, played by moto on this machine; needs no credentials`;

const { values } = parseArgs({
  options: {
    env: { type: "string" },
    stack: { type: "string" },
    out: { type: "string", default: "cdktf.out" },
    release: { type: "string" },
    emulator: { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
  },
});

if (values.help) console.log(HELP);
else {
  try {
    for (const environment of environmentsNamed(values.env)) await planEnvironment(environment);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  }
}

async function planEnvironment(environment: Environment): Promise<void> {
  const outDir = path.resolve(values.out);
  const stacks = synthesizeStacks(environment, outDir, values.stack);
  const emulator = values.emulator ? await startEmulator(environment.accountId) : undefined;
  const release = values.release ?? (emulator ? undefined : await currentRelease(environment));
  try {
    for (const [index, stack] of stacks.entries()) {
      process.stdout.write(`${String(index + 1).padStart(2)}/${stacks.length} ${stack} … `);
      const folder = new StackFolder(outDir, stack, { ...emulator?.env, ...releaseVariable(release) });
      const state = await folder.init();
      await folder.plan();
      const awaited = folder.awaited();
      const notes = [
        ...(state === "local" && !emulator ? ["planned from an empty state: its bucket does not exist yet"] : []),
        ...(awaited.length > 0 ? [`waits for ${awaited.join(", ")}`] : []),
      ];
      console.log([summary(folder.planJson), ...notes].join("; "));
    }
  } finally {
    await emulator?.stop();
  }
}

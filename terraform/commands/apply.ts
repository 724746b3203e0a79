import path from "node:path";
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { StackFolder, UsageError, environmentsNamed, summary, synthesizeStacks } from "./stacks.ts";

const HELP = `npm run infra:apply -- --env dev|staging|prod [--stack <stack>] [--out <dir>] [--yes]

Applies every stack of an environment in order. A plan that infra:plan saved is applied as it was reviewed; one that
waited for an earlier stack is made anew once that is applied, and shown in numbers before it is applied. Stops at the
first stack that fails: run it again to go on.

  --env <name>      the environment
  --stack <stack>   one stack, e.g. prod-data or data
  --out <dir>       where infra:plan wrote; cdktf.out where left out
  --yes             does not ask before a plan that was made just now is applied`;

const { values } = parseArgs({
  options: {
    env: { type: "string" },
    stack: { type: "string" },
    out: { type: "string", default: "cdktf.out" },
    yes: { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
  },
});

if (values.help) console.log(HELP);
else {
  try {
    await applyEnvironment();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  }
}

async function applyEnvironment(): Promise<void> {
  if (values.env === undefined) throw new UsageError("Say which environment: --env dev, staging or prod.");
  const outDir = path.resolve(values.out);
  for (const environment of environmentsNamed(values.env)) {
    const stacks = synthesizeStacks(environment, outDir, values.stack);
    for (const [index, stack] of stacks.entries()) {
      await applyStack(new StackFolder(outDir, stack), `${String(index + 1).padStart(2)}/${stacks.length} ${stack}`);
    }
  }
}

async function applyStack(folder: StackFolder, title: string): Promise<void> {
  const state = await folder.init();
  const reviewed = folder.hasPlan && folder.awaited().length === 0;
  if (!reviewed) {
    console.log(`${title}: planning`);
    await folder.plan();
    const awaited = folder.awaited();
    if (awaited.length > 0) throw new UsageError(`${folder.stack} can't be applied yet: it needs what ${awaited.join(", ")} publishes. Apply that first.`);
  }
  console.log(`${title}: ${summary(folder.planJson)}${reviewed ? ", as reviewed" : ""}`);
  if (!reviewed && !values.yes && !(await confirmed(folder.stack))) throw new UsageError(`${folder.stack} was not applied.`);
  await folder.terraform.apply(folder.planFile);
  folder.dropPlan();
  if (state === "local" && folder.stack.endsWith("-bootstrap")) await folder.moveStateToBucket();
  console.log(`${title}: applied`);
}

async function confirmed(stack: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new UsageError(`The plan of ${stack} was made just now and nobody has reviewed it: run infra:plan first, or give --yes.`);
  const question = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await question.question(`Apply ${stack}? (yes/no) `);
  question.close();
  return answer.trim() === "yes";
}

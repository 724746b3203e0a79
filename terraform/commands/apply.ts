import path from "node:path";
import { parseArgs } from "node:util";
import { applyStacks } from "./applyStacks.ts";
import { currentRelease } from "./currentRelease.ts";
import { UsageError, environmentsNamed, synthesizeStacks } from "./stacks.ts";

const HELP = `npm run infra:apply -- --env dev|staging|prod [--stack <stack>] [--out <dir>] [--release <name>] [--yes]

Applies every stack of an environment in order. A plan that infra:plan saved is applied as it was reviewed; one that
waited for an earlier stack is made anew once that is applied, and shown in numbers before it is applied. Stops at the
first stack that fails: run it again to go on.

  --env <name>      the environment
  --stack <stack>   one stack, e.g. prod-data or data
  --out <dir>       where infra:plan wrote; cdktf.out where left out
  --release <name>  what instances and functions run; what was deployed last where left out. A new one goes out by
                    npm run release:deploy, which migrates before and waits after
  --yes             does not ask before a plan that was made just now is applied`;

const { values } = parseArgs({
  options: {
    env: { type: "string" },
    stack: { type: "string" },
    out: { type: "string", default: "cdktf.out" },
    release: { type: "string" },
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
    const release = values.release ?? (await currentRelease(environment));
    await applyStacks(stacks, { outDir, release, yes: values.yes });
  }
}

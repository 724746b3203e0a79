import path from "node:path";
import { parseArgs } from "node:util";
import { environmentsNamed, UsageError } from "../../terraform/commands/stacks.ts";
import { deploy, rollBack } from "./deploy.ts";
import { deploySteps } from "./deploySteps.ts";

const HELP = {
  deploy: `npm run release:deploy -- --env dev|staging|prod --release <name> [--out <dir>] [--yes]

Brings an environment to a release that npm run release:upload put there:
  1. looks whether the running release bears the new migrations (docs/release.md)
  2. applies the stacks up to data
  3. brings the function "migrate" to the release and calls it
  4. applies the other stacks with the release: functions, instances, canary
  5. waits until all instances of the shop are replaced: a fifth, ten minutes of watching alarms, then the rest
  6. notes the release as the present one, for infra:plan and infra:apply
May be repeated after a failure; npm run release:rollback goes back.`,
  rollback: `npm run release:rollback -- --env dev|staging|prod [--from <name>] [--out <dir>] [--yes]

Goes back to the release before: from a deployment that failed to the one that ran, else from that to the one before it.
Applies the stacks from events on and waits for the instances. The database stays as it is: each release works on the
schema of the next.`,
};

const OPTIONS = `
  --env <name>      the environment
  --release <name>  the release's name (deploy only)
  --from <name>     does nothing unless this release runs or its deployment broke off (rollback only)
  --out <dir>       where infra:plan wrote, whose plans of this release are applied as reviewed; cdktf.out where left out
  --yes             does not ask before a plan that was made just now is applied

Needs Terraform 1.11 and credentials of the environment's account, found as the AWS CLI does. The bootstrap stack is
left to the person who applies it.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    env: { type: "string" },
    release: { type: "string" },
    from: { type: "string" },
    out: { type: "string", default: "cdktf.out" },
    yes: { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
  },
});
const command = positionals[0] === "rollback" ? "rollback" : "deploy";

if (values.help) console.log(HELP[command] + OPTIONS);
else {
  try {
    if (values.env === undefined) throw new UsageError("Say which environment: --env dev, staging or prod.");
    const [environment] = environmentsNamed(values.env);
    if (!environment) throw new UsageError(`There is no environment ${values.env}.`);
    const steps = deploySteps(environment, { outDir: path.resolve(values.out), yes: values.yes });
    if (command === "rollback") await rollBack(steps, values.from);
    else if (values.release === undefined) throw new UsageError("Say which release: --release <name>, as npm run release:upload printed it.");
    else await deploy(values.release, steps);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  }
}

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { ENVIRONMENTS } from "../config/environments.ts";
import type { EnvironmentName } from "../config/environment.ts";
import { NotSynthesisedError, readSynthesised } from "../plan/synthesised.ts";
import { complianceChecklist } from "../policies/compliance.ts";
import { describeJudgement, judgementAsJson } from "../policies/describe.ts";
import { judge, type Judgement } from "../policies/judge.ts";

const HELP = `npm run infra:check [-- --env dev|staging|prod] [--from <cdktf.out>] [--json] [--write-compliance]

Judges what the stacks declare by the policies in terraform/policies/: one environment, or all. Needs no Terraform and
no credentials.

  --env <name>          one environment; all three where left out
  --from <folder>       judges what infra:synth wrote there instead of synthesising anew
  --json                prints the findings and exceptions as JSON
  --write-compliance    writes docs/compliance.md from the policies and prod

Exit code: 0 without findings, 1 with some, 2 where it could not judge.`;

const COMPLIANCE = path.resolve(import.meta.dirname, "../../docs/compliance.md");

const { values } = parseArgs({
  options: {
    env: { type: "string" },
    from: { type: "string" },
    json: { type: "boolean", default: false },
    "write-compliance": { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
  },
});

const known = Object.keys(ENVIRONMENTS) as EnvironmentName[];
if (values.help) {
  console.log(HELP);
} else if (values.env !== undefined && !known.includes(values.env as EnvironmentName)) {
  console.error(`There is no environment ${values.env}: give --env one of ${known.join(", ")}.`);
  process.exitCode = 2;
} else {
  try {
    process.exitCode = await check(values.env === undefined ? known : [values.env as EnvironmentName]);
  } catch (error) {
    if (!(error instanceof NotSynthesisedError)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  }
}

async function check(names: readonly EnvironmentName[]): Promise<number> {
  const judgements = await judgeEnvironments(names);
  if (values["write-compliance"]) {
    const prod = judgements.get("prod") ?? (await judgeEnvironments(["prod"])).get("prod");
    if (!prod) throw new NotSynthesisedError("docs/compliance.md tells of prod, which is not in what was synthesised.");
    writeFileSync(COMPLIANCE, complianceChecklist(prod));
    if (!values.json) console.log(`${path.relative(process.cwd(), COMPLIANCE)} is written.\n`);
  }
  console.log(values.json ? JSON.stringify(judgementAsJson(judgements), undefined, 2) : describeJudgement(judgements));
  return [...judgements.values()].some(({ findings }) => findings.length > 0) ? 1 : 0;
}

/** Judges each environment as a whole; from `--from`, those that are found there. */
async function judgeEnvironments(names: readonly EnvironmentName[]): Promise<Map<EnvironmentName, Judgement>> {
  const temporary = values.from === undefined ? mkdtempSync(path.join(tmpdir(), "aurolot-check-")) : undefined;
  try {
    const folder = temporary ?? path.resolve(values.from ?? "");
    if (temporary) {
      // Loading every stack takes most of the time: what was synthesised before needs none of them.
      const { synthesize } = await import("../synthesize.ts");
      synthesize(names.map((name) => ENVIRONMENTS[name]), temporary);
    }
    const stacks = readSynthesised(folder);
    if (!stacks.some(({ stack }) => names.some((name) => stack.startsWith(`${name}-`)))) throw new NotSynthesisedError(`${folder} holds no stack of ${names.join(", ")}.`);
    return new Map(
      names.flatMap((name) => {
        const own = stacks.filter(({ stack }) => stack.startsWith(`${name}-`));
        return own.length === 0 ? [] : [[name, judge(own.flatMap(({ resources }) => resources), { whole: true })] as const];
      }),
    );
  } finally {
    if (temporary) rmSync(temporary, { recursive: true });
  }
}

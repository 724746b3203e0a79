import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { compareFolders } from "../plan/comparedFolders.ts";
import type { PlanDocument } from "../plan/planDocument.ts";
import { plansIn, readPlans } from "../plan/planFiles.ts";
import { NotSynthesisedError } from "../plan/synthesised.ts";
import { NotAPlanError } from "../plan/terraformPlan.ts";
import { page } from "../review/html/page.ts";
import { comment } from "../review/markdown/comment.ts";
import { review, type Review, type Verdict } from "../review/review.ts";
import { countsInWords, VERDICT_TITLES, verdictSentence } from "../review/summary.ts";
import { plainText } from "../review/words.ts";

const HELP = `npm run infra:review [-- <plan.json>…] [--from <cdktf.out>] [--before <dir> --after <dir>] [--env <name>] [--out <dir>]

Turns plans into one page (review.html) and one comment (review.md), with a verdict: safe, look or dangerous.

  <plan.json>…          what terraform show -json <plan> wrote, of any project; several make one review
  --from <dir>          reads <dir>/stacks/*/plan.json, as npm run infra:plan writes them; cdktf.out where left out
  --before, --after     compares two synthesised folders instead, without Terraform
  --env <name>          only the stacks of one environment: those whose name begins with <name>-
  --out <dir>           where the page and the comment are written; cdktf.out where left out
  --title <text>        what the page is called
  --fail-on <verdict>   look, dangerous or never: from which verdict on the exit code is not 0; look where left out

Exit code: 0 safe, 1 could not review, 2 look, 3 dangerous.`;

const LEVELS: Readonly<Record<string, readonly Verdict[]>> = { look: ["look", "dangerous"], dangerous: ["dangerous"], never: [] };
const EXIT_CODES: Readonly<Record<Verdict, number>> = { safe: 0, look: 2, dangerous: 3 };

try {
  process.exitCode = run();
} catch (error) {
  if (!(error instanceof NotAPlanError || error instanceof NotSynthesisedError || isUsage(error))) throw error;
  console.error((error as Error).message);
  process.exitCode = 1;
}

function run(): number {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      from: { type: "string", default: "cdktf.out" },
      before: { type: "string" },
      after: { type: "string" },
      env: { type: "string" },
      out: { type: "string", default: "cdktf.out" },
      title: { type: "string", default: "Plan review" },
      "fail-on": { type: "string", default: "look" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const level = LEVELS[values["fail-on"]];
  if (!level) throw new NotAPlanError(`--fail-on ${values["fail-on"]} is none of look, dangerous, never.`);
  const folders = values.before !== undefined || values.after !== undefined;
  const { before, after, env } = values;
  if (folders && (before === undefined || after === undefined)) throw new NotAPlanError("Give both --before <dir> and --after <dir>.");
  const all = before !== undefined && after !== undefined ? compareFolders(before, after) : readPlans(positionals.length > 0 ? positionals : found(values.from));
  const plans = env === undefined ? all : all.filter(({ stack }) => stack === env || stack.startsWith(`${env}-`));
  if (plans.length === 0) throw new NotAPlanError(`There is no stack of ${env ?? "any environment"} to review.`);

  const result = review(inOrder(plans), folders ? "folders" : "plans");
  const outDir = path.resolve(values.out);
  mkdirSync(outDir, { recursive: true });
  const files = [path.join(outDir, "review.html"), path.join(outDir, "review.md")] as const;
  writeFileSync(files[0], page(result, values.title));
  writeFileSync(files[1], comment(result));
  console.log(inShort(result, files));
  return level.includes(result.verdict) ? EXIT_CODES[result.verdict] : 0;
}

function found(from: string): string[] {
  const files = plansIn(from);
  if (files.length === 0) throw new NotAPlanError(`${from} holds no plans: run npm run infra:plan first, or give plan files (terraform show -json <plan>), or --before and --after.`);
  return files;
}

/** As stacks are applied, then by name. */
function inOrder(plans: readonly PlanDocument[]): PlanDocument[] {
  const kinds = ["bootstrap", "security", "global", "network", "data", "events", "identity", "web", "render", "observability"];
  const rank = ({ stack }: PlanDocument) => (kinds.findIndex((kind) => stack.split("-").includes(kind)) + kinds.length + 1) % (kinds.length + 1);
  return [...plans].sort((a, b) => rank(a) - rank(b) || a.stack.localeCompare(b.stack));
}

function inShort(result: Review, files: readonly string[]): string {
  const serious = result.findings.filter(({ severity }) => severity !== "note");
  const lines = serious.slice(0, 12).map(({ severity, title, stack }) => `  ${severity === "danger" ? "!" : "?"} ${plainText(title).replace(/\s+/g, " ")}${stack === "" ? "" : ` (${stack})`}`);
  const rest = serious.length > 12 ? [`  … and ${serious.length - 12} more`] : [];
  return [`${VERDICT_TITLES[result.verdict]}: ${verdictSentence(result)} In all: ${countsInWords(result.counts)}.`, ...lines, ...rest, ...files.map((file) => path.relative(process.cwd(), file))].join("\n");
}

function isUsage(error: unknown): boolean {
  return error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
}

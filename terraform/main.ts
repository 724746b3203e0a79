import path from "node:path";
import { parseArgs } from "node:util";
import type { EnvironmentName } from "./config/environment.ts";
import { ENVIRONMENTS } from "./config/environments.ts";
import { synthesize } from "./synthesize.ts";

const HELP = `npm run infra:synth [-- --env dev|staging|prod] [--out <dir>]

Writes cdktf.out/stacks/<stack>/cdk.tf.json for every stack of one environment, or of all. Needs no Terraform and no
credentials.`;

const { values } = parseArgs({ options: { env: { type: "string" }, out: { type: "string", default: "cdktf.out" }, help: { type: "boolean" } } });
const known = Object.keys(ENVIRONMENTS);
if (values.help) {
  console.log(HELP);
} else if (values.env !== undefined && !known.includes(values.env)) {
  console.error(`There is no environment ${values.env}: give --env one of ${known.join(", ")}.`);
  process.exitCode = 2;
} else {
  const environments = values.env === undefined ? Object.values(ENVIRONMENTS) : [ENVIRONMENTS[values.env as EnvironmentName]];
  const outDir = path.resolve(values.out);
  const started = performance.now();
  const stacks = synthesize(environments, outDir);
  console.log(`${stacks.length} stacks in ${((performance.now() - started) / 1000).toFixed(1)} s: ${path.relative(process.cwd(), outDir) || "."}/stacks/<stack>/cdk.tf.json`);
}

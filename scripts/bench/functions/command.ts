import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { packZip } from "../../release/archive.ts";
import { bundleFunctions, functionNames } from "../../release/bundleFunctions.ts";
import { median } from "../statistics.ts";
import { kilobytes, terminalTable } from "../terminalTable.ts";

/** Processes that load each function, in turns, so that what disturbs the machine disturbs all of them. */
const LOADS = 15;

/** Within the repository: packages for Graviton lie beside a bundle until it is packed, and those for this machine above it. */
const CACHE = path.resolve(import.meta.dirname, "../../../node_modules/.cache");

/** Values that functions take at their start; none of it is called. */
const VARIABLES = {
  AWS_REGION: "eu-central-1",
  LOG_LEVEL: "silent",
  DYNAMODB_TABLE_PREFIX: "aurolot-",
  DATABASE_URL: "postgresql://aurolot_app@shop.proxy-1.eu-central-1.rds.amazonaws.com:5432/aurolot",
  DATABASE_IAM_AUTH: "true",
  DATABASE_ADMIN_SECRET: "arn:aws:secretsmanager:eu-central-1:333333333333:secret:admin",
  DATABASE_APP_SECRET: "arn:aws:secretsmanager:eu-central-1:333333333333:secret:app",
  EVENT_BUS: "shop",
  ANALYTICS_STREAM: "analytics",
  ANALYTICS_REGION: "eu-central-1",
  ALERTS_TOPIC_ARN: "arn:aws:sns:eu-central-1:333333333333:inform",
  MAIL_FROM: "orders@aurolot.shop",
  MAIL_CONFIGURATION_SET: "mail",
  MODELS_BUCKET: "models",
  PUBLIC_ORIGIN: "https://aurolot.shop",
} as const;

interface FunctionFigures {
  name: string;
  /** `index.mjs`, without its map. */
  bundleBytes: number;
  /** What is uploaded: map and installed packages included. */
  zipBytes: number;
  /** Importing the module in a new process, milliseconds: median on the clock, and of processor time. */
  loadMs: number;
  loadCpuMs: number;
}

/** `npm run bench -- functions`: how large each function is, and how long its module takes to load. */
export async function runFunctionsBench({ out }: { out: string }): Promise<void> {
  for (const needed of [out, CACHE]) await mkdir(needed, { recursive: true });
  const folder = await mkdtemp(path.join(CACHE, "functions-"));
  try {
    await bundleFunctions(folder);
    const names = await functionNames();
    const sizes = new Map<string, Pick<FunctionFigures, "bundleBytes" | "zipBytes">>();
    for (const name of names) {
      const zip = path.join(folder, `${name}.zip`);
      await packZip(path.join(folder, name), zip);
      sizes.set(name, { bundleBytes: (await stat(path.join(folder, name, "index.mjs"))).size, zipBytes: (await stat(zip)).size });
      await rm(path.join(folder, name, "node_modules"), { recursive: true, force: true });
    }
    const loads = new Map(names.map((name) => [name, [] as Load[]]));
    for (let turn = 0; turn < LOADS; turn++) {
      for (const [name, all] of loads) all.push(await load(path.join(folder, name, "index.mjs")));
    }
    const figures = names.map((name): FunctionFigures => {
      const all = loads.get(name) ?? [];
      return { name, bundleBytes: 0, zipBytes: 0, ...sizes.get(name), loadMs: median(all.map(({ wall }) => wall)), loadCpuMs: median(all.map(({ cpu }) => cpu)) };
    });
    const rows = figures.map((one) => [one.name, kilobytes(one.bundleBytes), kilobytes(one.zipBytes), `${one.loadMs.toFixed(0)} ms`, `${one.loadCpuMs.toFixed(0)} ms`]);
    console.log(terminalTable(["function", "bundle", "zip", "load", "processor"], rows));
    await writeFile(path.join(out, "functions.json"), `${JSON.stringify({ node: process.version, loads: LOADS, figures }, null, 2)}\n`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Load {
  wall: number;
  cpu: number;
}

async function load(file: string): Promise<Load> {
  const script = `const began = performance.now(), used = process.cpuUsage();
    await import(${JSON.stringify(path.resolve(file))});
    const wall = performance.now() - began, { user, system } = process.cpuUsage(used);
    process.stdout.write(JSON.stringify({ wall, cpu: (user + system) / 1000 }), () => process.exit());`;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--no-warnings", "--eval", script], { env: VARIABLES as unknown as NodeJS.ProcessEnv });
  return JSON.parse(stdout) as Load;
}

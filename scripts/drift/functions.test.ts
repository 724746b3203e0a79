import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EVENT_SOURCE } from "~/domain/shopEvents";
import { Names } from "../../terraform/config/names.ts";
import type { Region } from "../../terraform/config/regions.ts";
import type { Statement } from "../../terraform/constructs/policyDocument.ts";
import { decide, type AccessRequest } from "../../terraform/iam/simulator.ts";
import { at, first, type Value } from "../../terraform/plan/resource.ts";
import { bundleCode, functionNames, type BundledCode } from "../release/bundleFunctions.ts";
import { bundledActions } from "./bundledActions.ts";
import { declared } from "./declared.ts";
import { policiesOf } from "./policiesOf.ts";

const CACHE = path.resolve(import.meta.dirname, "../../node_modules/.cache");

/** Read by functions, and rightly not set on AWS: Lambda says the region itself, and the tables' endpoint is AWS's own. */
const LEFT_TO_LAMBDA = ["AWS_REGION", "DYNAMODB_ENDPOINT"];

/** What Node.js reads, not the code. */
const READ_BY_NODE = ["NODE_OPTIONS", "NODE_EXTRA_CA_CERTS"];

/** What Lambda does to give a function its place in a network. */
const NETWORK_INTERFACES = [
  "CreateNetworkInterface", "DeleteNetworkInterface", "DescribeNetworkInterfaces", "DescribeSubnets", "AssignPrivateIpAddresses", "UnassignPrivateIpAddresses",
].map((action) => `ec2:${action}`);

const prod = declared("prod");
const { environment } = prod;
const names = new Names(environment);

const functions = prod.resources
  .filter(({ type }) => type === "aws_lambda_function")
  .map((resource) => ({ name: String(first(resource, "function_name")).replace(`${names.of()}-`, ""), region: resource.region as Region, resource }))
  // Secrets Manager's own function for rotation brings its own code.
  .filter(({ resource }) => String(first(resource, "s3_key")).includes("/functions/"));

let folder: string;
let bundles: Map<string, BundledCode>;

beforeAll(async () => {
  await mkdir(CACHE, { recursive: true });
  // Within the repository, where the one package that is installed beside a bundle is found above it.
  folder = await mkdtemp(path.join(CACHE, "functions-"));
  bundles = await bundleCode(folder);
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

it("declares every function that a release has, and no other", async () => {
  expect([...new Set(functions.map(({ name }) => name))].sort()).toEqual(await functionNames());
});

it("makes the same bundles wherever a release is made: no place of this machine is in their maps", async () => {
  for (const name of bundles.keys()) {
    const { sources } = JSON.parse(await readFile(path.join(folder, name, "index.mjs.map"), "utf8")) as { sources: string[] };
    expect(sources.filter((source) => !/^\.\.\/\.\.\/(app|node_modules)\//.test(source))).toEqual([]);
  }
});

describe.each(functions)("the function $name in $region", ({ name, region, resource }) => {
  const [variables = {}] = at(resource, "environment.variables") as Record<string, Value>[];
  const { policies, boundary } = policiesOf(prod, names.regional(region, "function", name));
  const statements = policies.flatMap((policy) => (JSON.parse(policy) as { Statement: Statement[] }).Statement);
  const codeOf = (bundle = bundles.get(name)) => {
    if (!bundle) throw new Error(`A release has no function ${name}.`);
    return bundle;
  };

  it("finds its handler in the bundle of a bare machine, with the variables that its code reads and no other", async () => {
    const { exported, read } = await load(path.join(folder, name, "index.mjs"), variables, region);
    const [file, handler] = String(first(resource, "handler")).split(".");
    expect(file).toBe("index");
    expect(exported).toContain(handler);
    expect(Object.keys(variables).filter((variable) => !READ_BY_NODE.includes(variable)).sort()).toEqual(read.filter((variable) => !LEFT_TO_LAMBDA.includes(variable)).sort());
  });

  it("is allowed what its code asks of AWS, and what Lambda does for it", async () => {
    const granted = new Set(statements.flatMap(({ Action = [] }) => Action));
    expect(granted).toEqual(new Set([...(await bundledActions(codeOf())), ...doneByLambda(name, region)]));
  });

  it("is told of nothing that is not declared", () => {
    for (const [variable, value] of Object.entries(variables)) {
      const declares = NAMES_A_RESOURCE[variable];
      if (declares) expect(declares(String(value), region, String(variables.ANALYTICS_REGION)), `${variable} of ${name}: ${String(value)}`).toBe(true);
    }
  });

  it.each(callsOf(name, region, variables))("may $action on $on, and on $butNotOn it may not", ({ action, on, butNotOn, context }) => {
    const ask = (resource: string) =>
      decide({ action, resource, context: { "aws:RequestedRegion": region, "aws:ResourceAccount": environment.accountId, "aws:SecureTransport": "true", ...context } }, policies, boundary);
    expect(ask(on)).toBe("allowed");
    expect(ask(butNotOn)).not.toBe("allowed");
  });
});

const isDeclared = (type: string, attribute: string, value: string, region: string) =>
  prod.resources.some((one) => one.type === type && one.region === region && first(one, attribute) === value);

/** Variables that name a resource: whether the one that they name is declared in a region. */
const NAMES_A_RESOURCE: Partial<Record<string, (value: string, region: Region, analyticsRegion: string) => boolean>> = {
  EVENT_BUS: (bus, region) => isDeclared("aws_cloudwatch_event_bus", "name", bus, region),
  ANALYTICS_STREAM: (stream, _, region) => isDeclared("aws_kinesis_firehose_delivery_stream", "name", stream, region),
  ALERTS_TOPIC_ARN: (arn, region) => isDeclared("aws_sns_topic", "name", arn.split(":").at(-1) ?? "", region),
  MODELS_BUCKET: (bucket, region) => isDeclared("aws_s3_bucket", "bucket", bucket, region),
  MAIL_CONFIGURATION_SET: (set, region) => isDeclared("aws_sesv2_configuration_set", "configuration_set_name", set, region),
  // Tables of the second region are replicas of the first one's.
  DYNAMODB_TABLE_PREFIX: (prefix) => ["carts", "catalog"].every((table) => isDeclared("aws_dynamodb_table", "name", `${prefix}${table}`, environment.placement.primary)),
};

interface Call {
  action: string;
  /** The ARN that the code asks for, by the variables that it is given. */
  on: string;
  /** One near it. */
  butNotOn: string;
  context?: AccessRequest["context"];
}

/** What the functions call, but for order-mail (orderMail.test.ts). */
function callsOf(name: string, region: Region, variables: Record<string, Value>): Call[] {
  const given = (variable: string) => String(variables[variable]);
  const table = (of: string) => names.arn("dynamodb", region, `table/${given("DYNAMODB_TABLE_PREFIX")}${of}`);
  switch (name) {
    case "analytics": {
      const stream = (of: string) => names.arn("firehose", given("ANALYTICS_REGION"), `deliverystream/${of}`);
      return [{ action: "firehose:PutRecordBatch", on: stream(given("ANALYTICS_STREAM")), butNotOn: stream("payroll") }];
    }
    case "cart-expiry": {
      const bus = (of: string) => names.arn("events", region, `event-bus/${of}`);
      const context = { "events:source": EVENT_SOURCE, "events:detail-type": "cart.left" };
      return [
        ...["Scan", "UpdateItem", "DeleteItem"].map((action) => ({ action: `dynamodb:${action}`, on: table("carts"), butNotOn: table("sessions") })),
        { action: "events:PutEvents", on: bus(given("EVENT_BUS")), butNotOn: bus("default"), context },
      ];
    }
    case "stock-alerts":
      return [
        { action: "sns:Publish", on: given("ALERTS_TOPIC_ARN"), butNotOn: names.topicArn("page", region) },
        { action: "dynamodb:BatchGetItem", on: table("catalog"), butNotOn: table("carts") },
      ];
    case "thumbnails": {
      const object = (key: string) => `arn:aws:s3:::${given("MODELS_BUCKET")}/models/gadgets/tenor-speaker/${key}`;
      return [
        { action: "s3:GetObject", on: object("poster/oat-480.0fd7269397426723.webp"), butNotOn: object("high/model.glb") },
        { action: "s3:PutObject", on: object("thumbnail/oat-128.0fd7269397426723.webp"), butNotOn: object("poster/oat-480.0fd7269397426723.webp") },
      ];
    }
    default:
      return [];
  }
}

/** Loads a bundle in a process that has nothing but Lambda's variables and those of the declaration. */
async function load(file: string, variables: Record<string, Value>, region: Region): Promise<{ exported: string[]; read: string[] }> {
  const script = `const code = await import(${JSON.stringify(file)});
    console.log(JSON.stringify({ exported: Object.keys(code).filter((name) => typeof code[name] === "function"), read: Object.keys(code.environmentSchema.shape) }));
    process.exit();`;
  const read = Object.entries(variables).filter(([name]) => !READ_BY_NODE.includes(name));
  const env: Record<string, string> = { AWS_REGION: region, ...Object.fromEntries(read.map(([name, value]) => [name, known(name, String(value))])) };
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--no-warnings", "--eval", script], { env: env as NodeJS.ProcessEnv });
  return JSON.parse(stdout) as { exported: string[]; read: string[] };
}

/** The value of a variable; one that AWS makes up stands in the synthesised JSON as an expression. */
function known(name: string, value: string): string {
  if (!value.includes("${")) return value;
  if (name === "DATABASE_URL") return "postgresql://aurolot_app@shop.proxy-1.eu-central-1.rds.amazonaws.com:5432/aurolot";
  if (name.endsWith("_SECRET")) return "arn:aws:secretsmanager:eu-central-1:333333333333:secret:shop";
  throw new Error(`${name} is made up by AWS (${value}): say here what it looks like.`);
}

/** The actions that Lambda itself takes by a function's role: logs, traces, what feeds it, what takes its failures. */
function doneByLambda(name: string, region: Region): string[] {
  const has = (type: string) => prod.resources.filter((one) => one.type === type && one.region === region && one.references.function_name?.includes(`aws_lambda_function.${name.replaceAll("-", "_")}`));
  const sources = has("aws_lambda_event_source_mapping").map(({ name: id }) => id);
  const fn = functions.find((one) => one.name === name && one.region === region);
  return [
    "logs:CreateLogStream", "logs:PutLogEvents",
    "xray:PutTraceSegments", "xray:PutTelemetryRecords",
    "sqs:SendMessage",
    "kms:Decrypt", "kms:GenerateDataKey",
    ...(sources.some((id) => id.endsWith("_queue")) ? ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"] : []),
    ...(sources.some((id) => id.endsWith("_stream")) ? ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"] : []),
    ...(fn && at(fn.resource, "vpc_config").length > 0 ? NETWORK_INTERFACES : []),
  ];
}

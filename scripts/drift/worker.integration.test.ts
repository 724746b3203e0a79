import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dynamo, tableName } from "~/platform/dynamodb.server";
import { environmentSchema, readWorkerEnvironment } from "~/worker/environment";
import { runJob } from "~/worker/runJob";
import { MODELS, openTestAccount, SOURCES, tinySource, type Shelf, type TestAccount } from "~/worker/testAccount";
import { work } from "~/worker/work";
import { regionsOf } from "../../terraform/config/environment.ts";
import { Names } from "../../terraform/config/names.ts";
import type { Statement } from "../../terraform/constructs/policyDocument.ts";
import { decide } from "../../terraform/iam/simulator.ts";
import { HOW_TO_GET_MOTO } from "../../terraform/verify/emulator.ts";
import { which } from "../../terraform/verify/process.ts";
import { PACKED_CHROMIUM } from "../release/bundleWorker.ts";
import { declared } from "./declared.ts";
import { policiesOf } from "./policiesOf.ts";
import { recordCommands, type RecordedCommand } from "./recordCommands.ts";

/** Read by the worker, and rightly not set on an instance: AWS's own endpoints. */
const LEFT_TO_DEFAULTS = ["DYNAMODB_ENDPOINT", "AWS_EC2_METADATA_SERVICE_ENDPOINT"];

const prod = declared("prod");
const names = new Names(prod.environment);
const regions = regionsOf(prod.environment);

describe.each(regions)("a render instance in %s", (region) => {
  const script = String(prod.locals.find(({ stack }) => stack === `prod-render-${region}`)?.values.render_user_data);
  const file = /<<'ENVIRONMENT'\n(?<lines>.*?)\nENVIRONMENT/s.exec(script)?.groups?.lines ?? "";
  const set = Object.fromEntries([...file.matchAll(/^(\w+)="(.*)"$/gm)].map(([, name = "", value = ""]) => [name, value]));

  it("gets every variable that the worker reads, and no other, with values that it takes", () => {
    expect(Object.keys(set).sort()).toEqual(Object.keys(environmentSchema.shape).filter((name) => !LEFT_TO_DEFAULTS.includes(name)).sort());
    expect(readWorkerEnvironment(set)).toMatchObject({ onAws: true, AWS_REGION: region, DYNAMODB_TABLE_PREFIX: names.tablePrefix });
  });

  it("is told of queues and buckets that are declared, and of Chromium where a release has it", () => {
    const declaredHere = (type: string, attribute: string) => prod.resources.filter((one) => one.type === type && one.region === region).map(({ values }) => values[attribute]);
    expect(declaredHere("aws_s3_bucket", "bucket")).toEqual(expect.arrayContaining([set.SOURCES_BUCKET, set.MODELS_BUCKET]));
    expect(declaredHere("aws_sqs_queue", "name")).toEqual(expect.arrayContaining([set.JOBS_QUEUE_URL?.split("/").at(-1), set.DEAD_LETTERS_URL?.split("/").at(-1)]));
    expect(set.CHROMIUM_PATH).toBe(`/opt/aurolot/worker/${PACKED_CHROMIUM}`);
  });

  it("may write where the worker's scratch folder is", () => {
    expect(script).toContain(`CacheDirectory=${set.SCRATCH_DIR?.replace("/var/cache/", "")}\n`);
  });
});

const hasEmulator = which("moto_server") !== undefined;

describe.skipIf(!hasEmulator)(`the worker's role${hasEmulator ? "" : ` (skipped: ${HOW_TO_GET_MOTO})`}`, () => {
  let account: TestAccount;
  let shelf: Shelf;
  let commands: RecordedCommand[];

  beforeAll(async () => {
    account = await openTestAccount();
    shelf = await account.openShelf();
    await shelf.upload(await tinySource());
    await shelf.send("{}");
    await shelf.send(JSON.stringify({ job: "picture", product: shelf.slug, finish: "oak", width: 480 }));
    commands = await recordCommands(dynamo, workOff);
  });
  afterAll(async () => {
    await shelf.close();
    await account.close();
  });

  /** Does a source, a picture and a hopeless job, having extended one and given it back. */
  async function workOff(): Promise<void> {
    const queue = await shelf.openQueue();
    const taken = await queue.take();
    await taken?.extend();
    await taken?.giveBack(0);
    // A picture is read from the models and written to them; the browser in between calls nobody.
    const draw = { take: async (_: unknown, models: { read: (path: string) => Promise<Uint8Array> }) => (await models.read(modelFile), [{ rgba: Buffer.alloc(600 * 600 * 4), pixels: 600 }]), close: () => undefined };
    const modelFile = (await shelf.entry()).product?.model.tiers[0]?.model.path ?? "";
    await work(queue, {
      bucket: SOURCES,
      run: (job) => runJob(job, { ...shelf.workplace(), ...(job.job === "picture" && { photograph: (take) => take(draw) }) }),
      stop: new AbortController().signal,
      untilEmpty: true,
    });
  }

  /** What was called in the test, as it is called in a region of prod. */
  const arnIn = (region: (typeof regions)[number], { action, target }: RecordedCommand): string => {
    if (action.startsWith("dynamodb:")) return names.tableArn("catalog", region);
    if (action.startsWith("sqs:")) return names.queueArn(target === shelf.slug ? "render-jobs" : "render-jobs-dlq", region);
    const [bucket, ...key] = target.split("/");
    return `${names.bucketArn(bucket === SOURCES ? "sources" : "models", region)}/${key.join("/")}`;
  };

  describe.each(regions)("in %s", (region) => {
    const { policies, boundary } = policiesOf(prod, names.regional(region, "render"));
    const context = { "aws:RequestedRegion": region, "aws:SecureTransport": "true", "aws:ResourceAccount": prod.environment.accountId };

    it("may make every call that the worker makes", () => {
      expect(new Set(commands.map(({ target }) => target.split("/")[0]))).toEqual(new Set([SOURCES, MODELS, shelf.slug, `${shelf.slug}-dlq`, tableName("catalog")]));
      for (const command of commands) {
        expect(decide({ action: command.action, resource: arnIn(region, command), context }, policies, boundary), `${command.action} on ${command.target}`).toBe("allowed");
      }
    });

    it("may do nothing with queues, buckets and tables that the worker does not", () => {
      const statements = policies.flatMap((policy) => (JSON.parse(policy) as { Statement: Statement[] }).Statement).filter(({ Sid }) => Sid !== "FetchRelease");
      for (const statement of statements) {
        const actions = [statement.Action ?? []].flat().filter((action) => /^(sqs|s3|dynamodb):/.test(action));
        for (const action of actions) {
          const alone = JSON.stringify({ Statement: [{ ...statement, Action: action }] });
          const uses = commands.filter((command) => decide({ action: command.action, resource: arnIn(region, command), context }, [alone]) === "allowed");
          expect(uses.length, `${action}, which ${statement.Sid} allows`).toBeGreaterThan(0);
        }
      }
    });
  });
});

import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { CreateEventBusCommand, EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { CreateDeliveryStreamCommand, FirehoseClient } from "@aws-sdk/client-firehose";
import { CreateBucketCommand, GetObjectCommand, HeadObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { CreateTopicCommand, SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bridged, failuresOf, queueEvent, shopEnvelope } from "~/functions/testing/awsEvents";
import { shopEvent } from "~/functions/testing/shopEvents";
import { dynamo, tableName } from "~/platform/dynamodb.server";
import { productInStock, shopperWith } from "~/services/testing/fixtures";
import { HOW_TO_GET_MOTO, startEmulator, type Emulator } from "../../terraform/verify/emulator.ts";
import { which } from "../../terraform/verify/process.ts";
import { bundleCode } from "./bundleFunctions.ts";

const REGION = "eu-central-1";
const ACCOUNT = "333333333333";
const MODELS = "models";
const BOOKS = "books";
const CACHE = path.resolve(import.meta.dirname, "../../node_modules/.cache");

const hasEmulator = which("moto_server") !== undefined;

describe.skipIf(!hasEmulator)(`functions as they are released, in an emulated account${hasEmulator ? "" : ` (skipped: ${HOW_TO_GET_MOTO})`}`, () => {
  let emulator: Emulator;
  let folder: string;
  let s3: S3Client;
  let sqs: SQSClient;
  let noticesUrl: string;
  let topicArn: string;

  beforeAll(async () => {
    await mkdir(CACHE, { recursive: true });
    folder = await mkdtemp(path.join(CACHE, "functions-"));
    [emulator] = await Promise.all([startEmulator(ACCOUNT), bundleCode(folder)]);
    const options = { region: REGION, endpoint: emulator.endpoint, credentials: { accessKeyId: "emulator", secretAccessKey: "emulator" } };
    s3 = new S3Client({ ...options, forcePathStyle: true });
    sqs = new SQSClient(options);
    const sns = new SNSClient(options);
    const bucket = (Bucket: string) => s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: REGION } }));
    await Promise.all([bucket(MODELS), bucket(BOOKS), new EventBridgeClient(options).send(new CreateEventBusCommand({ Name: "shop" }))]);
    await new FirehoseClient(options).send(
      new CreateDeliveryStreamCommand({ DeliveryStreamName: "analytics", ExtendedS3DestinationConfiguration: { BucketARN: `arn:aws:s3:::${BOOKS}`, RoleARN: `arn:aws:iam::${ACCOUNT}:role/books` } }),
    );
    const [{ QueueUrl = "" }, { TopicArn = "" }] = await Promise.all([sqs.send(new CreateQueueCommand({ QueueName: "notices" })), sns.send(new CreateTopicCommand({ Name: "inform" }))]);
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: "sqs", Endpoint: `arn:aws:sqs:${REGION}:${ACCOUNT}:notices` }));
    [noticesUrl, topicArn] = [QueueUrl, TopicArn];
  }, 180_000);

  afterAll(async () => {
    await emulator.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** Hands an event to a released function, in a process that has nothing but these variables. */
  async function invoke(name: string, variables: Record<string, string>, event: unknown): Promise<unknown> {
    const script = `const { handler } = await import(${JSON.stringify(path.join(folder, name, "index.mjs"))});
      process.stderr.write(JSON.stringify(await handler(JSON.parse(process.argv[1]))), () => process.exit());`;
    const env = { ...emulator.env, AWS_REGION: REGION, LOG_LEVEL: "silent", ...variables };
    const { stderr } = await promisify(execFile)(process.execPath, ["--input-type=module", "--no-warnings", "--eval", script, JSON.stringify(event)], { env: env as unknown as NodeJS.ProcessEnv });
    return JSON.parse(stderr) as unknown;
  }

  const stores = () => ({ DYNAMODB_ENDPOINT: process.env.DYNAMODB_ENDPOINT ?? "", DYNAMODB_TABLE_PREFIX: "aurolot-", DATABASE_URL: process.env.DATABASE_URL ?? "" });

  it("analytics puts a batch into the stream, and it reaches the books", async () => {
    const batch = queueEvent(shopEnvelope(shopEvent("visit.recorded")), "{", shopEnvelope(shopEvent("order.paid")));
    expect(await invoke("analytics", { ANALYTICS_STREAM: "analytics", ANALYTICS_REGION: REGION }, batch)).toEqual(failuresOf(1));
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: BOOKS }));
    const written = await Promise.all(Contents.map(async ({ Key }) => (await s3.send(new GetObjectCommand({ Bucket: BOOKS, Key }))).Body?.transformToString() ?? ""));
    const kinds = written.join("").trim().split("\n").map((line) => (JSON.parse(line) as { kind: string }).kind);
    expect(kinds.sort()).toEqual(["cart.added", "level.reached", "order.paid", "page.viewed", "product.viewed"]);
  });

  it("thumbnails makes a poster smaller, with headers that let it be kept for good", async () => {
    const Key = "models/gadgets/tenor-speaker/poster/oat-480.0fd7269397426723.webp";
    const poster = await sharp({ create: { width: 480, height: 480, channels: 4, background: "#b45a28" } }).webp().toBuffer();
    await s3.send(new PutObjectCommand({ Bucket: MODELS, Key, Body: poster }));
    const upload = (key: string) => bridged("aws.s3", "Object Created", { bucket: { name: MODELS }, object: { key, size: poster.byteLength } });
    expect(await invoke("thumbnails", { MODELS_BUCKET: MODELS }, queueEvent(upload(Key), upload(Key.replace("oat", "gone"))))).toEqual(failuresOf(1));
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: MODELS, Prefix: "models/gadgets/tenor-speaker/thumbnail/" }));
    expect(Contents).toHaveLength(4);
    const head = await s3.send(new HeadObjectCommand({ Bucket: MODELS, Key: Contents.find((object) => object.Key?.endsWith(".avif"))?.Key }));
    expect(head).toMatchObject({ ContentType: "image/avif", CacheControl: "public, max-age=31536000, immutable" });
  });

  it("stock-alerts asks catalog and database, and tells the topic", async () => {
    const { sku, slug } = await productInStock(3);
    const batch = queueEvent(shopEnvelope(shopEvent("stock.low", 1, { sku, available: 3, threshold: 5 })), { task: "summary" });
    expect(await invoke("stock-alerts", { ...stores(), ALERTS_TOPIC_ARN: topicArn }, batch)).toEqual(failuresOf());
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: noticesUrl, MaxNumberOfMessages: 10 }));
    const notices = Messages.map(({ Body = "" }) => JSON.parse(Body) as { Subject: string; Message: string });
    expect(notices.map(({ Subject }) => Subject.replace(/\d+/, "n")).sort()).toEqual([`Stock is low: ${sku}`.slice(0, 99).replace(/\d+/, "n"), "Stock is low: n SKUs"].sort());
    for (const { Message } of notices) expect(Message).toContain(`Product ${slug.slice(-8)}, oat (${sku}): 3 left`);
  });

  it("cart-expiry sweeps the carts and tells the bus", async () => {
    const { cartId } = await shopperWith({ sku: "A", slug: "a", finishId: "oat", quantity: 1 });
    const Key = { id: cartId };
    await dynamo.send(new UpdateCommand({ TableName: tableName("carts"), Key, UpdateExpression: "SET expiresAt = expiresAt - :days", ExpressionAttributeValues: { ":days": 2 * 24 * 60 * 60 } }));
    expect(await invoke("cart-expiry", { ...stores(), EVENT_BUS: "shop" }, { task: "sweep" })).toMatchObject({ failed: 0 });
    const { Item } = await dynamo.send(new GetCommand({ TableName: tableName("carts"), Key, ConsistentRead: true }));
    expect(Item).toMatchObject({ leftVersion: Item?.version as number });
  });
});

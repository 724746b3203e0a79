import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { CreateQueueCommand, GetQueueAttributesCommand, ReceiveMessageCommand, SendMessageCommand, SetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { ModelManifest } from "~/domain/modelManifest";
import { shownVersion } from "~/domain/modelVersions";
import { getEntry, publishProduct, type CatalogEntry } from "~/services/catalog/catalog.server";
import { makeProduct, MODEL_VERSION } from "~/services/testing/fixtures";
import { diskStore } from "../../scripts/models/publish/diskStore.ts";
import { readVersion } from "../../scripts/models/publish/madeModel.ts";
import { openStore } from "../../scripts/models/publish/modelStore.ts";
import { publishModel, rollBackModel } from "../../scripts/models/publish/publishModel.ts";
import { makeTestModel } from "../../scripts/models/publish/testModel.ts";
import { requirePresent } from "../../scripts/models/publish/uploadModel.ts";
import { productWithVariants, testIo } from "../../scripts/models/testModels.ts";
import { HOW_TO_GET_MOTO, startEmulator, type Emulator } from "../../terraform/verify/emulator.ts";
import { which } from "../../terraform/verify/process.ts";
import { uploadEvent, sourceKey } from "./renderJob";
import { runJob } from "./runJob";
import { bucketSources, type Sources } from "./sources";
import { sqsQueue } from "./sqsQueue";
import { work } from "./work";

const REGION = "eu-central-1";
const SOURCES = "sources";
const MODELS = "models";
const models = `s3://${MODELS}`;

const hasEmulator = which("moto_server") !== undefined;

describe.skipIf(!hasEmulator)(`the render worker${hasEmulator ? "" : ` (skipped: ${HOW_TO_GET_MOTO})`}`, () => {
  let emulator: Emulator;
  let s3: S3Client;
  let sqs: SQSClient;
  /** A tiny source in two finishes, and the same a little different. */
  let source: Uint8Array;
  let laterSource: Uint8Array;

  beforeAll(async () => {
    emulator = await startEmulator("123456789012");
    for (const [name, value] of Object.entries(emulator.env)) vi.stubEnv(name, value);
    s3 = new S3Client({ region: REGION, forcePathStyle: true });
    sqs = new SQSClient({ region: REGION });
    for (const Bucket of [SOURCES, MODELS]) await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: REGION } }));
    const document = await productWithVariants();
    source = await (await testIo()).writeBinary(document);
    document.getRoot().getAsset().generator = "another hand";
    laterSource = await (await testIo()).writeBinary(document);
  });
  afterAll(async () => {
    s3.destroy();
    sqs.destroy();
    vi.unstubAllEnvs();
    await emulator.stop();
  });

  let slug: string;
  /** What shoppers are shown before: a model with everything. */
  let earlier: CatalogEntry;
  let scratch: string;
  let jobs: string;
  let deadLetters: string;

  beforeEach(async () => {
    scratch = await mkdtemp(path.join(tmpdir(), "aurolot-worker-test-"));
    const product = makeProduct({ finishIds: ["oak", "ink"] });
    slug = product.slug;
    await publishProduct(product, MODEL_VERSION);
    await makeTestModel(scratch, product);
    await publishModel(slug, await entry(), { made: diskStore(scratch), to: openStore(models), shown: openStore(models) });
    earlier = await entry();
    deadLetters = await makeQueue(`${slug}-dlq`);
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl: deadLetters, AttributeNames: ["QueueArn"] }));
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: Attributes?.QueueArn, maxReceiveCount: 3 });
    jobs = await makeQueue(slug, { RedrivePolicy, VisibilityTimeout: "60" });
    return () => rm(scratch, { recursive: true, force: true });
  });

  async function makeQueue(name: string, Attributes: Record<string, string> = {}): Promise<string> {
    const { QueueUrl = "" } = await sqs.send(new CreateQueueCommand({ QueueName: name, Attributes }));
    return QueueUrl;
  }

  /** What S3 and EventBridge do when somebody uploads a source. */
  async function upload(bytes: Uint8Array | string = source): Promise<void> {
    await s3.send(new PutObjectCommand({ Bucket: SOURCES, Key: sourceKey(slug), Body: bytes }));
    await send(JSON.stringify(uploadEvent(SOURCES, slug)));
  }

  const send = (MessageBody: string) => sqs.send(new SendMessageCommand({ QueueUrl: jobs, MessageBody }));

  const workplace = () => ({ sources: bucketSources(SOURCES, REGION), models: openStore(models), scratch: path.join(scratch, "job"), onProgress: () => undefined });

  /** Works off the queue in this process. */
  async function workOff(): Promise<void> {
    const queue = await sqsQueue({ queueUrl: jobs, deadLettersUrl: deadLetters, region: REGION, waitSeconds: 0 });
    await work(queue, { bucket: SOURCES, run: (job) => runJob(job, workplace()), stop: new AbortController().signal, untilEmpty: true });
  }

  async function entry(): Promise<CatalogEntry> {
    const found = await getEntry(slug);
    if (!found) throw new Error("It was just published.");
    return found;
  }

  /** What shoppers are shown; fails where they could not fetch all of it. */
  async function shownModel(): Promise<ModelManifest> {
    const { modelVersions } = await entry();
    const model = await readVersion(openStore(models), { slug, category: "furniture" }, shownVersion(modelVersions) ?? "");
    await requirePresent(openStore(models), model);
    return model.manifest;
  }

  async function waitingIn(QueueUrl: string) {
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 0, MessageAttributeNames: ["reason"], MessageSystemAttributeNames: ["ApproximateReceiveCount"], VisibilityTimeout: 60 }));
    return Messages.map(({ Body, MessageAttributes, Attributes }) => ({ body: Body ?? "", reason: MessageAttributes?.reason?.StringValue, receives: Number(Attributes?.ApproximateReceiveCount) }));
  }

  it("makes tiers of an uploaded source and shows them, with the earlier posters where it can't draw", async () => {
    await upload();
    await workOff();
    const model = await shownModel();
    expect(model.tiers.map(({ name }) => name)).toEqual(["preview", "standard", "high"]);
    expect(model.variants).toEqual(["oak", "ink"]);
    expect(model.posters).toEqual(earlier.product?.model.posters);
    expect((await entry()).product?.model).toEqual(model);
    expect(await waitingIn(jobs)).toEqual([]);
  });

  it("changes nothing when it is told of a source again", async () => {
    await upload();
    await workOff();
    const once = await entry();
    await send(JSON.stringify(uploadEvent(SOURCES, slug)));
    await workOff();
    expect(await entry()).toEqual(once);
    expect([...(await waitingIn(jobs)), ...(await waitingIn(deadLetters))]).toEqual([]);
  });

  it("does not bring back what a person has rolled back", async () => {
    await upload();
    await workOff();
    await rollBackModel(slug, await entry(), openStore(models));
    const rolledBack = await entry();
    await send(JSON.stringify(uploadEvent(SOURCES, slug)));
    await workOff();
    expect(await entry()).toEqual(rolledBack);
  });

  it("leaves the product to the next job where a later source has come meanwhile", async () => {
    await upload();
    const places = workplace();
    const sources: Sources = {
      ...places.sources,
      async fetch(product, file) {
        const fetched = await places.sources.fetch(product, file);
        await upload(laterSource);
        return fetched;
      },
    };
    expect(await runJob({ job: "source", product: slug }, { ...places, sources })).toMatchObject({ kind: "done", what: expect.stringMatching(/another source has come/) });
    expect(await entry()).toEqual(earlier);
  });

  it.each<[string, () => Promise<unknown>, RegExp]>([
    ["a product that the catalog doesn't know", async () => ((slug = "no-such-chair"), upload()), /The catalog has no product "no-such-chair"/],
    ["a file that is no model", () => upload("not a model"), /source\.glb: neither a GLB nor a glTF file\. Mend the source/],
    ["a model that broke off on the way", () => upload(source.slice(0, source.length / 2)), /source\.glb: .*Mend the source/],
    ["a source that was removed", () => send(JSON.stringify(uploadEvent(SOURCES, slug))), /is not there, or the worker may not read it/],
    ["a picture of an unknown finish", () => send(JSON.stringify({ job: "picture", product: slug, finish: "gold", width: 480 })), /has no finish "gold"; it has oak, ink/],
    ["a picture that a release without Chromium can't take", () => send(JSON.stringify({ job: "picture", product: slug, finish: "oak", width: 480 })), /made without one/],
    ["a message that is no job", () => send("{}"), /neither S3's notice .* nor a picture job/],
  ])("puts %s among the dead letters at the first attempt, with the reason and the message as it was", async (_, ask, reason) => {
    await ask();
    await workOff();
    const letters = await waitingIn(deadLetters);
    expect(letters).toEqual([expect.objectContaining({ reason: expect.stringMatching(reason) })]);
    expect(await waitingIn(jobs)).toEqual([]);
  });

  describe("as a process", () => {
    const cleanUps: (() => unknown)[] = [];
    afterEach(async () => {
      for (const cleanUp of cleanUps.splice(0)) await cleanUp();
    });

    /** A service of AWS that the test plays. @returns its address */
    async function playService(answer: RequestListener): Promise<string> {
      const server = createServer(answer).listen(0, "127.0.0.1");
      await once(server, "listening");
      cleanUps.push(() => (server.closeAllConnections(), server.close()));
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    }

    /** Starts a worker as an instance does. */
    async function startWorker(variables: Record<string, string> = {}): Promise<{ worker: ChildProcess; logged: (text: string) => Promise<void>; ended: Promise<unknown[]> }> {
      const worker = spawn(process.execPath, ["--no-warnings", "--import", "tsx", "app/worker/worker.ts"], {
        stdio: ["ignore", "pipe", "inherit"],
        env: {
          ...process.env,
          LOG_LEVEL: "info",
          JOBS_QUEUE_URL: jobs,
          DEAD_LETTERS_URL: deadLetters,
          SOURCES_BUCKET: SOURCES,
          MODELS_BUCKET: MODELS,
          SCRATCH_DIR: scratch,
          CHROMIUM_PATH: path.join(scratch, "none"),
          AWS_EC2_METADATA_SERVICE_ENDPOINT: await playService((_, response) => response.writeHead(404).end()),
          ...variables,
        },
      });
      cleanUps.push(() => worker.kill("SIGKILL"));
      const ended = once(worker, "exit");
      const lines: string[] = [];
      const waiting = new Map<string, () => void>();
      createInterface({ input: worker.stdout }).on("line", (line) => {
        lines.push(line);
        for (const [text, tell] of waiting) if (line.includes(text)) tell();
      });
      const logged = (text: string) => new Promise<void>((resolve) => (lines.some((line) => line.includes(text)) ? resolve() : waiting.set(text, resolve)));
      return { worker, logged, ended };
    }

    it("that is killed amid an upload leaves shoppers a whole model, and the next one brings the new", async () => {
      // Short, so that a job whose worker was killed is there again soon.
      await sqs.send(new SetQueueAttributesCommand({ QueueUrl: jobs, Attributes: { VisibilityTimeout: "3" } }));
      await upload();
      const first = await startWorker();
      await first.logged("uploading 2/");
      first.worker.kill("SIGKILL");
      await first.ended;
      await shownModel();
      const second = await startWorker();
      await second.logged("A render job is done");
      const model = await shownModel();
      expect(model.tiers).toHaveLength(3);
    });

    /** An S3 that takes requests and never answers: a job that lasts. */
    const silentS3 = () => playService(() => undefined);

    it("that is told to stop gives its job back at once, and ends", async () => {
      await upload();
      const { worker, logged, ended } = await startWorker({ AWS_ENDPOINT_URL_S3: await silentS3() });
      await logged("fetching the source");
      worker.kill("SIGTERM");
      expect(await ended).toEqual([0, null]);
      expect(await waitingIn(jobs)).toMatchObject([{ receives: 2 }]);
      expect(await readdir(scratch)).not.toContain("aurolot-worker");
    });

    it("whose Spot instance is taken back gives its job back, takes no other, and ends when it is told to", async () => {
      await upload();
      let taken = false;
      const metadata = await playService(({ url }, response) => {
        if (url === "/latest/api/token") response.end("token");
        else if (taken) response.end('{"action":"terminate"}');
        else response.writeHead(404).end();
      });
      const { worker, logged, ended } = await startWorker({ AWS_ENDPOINT_URL_S3: await silentS3(), AWS_EC2_METADATA_SERVICE_ENDPOINT: metadata });
      await logged("fetching the source");
      taken = true;
      await logged("A render job is given back");
      expect(await waitingIn(jobs)).toMatchObject([{ receives: 2 }]);
      worker.kill("SIGTERM");
      expect(await ended).toEqual([0, null]);
    });
  });
});

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { CreateQueueCommand, GetQueueAttributesCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { Document } from "@gltf-transform/core";
import { vi } from "vitest";
import type { ModelManifest } from "~/domain/modelManifest";
import { shownVersion } from "~/domain/modelVersions";
import { getEntry, publishProduct, type CatalogEntry } from "~/services/catalog/catalog.server";
import { makeProduct, MODEL_VERSION } from "~/services/testing/fixtures";
import { diskStore } from "../../scripts/models/publish/diskStore.ts";
import { readVersion } from "../../scripts/models/publish/madeModel.ts";
import { openStore } from "../../scripts/models/publish/modelStore.ts";
import { publishModel } from "../../scripts/models/publish/publishModel.ts";
import { makeTestModel } from "../../scripts/models/publish/testModel.ts";
import { requirePresent } from "../../scripts/models/publish/uploadModel.ts";
import { addSphere, show, testIo } from "../../scripts/models/testModels.ts";
import { startEmulator } from "../../terraform/verify/emulator.ts";
import type { JobQueue } from "./jobQueue";
import { sourceKey, uploadEvent } from "./renderJob";
import { bucketSources } from "./sources";
import { sqsQueue } from "./sqsQueue";
import type { Workplace } from "./workplace";

export const REGION = "eu-central-1";
export const SOURCES = "sources";
export const MODELS = "models";

/** Where the worker's models go, in the emulated account. */
export const modelStore = () => openStore(`s3://${MODELS}`);

/** A source that is made into tiers within a second. @param generator tells one from another */
export async function tinySource(generator = "tests"): Promise<Uint8Array> {
  const document = new Document();
  document.getRoot().getAsset().generator = generator;
  show(document, addSphere(document, { segments: 16, uvs: false }).setMaterial(document.createMaterial("Oak")));
  return (await testIo()).writeBinary(document);
}

/** A message as it lies in a queue. */
export interface WaitingMessage {
  body: string;
  reason: string | undefined;
  receives: number;
}

/** An AWS account of its own, with the buckets of models; the process' environment names it until it is closed. */
export async function openTestAccount() {
  const emulator = await startEmulator("123456789012");
  for (const [name, value] of Object.entries(emulator.env)) vi.stubEnv(name, value);
  const s3 = new S3Client({ region: REGION, forcePathStyle: true });
  const sqs = new SQSClient({ region: REGION });
  for (const Bucket of [SOURCES, MODELS]) await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: REGION } }));

  async function makeQueue(QueueName: string, Attributes: Record<string, string> = {}): Promise<string> {
    const { QueueUrl = "" } = await sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
    return QueueUrl;
  }

  return {
    sqs,
    /** A product with a model that shoppers are shown, queues of its own, and a scratch folder. */
    async openShelf({ finishIds = ["oak"], visibilitySeconds = 60 }: { finishIds?: string[]; visibilitySeconds?: number } = {}) {
      const scratch = await mkdtemp(path.join(tmpdir(), "aurolot-worker-test-"));
      const product = makeProduct({ finishIds });
      const { slug } = product;
      await publishProduct(product, MODEL_VERSION);
      await makeTestModel(scratch, product);
      await publishModel(slug, await entryOf(slug), { made: diskStore(scratch), to: modelStore(), shown: modelStore() });
      const deadLettersUrl = await makeQueue(`${slug}-dlq`);
      const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl: deadLettersUrl, AttributeNames: ["QueueArn"] }));
      const queueUrl = await makeQueue(slug, {
        RedrivePolicy: JSON.stringify({ deadLetterTargetArn: Attributes?.QueueArn, maxReceiveCount: 3 }),
        VisibilityTimeout: String(visibilitySeconds),
      });
      const send = async (MessageBody: string): Promise<void> => void (await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody })));
      return {
        slug,
        scratch,
        queueUrl,
        deadLettersUrl,
        send,
        openQueue: (): Promise<JobQueue> => sqsQueue({ queueUrl, deadLettersUrl, region: REGION, waitSeconds: 0 }),
        workplace: (): Workplace => ({ sources: bucketSources(SOURCES, REGION), models: modelStore(), scratch: path.join(scratch, "job"), onProgress: () => undefined }),
        /** What S3 and EventBridge do when somebody uploads a source. */
        async upload(bytes: Uint8Array | string, product = slug): Promise<void> {
          await s3.send(new PutObjectCommand({ Bucket: SOURCES, Key: sourceKey(product), Body: bytes }));
          await send(JSON.stringify(uploadEvent(SOURCES, product)));
        },
        async waitingIn(QueueUrl: string): Promise<WaitingMessage[]> {
          const { Messages = [] } = await sqs.send(
            new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 0, MessageAttributeNames: ["reason"], MessageSystemAttributeNames: ["ApproximateReceiveCount"], VisibilityTimeout: 60 }),
          );
          return Messages.map(({ Body = "", MessageAttributes, Attributes: counted }) => ({ body: Body, reason: MessageAttributes?.reason?.StringValue, receives: Number(counted?.ApproximateReceiveCount) }));
        },
        entry: () => entryOf(slug),
        /** What shoppers are shown. @throws Error where they could not fetch all of it */
        async shownModel(): Promise<ModelManifest> {
          const { modelVersions } = await entryOf(slug);
          const model = await readVersion(modelStore(), product, shownVersion(modelVersions) ?? "");
          await requirePresent(modelStore(), model);
          return model.manifest;
        },
        close: () => rm(scratch, { recursive: true, force: true }),
      };
    },
    async close(): Promise<void> {
      s3.destroy();
      sqs.destroy();
      vi.unstubAllEnvs();
      await emulator.stop();
    },
  };
}

export type TestAccount = Awaited<ReturnType<typeof openTestAccount>>;
export type Shelf = Awaited<ReturnType<TestAccount["openShelf"]>>;

async function entryOf(slug: string): Promise<CatalogEntry> {
  const found = await getEntry(slug);
  if (!found) throw new Error("It was just published.");
  return found;
}

import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { createInterface } from "node:readline";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { HOW_TO_GET_MOTO } from "../../terraform/verify/emulator.ts";
import { which } from "../../terraform/verify/process.ts";
import { MODELS, openTestAccount, SOURCES, tinySource, type Shelf, type TestAccount } from "./testAccount";

const hasEmulator = which("moto_server") !== undefined;

describe.skipIf(!hasEmulator)(`a render worker's process${hasEmulator ? "" : ` (skipped: ${HOW_TO_GET_MOTO})`}`, () => {
  let account: TestAccount;
  let source: Uint8Array;

  beforeAll(async () => {
    account = await openTestAccount();
    source = await tinySource();
  });
  afterAll(() => account.close());

  const cleanUps: (() => unknown)[] = [];
  afterEach(async () => {
    for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  });

  async function openShelf(visibilitySeconds?: number): Promise<Shelf> {
    const shelf = await account.openShelf({ visibilitySeconds });
    cleanUps.push(shelf.close);
    await shelf.upload(source);
    return shelf;
  }

  /** A service of AWS that the test plays. @returns its address */
  async function playService(answer: RequestListener): Promise<string> {
    const server = createServer(answer).listen(0, "127.0.0.1");
    await once(server, "listening");
    cleanUps.push(() => (server.closeAllConnections(), server.close()));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  /** An S3 that takes requests and never answers: a job that lasts. */
  const silentS3 = () => playService(() => undefined);

  /** Starts a worker as an instance does. */
  async function startWorker({ queueUrl, deadLettersUrl, scratch }: Shelf, variables: Record<string, string> = {}): Promise<{ worker: ChildProcess; logged: (text: string) => Promise<void>; ended: Promise<unknown[]> }> {
    const worker = spawn(process.execPath, ["--no-warnings", "--import", "tsx", "app/worker/worker.ts"], {
      stdio: ["ignore", "pipe", "inherit"],
      env: {
        ...process.env,
        LOG_LEVEL: "info",
        JOBS_QUEUE_URL: queueUrl,
        DEAD_LETTERS_URL: deadLettersUrl,
        SOURCES_BUCKET: SOURCES,
        MODELS_BUCKET: MODELS,
        SCRATCH_DIR: scratch,
        CHROMIUM_PATH: path.join(scratch, "none"),
        AWS_EC2_METADATA_SERVICE_ENDPOINT: await playService((_, response) => response.writeHead(404).end()),
        ...variables,
      },
    });
    cleanUps.push(() => worker.kill("SIGKILL"));
    const lines: string[] = [];
    const waiting = new Map<string, () => void>();
    createInterface({ input: worker.stdout }).on("line", (line) => {
      lines.push(line);
      for (const [text, tell] of waiting) if (line.includes(text)) tell();
    });
    const logged = (text: string) => new Promise<void>((resolve) => (lines.some((line) => line.includes(text)) ? resolve() : waiting.set(text, resolve)));
    return { worker, logged, ended: once(worker, "exit") };
  }

  it("that is killed amid an upload leaves shoppers a whole model, and the next one brings the new", async () => {
    // Short, so that the job is there again soon.
    const shelf = await openShelf(3);
    const first = await startWorker(shelf);
    await first.logged("uploading 2/");
    first.worker.kill("SIGKILL");
    await first.ended;
    await shelf.shownModel();
    const second = await startWorker(shelf);
    await second.logged("A render job is done");
    expect((await shelf.shownModel()).tiers).toHaveLength(3);
  });

  it("that is told to stop gives its job back at once, leaves nothing behind, and ends", async () => {
    const shelf = await openShelf();
    const { worker, logged, ended } = await startWorker(shelf, { AWS_ENDPOINT_URL_S3: await silentS3() });
    await logged("fetching the source");
    worker.kill("SIGTERM");
    expect(await ended).toEqual([0, null]);
    expect(await shelf.waitingIn(shelf.queueUrl)).toMatchObject([{ receives: 2 }]);
    expect(await readdir(shelf.scratch)).not.toContain("aurolot-worker");
  });

  it("whose Spot instance is taken back gives its job back, takes no other, and ends when it is told to", async () => {
    const shelf = await openShelf();
    let isTakenBack = false;
    const metadata = await playService(({ url }, response) => {
      if (url === "/latest/api/token") response.end("token");
      else if (isTakenBack) response.end('{"action":"terminate"}');
      else response.writeHead(404).end();
    });
    const { worker, logged, ended } = await startWorker(shelf, { AWS_ENDPOINT_URL_S3: await silentS3(), AWS_EC2_METADATA_SERVICE_ENDPOINT: metadata });
    await logged("fetching the source");
    isTakenBack = true;
    await logged("A render job is given back");
    expect(await shelf.waitingIn(shelf.queueUrl)).toMatchObject([{ receives: 2 }]);
    worker.kill("SIGTERM");
    expect(await ended).toEqual([0, null]);
  });
});

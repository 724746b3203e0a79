import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { MODELS, openTestAccount, REGION, SOURCES, tinySource, type Shelf, type TestAccount } from "~/worker/testAccount";
import { HOW_TO_GET_MOTO } from "../../terraform/verify/emulator.ts";
import { which } from "../../terraform/verify/process.ts";
import { bundleWorker, findHeadlessShell, PACKED_CHROMIUM, type WorkerBundle } from "./bundleWorker.ts";

let folder: string;
let artifact: string;
let bundle: WorkerBundle;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "aurolot-worker-artifact-"));
  artifact = path.join(folder, "worker");
  const shell = path.join(folder, "chrome-headless-shell-linux64");
  await mkdir(shell);
  await writeFile(path.join(shell, "chrome-headless-shell"), "a browser", { mode: 0o755 });
  vi.stubEnv("CHROMIUM_PATH", path.join(shell, "chrome-headless-shell"));
  bundle = await bundleWorker(artifact);
  vi.unstubAllEnvs();
  return () => rm(folder, { recursive: true, force: true });
});
afterEach(() => vi.unstubAllEnvs());

it("has everything beside it that it looks for there: threads, pages, the transcoder", async () => {
  const build = path.join(artifact, "build");
  const present = await readdir(build);
  const programs = await Promise.all(present.filter((name) => /\.m?js$/.test(name)).map((name) => readFile(path.join(build, name), "utf8")));
  const beside = programs.flatMap((program) => [...program.matchAll(/new URL\("\.\/([\w.]+)",import\.meta\.url\)|join\(import\.meta\.dirname,"([\w.]+)"\)/g)].map(([, url, file]) => url ?? file ?? ""));
  // A page is looked for bundled before it is bundled.
  const wanted = beside.map((name) => name.replace(/\.ts$/, ".js"));
  expect(wanted).toEqual(expect.arrayContaining(["thread.mjs", "photoPage.js", "basis_transcoder.js"]));
  expect(present).toEqual(expect.arrayContaining(wanted));
});

it("has the Chromium that is named, and none that a distribution made for itself", async () => {
  expect(bundle.chromium).toBe(path.join(folder, "chrome-headless-shell-linux64"));
  expect(await readFile(path.join(artifact, PACKED_CHROMIUM), "utf8")).toBe("a browser");
  vi.stubEnv("CHROMIUM_PATH", "/usr/bin/chromium");
  vi.stubEnv("PLAYWRIGHT_BROWSERS_PATH", folder);
  expect(await findHeadlessShell()).toBeUndefined();
});

const hasEmulator = which("moto_server") !== undefined;

describe.skipIf(!hasEmulator)(`against AWS${hasEmulator ? "" : ` (skipped: ${HOW_TO_GET_MOTO})`}`, () => {
  let account: TestAccount;
  let shelf: Shelf;
  beforeAll(async () => {
    account = await openTestAccount();
    shelf = await account.openShelf();
  });
  afterAll(async () => {
    await shelf.close();
    await account.close();
  });

  it("makes a model in a bare folder, with the variables that an instance has", async () => {
    await mkdir(path.join(artifact, "node_modules"));
    // Those that a release installs beside it, and no others.
    for (const name of bundle.packages) await symlink(path.resolve("node_modules", name), path.join(artifact, "node_modules", name));
    await writeFile(path.join(artifact, "package.json"), '{"type":"module"}');
    await shelf.upload(await tinySource());
    const { DYNAMODB_ENDPOINT, AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = process.env;
    const worker = spawn(process.execPath, ["--enable-source-maps", "build/worker.js"], {
      cwd: artifact,
      stdio: ["ignore", "pipe", "inherit"],
      env: {
        NODE_ENV: "production",
        AWS_REGION: REGION,
        JOBS_QUEUE_URL: shelf.queueUrl,
        DEAD_LETTERS_URL: shelf.deadLettersUrl,
        SOURCES_BUCKET: SOURCES,
        MODELS_BUCKET: MODELS,
        DYNAMODB_TABLE_PREFIX: "aurolot-",
        SCRATCH_DIR: artifact,
        CHROMIUM_PATH: path.join(artifact, "none"),
        LOG_LEVEL: "info",
        // What stands for AWS here.
        ...{ DYNAMODB_ENDPOINT, AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_EC2_METADATA_SERVICE_ENDPOINT: "http://127.0.0.1:9" },
      },
    });
    const exited = once(worker, "exit");
    worker.stdout.setEncoding("utf8").on("data", (text: string) => {
      if (/A render job (is done|is hopeless|failed)/.test(text)) worker.kill("SIGKILL");
    });
    await exited;
    expect((await shelf.shownModel()).tiers.map(({ name }) => name)).toEqual(["preview", "standard", "high"]);
  });
});

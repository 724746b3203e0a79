import { spawn, type ChildProcess } from "node:child_process";
import path from "node:path";
import { isPortFree } from "../stores/freePort.ts";
import { build, isBuilt } from "./build.ts";
import { lockDataFolder } from "./dataFolder.ts";
import { demoStock } from "./demoStock.ts";
import { step } from "./progress.ts";
import { StartError } from "./startError.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");

interface StartOptions {
  /** Serve the sources with hot reload instead of the production build. */
  dev: boolean;
}

/** Boots what the environment does not name, brings it up to date, and serves the shop until it is told to stop. */
export async function start({ dev }: StartOptions): Promise<void> {
  const cleanUps: (() => Promise<unknown>)[] = [];
  const aborted = new AbortController();
  let stopping: Promise<never> | undefined;
  const stop = (code: number): Promise<never> =>
    (stopping ??= (async () => {
      aborted.abort();
      for (const cleanUp of cleanUps.reverse()) await cleanUp().catch((error: unknown) => console.error(error));
      process.exit(code);
    })());
  // A second Ctrl-C finds the stop under way and changes nothing.
  const stopOnSignals = () => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.removeAllListeners(signal).on(signal, () => void stop(0));
  };
  stopOnSignals();

  try {
    const env = process.env;
    env.NODE_ENV ??= dev ? "development" : "production";
    const port = Number(env.PORT || 3000);
    if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new StartError(`PORT is "${env.PORT}"; set it to a number from 1 to 65535.`);
    if (!(await isPortFree(port))) throw new StartError(`Port ${port} is in use. Stop what uses it, or set PORT to another, e.g. PORT=${port + 1} npm start.`);
    const dataFolder = path.resolve(ROOT, env.AUROLOT_DATA_DIR || ".aurolot");
    cleanUps.push(await lockDataFolder(dataFolder));
    // Later steps read their folder from the environment, as the server does.
    env.MODELS_DIR ??= path.join(dataFolder, "models");
    env.MAIL_DIR ??= path.join(dataFolder, "mail");
    env.ANALYTICS_FILE ??= path.join(dataFolder, "analytics.jsonl");

    if (!env.DATABASE_URL) {
      const { startPostgres } = await import("../stores/postgres.ts");
      // The package behind it listens too: it would take the database from requests under way and end this process first.
      stopOnSignals();
      const postgres = await step("Starting PostgreSQL", () => startPostgres(path.join(dataFolder, "postgres")));
      cleanUps.push(postgres.stop);
      env.DATABASE_URL = postgres.url;
    }
    if (!env.DYNAMODB_ENDPOINT) {
      const { startDynamoDb } = await import("../stores/dynamodb.ts");
      const dynamodb = await step("Starting the DynamoDB store", () => startDynamoDb(path.join(dataFolder, "dynamodb")));
      cleanUps.push(dynamodb.stop);
      env.DYNAMODB_ENDPOINT = dynamodb.endpoint;
    }
    const { migrate } = await import("../database/migrate.ts");
    await step("Bringing the database up to date", () => migrate(env.DATABASE_URL ?? ""));
    const { createTables } = await import("../database/createTables.ts");
    await createTables();

    const { seed } = await import("../database/seed.ts");
    const modelsDir = env.MODELS_DIR;
    const stock = env.MODELS_BASE_URL
      ? undefined
      : await step("Making demo models", async (report) => {
          const found = await demoStock(modelsDir);
          await found.makeFirst(report);
          return found;
        });
    await step("Filling the catalog", async () => void (await seed({ products: stock?.ready })));
    if (!dev && !(await isBuilt())) await step("Building the shop", () => build(aborted.signal));

    const server = await step("Starting the shop", () => startServer(dev));
    cleanUps.push(() => endServer(server));
    server.on("exit", (code, signal) => {
      if (stopping) return;
      console.error(`The shop's server ended by itself (${signal ?? `code ${code}`}). Its last lines above say why.`);
      void stop(1);
    });
    if (!env.MODELS_BASE_URL) {
      const { startLocalWorker } = await import("./localWorker.ts");
      cleanUps.push(await startLocalWorker(dataFolder, env));
    }
    console.log(`\nThe shop is open at http://localhost:${port} (Ctrl-C closes it)\n`);
    await stock?.makeOthers(async (slug) => void (await seed({ products: [slug] }))).catch((error: unknown) => {
      if (!stopping) console.error(`${describe(error)} The shop stays open without the rest; its next start tries again.`);
    });
  } catch (error) {
    // An interrupted start leaves half-done steps behind; their errors tell nobody anything.
    if (stopping) return await stopping;
    console.error(`\n${describe(error)}`);
    await stop(1);
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The server is a process of its own, as on an instance; it says when it listens, and ends when this one does. */
function startServer(dev: boolean): Promise<ChildProcess> {
  const script = dev ? ["--import", "tsx", path.join(ROOT, "scripts/start/dev.ts")] : ["--enable-source-maps", path.join(ROOT, "build/server/index.js")];
  const server = spawn(process.execPath, script, {
    cwd: ROOT,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    // Ctrl-C reaches the whole group of the terminal; the server is stopped by us, before its stores.
    detached: true,
  });
  return new Promise((resolve, reject) => {
    server.once("message", () => resolve(server));
    server.once("error", reject);
    server.once("exit", (code) => reject(new StartError(`The shop's server did not start (code ${code}). Its last lines above say why.`)));
  });
}

function endServer(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (server.exitCode !== null || server.signalCode !== null) return resolve();
    server.once("exit", () => resolve());
    server.kill("SIGTERM");
  });
}

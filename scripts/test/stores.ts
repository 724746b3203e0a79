import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { startDynamoDb } from "../stores/dynamodb.ts";
import { startPostgres } from "../stores/postgres.ts";

/** Vitest's global set-up: empty, real stores for a run, named by the environment as in production. */
export default async function startStores(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), "aurolot-test-"));
  // These clusters live for a minute, so nothing needs to reach the disk.
  const postgres = await startPostgres(path.join(folder, "postgres"), { fsync: "off", synchronous_commit: "off", full_page_writes: "off" });
  const dynamodb = await startDynamoDb();
  Object.assign(process.env, {
    DATABASE_URL: postgres.url,
    DYNAMODB_ENDPOINT: dynamodb.endpoint,
    PAYMENT_TIMEOUT_MS: "300",
    LOG_LEVEL: "silent",
  });
  await promisify(execFile)(process.execPath, ["--import", "tsx", "scripts/database/cli.ts", "migrate"]);
  // The application reads its configuration when it is first imported.
  const { createTables } = await import("../database/createTables.ts");
  const { dynamo } = await import("../../app/platform/dynamodb.server.ts");
  await createTables();
  dynamo.destroy();
  return async () => {
    await dynamodb.stop();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

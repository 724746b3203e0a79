import { setTimeout as sleep } from "node:timers/promises";
import { chmod, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startPostgres } from "./postgres.ts";

let parent: string;
let folder: string;
beforeEach(async () => {
  parent = await mkdtemp(path.join(tmpdir(), "aurolot-postgres-"));
  await chmod(parent, 0o755);
  folder = path.join(parent, "postgres");
});
afterEach(() => rm(parent, { recursive: true, force: true }));

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client.query(sql).then(({ rows }) => rows as unknown[]).finally(() => client.end());
}

async function serverPid(): Promise<number> {
  return Number((await readFile(path.join(folder, "postmaster.pid"), "utf8")).split("\n")[0]);
}

describe("startPostgres", () => {
  it("takes over from a server that a killed shop left behind, with its data", async () => {
    const left = await startPostgres(folder);
    await query(left.url, "CREATE TABLE kept AS SELECT 1 AS number");
    const server = await startPostgres(folder);
    await expect(query(left.url, "SELECT 1")).rejects.toThrow();
    expect(await query(server.url, "SELECT number FROM kept")).toEqual([{ number: 1 }]);
    await server.stop();
  });

  it("stops what has ended already", async () => {
    const server = await startPostgres(folder);
    process.kill(await serverPid(), "SIGKILL");
    await sleep(100);
    await server.stop();
    await server.stop();
  });

  it("makes a cluster anew whose making was killed", async () => {
    await mkdir(path.join(parent, "postgres.unfinished/base"), { recursive: true });
    const server = await startPostgres(folder);
    expect(await query(server.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    await server.stop();
  });
});

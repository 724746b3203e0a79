import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startPostgres, type EmbeddedDatabase } from "../stores/postgres.ts";
import { bundleCode } from "./bundleFunctions.ts";
import { addMigrations } from "./functionFolders.ts";

const run = promisify(execFile);
const ADMIN = "arn:aws:secretsmanager:eu-central-1:333333333333:secret:aurolot-prod-database-admin-AbCdEf";
const APP = "arn:aws:secretsmanager:eu-central-1:333333333333:secret:aurolot-prod-database-app-AbCdEf";

let folder: string;
let database: EmbeddedDatabase;
let secretsManager: Server;
let secrets: Record<string, unknown>;

/** A database that speaks TLS only as "localhost", by an authority that Node.js does not know: as RDS's own. */
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "aurolot-migrate-"));
  await chmod(folder, 0o755);
  const [key, certificate] = [path.join(folder, "key.pem"), path.join(folder, "certificate.pem")];
  await run("openssl", ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate]);
  if (process.getuid?.() === 0) await run("chown", ["postgres", key]);
  await Promise.all([
    startPostgres(path.join(folder, "postgres"), { ssl: "on", ssl_cert_file: certificate, ssl_key_file: key, fsync: "off" }).then((started) => (database = started)),
    bundleCode(path.join(folder, "functions")).then(() => addMigrations(path.join(folder, "functions/migrate"))),
  ]);
  const { port, username, password } = new URL(database.url);
  secrets = {
    [ADMIN]: { username, password },
    [APP]: { engine: "postgres", host: "localhost", port: Number(port), dbname: "aurolot", username: "aurolot_app", password: "first" },
  };
  secretsManager = createServer((request, response) => {
    void text(request).then((body) => {
      const { SecretId } = JSON.parse(body) as { SecretId: string };
      response.setHeader("Content-Type", "application/x-amz-json-1.1");
      response.end(JSON.stringify({ ARN: SecretId, SecretString: JSON.stringify(secrets[SecretId]) }));
    });
  });
  secretsManager.listen(0, "127.0.0.1");
  await once(secretsManager, "listening");
}, 120_000);

afterAll(async () => {
  secretsManager.close();
  secretsManager.closeAllConnections();
  await database.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Calls the function of the release as Lambda does, with the variables that terraform gives it. */
async function invoke(): Promise<{ applied: string[] }> {
  const code = `const { handler } = await import(process.argv[1]); process.stdout.write("answer:" + JSON.stringify(await handler()) + "\\n", () => process.exit(0));`;
  const { port } = secretsManager.address() as AddressInfo;
  const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", code, path.join(folder, "functions/migrate/index.mjs")], {
    cwd: "/",
    env: {
      ...{ DATABASE_ADMIN_SECRET: ADMIN, DATABASE_APP_SECRET: APP, NODE_EXTRA_CA_CERTS: path.join(folder, "certificate.pem"), LOG_LEVEL: "info" },
      ...{ AWS_REGION: "eu-central-1", AWS_ACCESS_KEY_ID: "function", AWS_SECRET_ACCESS_KEY: "function", AWS_ENDPOINT_URL_SECRETS_MANAGER: `http://127.0.0.1:${port}` },
    } as unknown as NodeJS.ProcessEnv,
  });
  expect(stdout, "no password is logged").not.toMatch(/first|rotated/);
  return JSON.parse(/^answer:(.*)$/m.exec(stdout)?.[1] ?? "null") as { applied: string[] };
}

async function asApp(password: string): Promise<string> {
  const url = new URL(database.url);
  const ssl = { ca: await readFile(path.join(folder, "certificate.pem"), "utf8") };
  const client = new pg.Client({ host: "localhost", port: Number(url.port), database: "aurolot", user: "aurolot_app", password, ssl });
  await client.connect();
  const { rows } = await client.query<{ count: string }>("SELECT count(*) FROM _prisma_migrations").finally(() => client.end());
  return rows[0]?.count ?? "";
}

it("brings an empty database to the release by verified TLS, lets the app in, and has nothing to do a second time", async () => {
  const { applied } = await invoke();
  expect(applied[0]).toBe("20261120100000_init");
  expect(await asApp("first")).toBe(String(applied.length));
  secrets[APP] = { ...(secrets[APP] as object), password: "rotated" };
  expect(await invoke()).toEqual({ applied: [] });
  await expect(asApp("first")).rejects.toThrow(/password authentication failed/);
  await asApp("rotated");
});

it("says which secret lacks what, without what it holds", async () => {
  const whole = secrets[APP];
  secrets[APP] = { username: "aurolot_app", password: "first" };
  await expect(invoke()).rejects.toThrow(/The secret arn:[^ ]+database-app-AbCdEf lacks host, port, dbname/);
  secrets[APP] = whole;
});

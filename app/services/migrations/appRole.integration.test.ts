import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { APP_GRANTS, grantAppRole } from "./appRole.server";
import { applyMigrations } from "./migrate.server";

const server = process.env.DATABASE_URL ?? "";
const suffix = crypto.randomUUID().replaceAll("-", "");
const role = { username: `app_${suffix}`, password: "4x5Jq0vYbR8sKcT2LwN7zHdFgUeMpAo1iQ3rSyV6" };
const files = { migrations: path.resolve("prisma/migrations"), engine: path.resolve("node_modules/@prisma/schema-engine-wasm/schema_engine_bg.wasm") };

let admin: pg.Client;
let owner: pg.Client;
const ownerUrl = server.replace(/[^/]+$/, `roles_${suffix}`);

beforeAll(async () => {
  admin = new pg.Client({ connectionString: server });
  await admin.connect();
  await admin.query(`CREATE DATABASE roles_${suffix}`);
  await applyMigrations({ connectionString: ownerUrl }, files);
  owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await admin.query(`DROP DATABASE roles_${suffix} WITH (FORCE)`);
  await admin.query(`DROP ROLE IF EXISTS ${role.username}`);
  await admin.end();
});

async function asApp(password: string, sql: string): Promise<unknown> {
  const url = new URL(ownerUrl);
  const client = new pg.Client({ host: url.hostname, port: Number(url.port), database: url.pathname.slice(1), user: role.username, password });
  await client.connect();
  return client.query(sql).finally(() => client.end());
}

async function privileges(): Promise<string[]> {
  const { rows } = await owner.query<{ text: string }>(
    "SELECT table_name || ' ' || privilege_type AS text FROM information_schema.role_table_grants WHERE grantee = $1 ORDER BY 1",
    [role.username],
  );
  return rows.map(({ text }) => text);
}

const declared = Object.entries(APP_GRANTS).flatMap(([table, granted]) => granted.map((privilege) => `${table} ${privilege}`)).sort();

it("decides about every table that there is", async () => {
  const { rows } = await owner.query<{ name: string }>("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'");
  expect(Object.keys(APP_GRANTS).sort()).toEqual(rows.map(({ name }) => name).sort());
});

it("makes the role with these privileges and no others, however often it runs", async () => {
  await grantAppRole(owner, role);
  expect(await privileges()).toEqual(declared);
  await owner.query(`GRANT DELETE ON orders TO ${role.username}`);
  await grantAppRole(owner, role);
  expect(await privileges()).toEqual(declared);
});

it("lets the app read and write what it needs, and nothing else", async () => {
  await grantAppRole(owner, role);
  await asApp(role.password, "UPDATE stock SET reserved = reserved WHERE sku = (SELECT sku FROM stock FOR UPDATE LIMIT 1)");
  await asApp(role.password, "DELETE FROM outbox_events WHERE delivered_at < now() - interval '3 weeks'");
  for (const forbidden of ["DELETE FROM orders", "CREATE TABLE mine (id int)", "ALTER TABLE orders ADD COLUMN mine int", "INSERT INTO _prisma_migrations DEFAULT VALUES", "CREATE ROLE friend"]) {
    await expect(asApp(role.password, forbidden), forbidden).rejects.toThrow(/permission denied|must be owner/);
  }
});

it("follows a password that was rotated", async () => {
  await grantAppRole(owner, role);
  await grantAppRole(owner, { ...role, password: "another-1" });
  await expect(asApp(role.password, "SELECT 1")).rejects.toThrow(/password authentication failed/);
  await asApp("another-1", "SELECT 1");
});

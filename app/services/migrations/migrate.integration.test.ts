import { readFile } from "node:fs/promises";
import { hostname } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { applyMigrations, WrongDatabaseError } from "./migrate.server";
import { lockMigrations, MigrationsRunningError, migratorName } from "./migrationLock.server";
import { withSchemaEngine } from "./schemaEngine.server";

const FILES = {
  migrations: path.resolve("prisma/migrations"),
  engine: path.resolve("node_modules/@prisma/schema-engine-wasm/schema_engine_bg.wasm"),
};
const migrate = (connectionString: string) => applyMigrations({ connectionString }, FILES);

const server = process.env.DATABASE_URL ?? "";
let url: string;

async function query(database: string, sql: string): Promise<{ text: string }[]> {
  const client = new pg.Client({ connectionString: database });
  await client.connect();
  const { rows } = await client.query<{ text: string }>(sql).finally(() => client.end());
  return rows;
}

/** Every column of the shop's tables, e.g. `stock.sku text NO`. */
async function columns(): Promise<string[]> {
  const rows = await query(
    url,
    `SELECT format('%s.%s %s %s', table_name, column_name, udt_name, is_nullable) AS text FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name <> '_prisma_migrations' ORDER BY table_name, column_name`,
  );
  return rows.map(({ text }) => text);
}

async function schemaAsSql(): Promise<string> {
  const files = [{ path: "schema.prisma", content: await readFile("prisma/schema.prisma", "utf8") }];
  const { stdout } = await withSchemaEngine({ connectionString: url }, FILES.engine, (engine) =>
    engine.diff({ from: { tag: "empty" }, to: { tag: "schemaDatamodel", files }, script: true, exitCode: null, filters: { externalTables: [], externalEnums: [] } }),
  );
  return stdout ?? "";
}

beforeEach(async () => {
  const name = `migrate_${crypto.randomUUID().replaceAll("-", "")}`;
  await query(server, `CREATE DATABASE ${name}`);
  url = server.replace(/[^/]+$/, name);
});
afterEach(() => query(server, `DROP DATABASE ${new URL(url).pathname.slice(1)} WITH (FORCE)`));

describe("migrate", () => {
  it("brings an empty database up to date, and then has nothing to do", async () => {
    expect(await migrate(url)).not.toEqual([]);
    expect(await migrate(url)).toEqual([]);
  });

  it("makes the tables that the Prisma schema describes", async () => {
    await migrate(url);
    const migrated = await columns();
    await query(url, "DROP SCHEMA public CASCADE");
    await query(url, await schemaAsSql());
    // A generated column, which the schema language has no words for.
    expect(migrated.filter((column) => column !== "search_documents.document tsvector YES")).toEqual(await columns());
  });

  it("leaves another application's database alone", async () => {
    await query(url, "CREATE TABLE wp_posts (id int)");
    await expect(migrate(url)).rejects.toThrow(/wp_posts.*DATABASE_URL/);
    await expect(migrate(url)).rejects.toBeInstanceOf(WrongDatabaseError);
  });

  it("says which database cannot be opened, without its password", async () => {
    const { password } = new URL(url);
    const failure = (await migrate(`${url}_missing`).catch((error: unknown) => error)) as Error;
    expect(failure.message).toMatch(/"migrate_\w+_missing" at 127\.0\.0\.1:\d+ cannot be opened.*DATABASE_URL/);
    expect(failure.message).not.toContain(password);
  });

  it("refuses to run while somebody else does, and says who", async () => {
    const other = new pg.Client({ connectionString: url, application_name: migratorName() });
    await other.connect();
    await lockMigrations(other);
    const failure = (await migrate(url).catch((error: unknown) => error)) as Error;
    expect(failure).toBeInstanceOf(MigrationsRunningError);
    expect(failure.message).toContain(`by "aurolot-migrate ${hostname()} ${process.pid}" from 127.0.0.1, since 20`);
    expect(await columns()).toEqual([]);
    // As when it was killed: the lock is the session's.
    await other.end();
    expect(await migrate(url)).not.toEqual([]);
  });

  it("runs once when two start at the same moment", async () => {
    const outcomes = await Promise.allSettled([migrate(url), migrate(url)]);
    const applied = outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? outcome.value : []));
    expect(new Set(applied).size).toBe(applied.length);
    for (const outcome of outcomes) if (outcome.status === "rejected") expect(outcome.reason).toBeInstanceOf(MigrationsRunningError);
    expect(await migrate(url)).toEqual([]);
  });

  it("leaves the database of a newer shop alone", async () => {
    await migrate(url);
    await query(
      url,
      "INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, applied_steps_count) VALUES ('1', '', '29990101000000_future', now(), 1)",
    );
    await expect(migrate(url)).rejects.toThrow(/29990101000000_future/);
  });
});

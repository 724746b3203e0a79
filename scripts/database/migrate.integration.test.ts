import { readFile } from "node:fs/promises";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { migrate, WrongDatabaseError } from "./migrate.ts";
import { withSchemaEngine } from "./schemaEngine.ts";

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
  const { stdout } = await withSchemaEngine(url, (engine) =>
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

  it("leaves the database of a newer shop alone", async () => {
    await migrate(url);
    await query(
      url,
      "INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, applied_steps_count) VALUES ('1', '', '29990101000000_future', now(), 1)",
    );
    await expect(migrate(url)).rejects.toThrow(/29990101000000_future/);
  });
});

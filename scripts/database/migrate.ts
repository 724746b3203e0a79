import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { withSchemaEngine } from "./schemaEngine.ts";

const MIGRATIONS = path.resolve(import.meta.dirname, "../../prisma/migrations");

/** The database is not this shop's, or of another version of it; the message says what to do. */
export class WrongDatabaseError extends Error {
  override name = "WrongDatabaseError";
}

/**
 * Applies the migrations that the database lacks, as `prisma migrate deploy` would; the two agree on what is applied.
 * @returns the names of the migrations applied now
 * @throws WrongDatabaseError when the database holds another application's tables or migrations
 */
export async function migrate(databaseUrl: string): Promise<string[]> {
  const migrations = await readMigrations();
  await refuseForeignDatabase(databaseUrl, migrations.map(({ path }) => path));
  return withSchemaEngine(databaseUrl, async (engine) => {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: {
        baseDir: MIGRATIONS,
        lockfile: { path: "migration_lock.toml", content: await readFile(path.join(MIGRATIONS, "migration_lock.toml"), "utf8") },
        shadowDbInitScript: "",
        migrationDirectories: migrations,
      },
      filters: { externalTables: [], externalEnums: [] },
    });
    return appliedMigrationNames;
  });
}

async function readMigrations() {
  const entries = await readdir(MIGRATIONS, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();
  return Promise.all(
    names.map(async (name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok" as const, value: await readFile(path.join(MIGRATIONS, name, "migration.sql"), "utf8") },
      },
    })),
  );
}

async function refuseForeignDatabase(databaseUrl: string, known: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  await client.connect().catch((error: Error) => {
    throw new Error(`The database "${client.database}" at ${client.host}:${client.port} cannot be opened (${error.message}). Start it, or let DATABASE_URL name a PostgreSQL database (postgresql://user:password@host:port/name).`);
  });
  try {
    const where = `The database "${client.database}"`;
    const { rows: tables } = await client.query<{ name: string }>(
      "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename",
    );
    if (tables.length === 0) return;
    if (!tables.some(({ name }) => name === "_prisma_migrations")) {
      throw new WrongDatabaseError(`${where} holds another application's tables (${tables.slice(0, 3).map(({ name }) => name).join(", ")}…). Let DATABASE_URL name an empty database, or the shop's own.`);
    }
    const { rows } = await client.query<{ migration_name: string }>("SELECT migration_name FROM _prisma_migrations WHERE rolled_back_at IS NULL");
    const unknown = rows.map((row) => row.migration_name).filter((name) => !known.includes(name));
    if (unknown.length > 0) {
      throw new WrongDatabaseError(`${where} has migrations that this version of the shop does not know (${unknown.slice(0, 3).join(", ")}). It is another application's, or a newer shop's: let DATABASE_URL name another database, or start the newer version.`);
    }
  } finally {
    await client.end();
  }
}

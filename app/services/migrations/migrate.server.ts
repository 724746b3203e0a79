import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import pg, { type PoolConfig } from "pg";
import { lockMigrations, migratorName } from "./migrationLock.server";
import { withSchemaEngine } from "./schemaEngine.server";

/** The database is not this shop's, or of another version of it; the message says what to do. */
export class WrongDatabaseError extends Error {
  override name = "WrongDatabaseError";
}

/** What a migration is made with; a bundle has these files elsewhere than the repository. */
export interface MigrationFiles {
  /** A folder as Prisma keeps them: one folder a migration, and `migration_lock.toml`. */
  migrations: string;
  /** `schema_engine_bg.wasm` of `@prisma/schema-engine-wasm`. */
  engine: string;
}

/**
 * Applies the migrations that a database lacks, as `prisma migrate deploy` would; the two agree on what is applied.
 * @param connection a direct connection as the owner of the tables: behind a pooler the lock would be somebody else's
 * @returns the names of the migrations applied now
 * @throws WrongDatabaseError when the database holds another application's tables or migrations
 * @throws MigrationsRunningError when somebody else applies migrations at this moment
 */
export async function applyMigrations(connection: PoolConfig, files: MigrationFiles): Promise<string[]> {
  const migrations = await readMigrations(files.migrations);
  const client = await connect(connection);
  try {
    await lockMigrations(client);
    await refuseForeignDatabase(client, migrations.map(({ path }) => path));
    return await withSchemaEngine(connection, files.engine, async (engine) => {
      const { appliedMigrationNames } = await engine.applyMigrations({
        migrationsList: {
          baseDir: files.migrations,
          lockfile: { path: "migration_lock.toml", content: await readFile(path.join(files.migrations, "migration_lock.toml"), "utf8") },
          shadowDbInitScript: "",
          migrationDirectories: migrations,
        },
        filters: { externalTables: [], externalEnums: [] },
      });
      return appliedMigrationNames;
    });
  } finally {
    await client.end();
  }
}

async function readMigrations(folder: string) {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();
  return Promise.all(
    names.map(async (name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok" as const, value: await readFile(path.join(folder, name, "migration.sql"), "utf8") },
      },
    })),
  );
}

async function connect(connection: PoolConfig): Promise<pg.Client> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 10_000, application_name: migratorName() });
  await client.connect().catch((error: Error) => {
    throw new Error(`The database "${client.database}" at ${client.host}:${client.port} cannot be opened (${error.message}). Start it, or let DATABASE_URL name a PostgreSQL database (postgresql://user:password@host:port/name).`);
  });
  return client;
}

async function refuseForeignDatabase(client: pg.Client, known: string[]): Promise<void> {
  const where = `The database "${client.database}"`;
  const { rows: tables } = await client.query<{ name: string }>("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename");
  if (tables.length === 0) return;
  if (!tables.some(({ name }) => name === "_prisma_migrations")) {
    throw new WrongDatabaseError(`${where} holds another application's tables (${tables.slice(0, 3).map(({ name }) => name).join(", ")}…). Let DATABASE_URL name an empty database, or the shop's own.`);
  }
  const { rows } = await client.query<{ migration_name: string }>("SELECT migration_name FROM _prisma_migrations WHERE rolled_back_at IS NULL");
  const unknown = rows.map((row) => row.migration_name).filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new WrongDatabaseError(`${where} has migrations that this version of the shop does not know (${unknown.slice(0, 3).join(", ")}). It is another application's, or a newer shop's: let DATABASE_URL name another database, or start the newer version.`);
  }
}

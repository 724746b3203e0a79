import { createRequire } from "node:module";
import path from "node:path";
import { applyMigrations, type MigrationFiles } from "../../app/services/migrations/migrate.server.ts";

/** The migrations of this repository, and the engine of its packages. */
export const MIGRATION_FILES: MigrationFiles = {
  migrations: path.resolve(import.meta.dirname, "../../prisma/migrations"),
  engine: createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg").replace(/\.js$/, ".wasm"),
};

/**
 * Applies the migrations of this repository that a database lacks.
 * @returns the names of the migrations applied now
 * @throws as `applyMigrations`
 */
export function migrate(databaseUrl: string): Promise<string[]> {
  return applyMigrations({ connectionString: databaseUrl }, MIGRATION_FILES);
}

import pg, { type PoolConfig } from "pg";
import { grantAppRole } from "./appRole.server";
import { applyMigrations, type MigrationFiles } from "./migrate.server";

/**
 * Applies what a database lacks, then lets the app's role use what there is now.
 * @param owner a direct connection as the owner of the tables
 * @param app the login that the app's role gets
 * @returns the names of the migrations applied now
 * @throws as `applyMigrations`
 */
export async function migrateAndGrant(owner: PoolConfig, files: MigrationFiles, app: { username: string; password: string }): Promise<string[]> {
  const applied = await applyMigrations(owner, files);
  const client = new pg.Client(owner);
  await client.connect();
  try {
    await grantAppRole(client, app);
  } finally {
    await client.end();
  }
  return applied;
}

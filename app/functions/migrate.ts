import path from "node:path";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { z } from "zod";
import { logVariables, parseEnvironment } from "~/platform/environment.server";
import { log } from "~/platform/log.server";
import { readDatabaseSecrets } from "~/services/migrations/databaseSecrets.server";
import { migrateAndGrant } from "~/services/migrations/migrateAndGrant.server";

/** Every variable that the function reads. */
export const environmentSchema = z.object({
  ...logVariables,
  /** ARN of the secret with the login of the database's administrator, who owns the tables. */
  DATABASE_ADMIN_SECRET: z.string().startsWith("arn:aws:secretsmanager:"),
  /** ARN of the secret with the login of the app's role, and with the writer's host. */
  DATABASE_APP_SECRET: z.string().startsWith("arn:aws:secretsmanager:"),
});

const { DATABASE_ADMIN_SECRET, DATABASE_APP_SECRET } = parseEnvironment(environmentSchema, process.env);
const secretsManager = new SecretsManagerClient({});

/** Its zip holds the repository's migrations and Prisma's engine beside the code. */
const files = { migrations: path.join(import.meta.dirname, "migrations"), engine: path.join(import.meta.dirname, "schema_engine_bg.wasm") };

/**
 * Brings the database to the release that this function is of: what a release's deployment calls before anything of it
 * runs. Needs no event.
 * @returns the migrations applied now
 */
export async function handler(): Promise<{ applied: string[] }> {
  const { host, port, database, admin, app } = await readDatabaseSecrets(secretsManager, { admin: DATABASE_ADMIN_SECRET, app: DATABASE_APP_SECRET });
  const owner = { host, port, database, user: admin.username, password: admin.password, ssl: { rejectUnauthorized: true } };
  const applied = await migrateAndGrant(owner, files, app);
  log.info({ applied }, "The database is up to date");
  return { applied };
}

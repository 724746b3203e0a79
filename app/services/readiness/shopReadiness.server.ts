import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { prisma } from "~/platform/database.server";
import { dynamo, tableName } from "~/platform/dynamodb.server";
import { NEEDED_MIGRATIONS } from "~/services/migrations/neededMigrations.server";
import { watchReadiness } from "./readiness.server";

/** Longer than a store takes that is well, shorter than the patience of those who ask. */
const DEADLINE_MS = 2_000;

/** What keeps the shop from selling at this moment; nothing when it is ready. */
export const shopFaults = watchReadiness({
  deadlineMs: DEADLINE_MS,
  checks: {
    PostgreSQL: () => missingMigrations(NEEDED_MIGRATIONS),
    DynamoDB: async () => {
      // An item that there never is: reading it is allowed to the app, and costs half a read unit.
      await dynamo.send(new GetCommand({ TableName: tableName("sessions"), Key: { id: "readyz" } }), { abortSignal: AbortSignal.timeout(DEADLINE_MS) });
      return undefined;
    },
  },
});

/** A database that is newer than this build is fine: migrations leave the release before them at work. */
export async function missingMigrations(needed: readonly string[]): Promise<string | undefined> {
  const rows = await prisma.$queryRaw<{ name: string }[]>`
    SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;
  const applied = new Set(rows.map(({ name }) => name));
  const missing = needed.filter((name) => !applied.has(name));
  return missing.length > 0 ? `The database lacks ${missing.join(", ")}: it has to be migrated.` : undefined;
}

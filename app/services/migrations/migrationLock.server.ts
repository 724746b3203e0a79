import { hostname } from "node:os";
import type pg from "pg";

/** `auro` in ASCII. Prisma's own lock (72707369) is the engine's to take. */
const LOCK = 0x6175726f;

/** Somebody else migrates this database at this moment; the message says who, since when, and what to do. */
export class MigrationsRunningError extends Error {
  override name = "MigrationsRunningError";
}

/** How a connection that migrates introduces itself, so that who waits learns for whom. */
export function migratorName(): string {
  return `aurolot-migrate ${hostname()} ${process.pid}`;
}

/**
 * Takes the lock under which migrations run. It belongs to the session: a migrator that is killed gives it back.
 * @throws MigrationsRunningError when another session has it
 */
export async function lockMigrations(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ locked: boolean }>("SELECT pg_try_advisory_lock($1::bigint) AS locked", [LOCK]);
  if (rows[0]?.locked) return;
  const holder = await holderOf(client);
  throw new MigrationsRunningError(
    holder
      ? `The database "${client.database}" is being migrated already: by "${holder.name}" from ${holder.address}, since ${holder.since}. Wait until that has ended. If it hangs, end it as the database's owner: SELECT pg_terminate_backend(${holder.pid});`
      : `The database "${client.database}" was being migrated a moment ago. Start again.`,
  );
}

async function holderOf(client: pg.Client): Promise<{ name: string; address: string; since: string; pid: number } | undefined> {
  const { rows } = await client.query<{ name: string; address: string; since: string; pid: number }>(
    `SELECT pid, application_name AS name, coalesce(host(client_addr), 'this machine') AS address,
            to_char(backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"') AS since
     FROM pg_locks JOIN pg_stat_activity USING (pid)
     WHERE locktype = 'advisory' AND granted AND classid = 0 AND objid = $1::oid AND objsubid = 1
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    [LOCK],
  );
  return rows[0];
}

import { setTimeout as sleep } from "node:timers/promises";
import { prisma } from "~/platform/database.server";
import { Prisma } from "~/platform/prisma/client";

const ATTEMPTS = 5;
/** How long to wait for a connection: a rush on one product queues here. */
const MAX_WAIT_MS = 20_000;
/** How long a transaction may take, most of it waiting for rows that others hold. */
const TIMEOUT_MS = 15_000;
/** PostgreSQL: serialization_failure and deadlock_detected. Prisma: its name for both. */
const CONFLICTS = ["40001", "40P01", "P2034", "TransactionWriteConflict"];

/**
 * Runs a transaction (read committed), again when PostgreSQL made it the victim of a conflict.
 * @param run may be called several times; must touch nothing but the transaction
 */
export async function inTransaction<T>(run: (tx: Prisma.TransactionClient) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await prisma.$transaction(run, { maxWait: MAX_WAIT_MS, timeout: TIMEOUT_MS });
    } catch (error) {
      if (attempt === ATTEMPTS || !isConflict(error)) throw error;
      await sleep(Math.random() * 20 * 2 ** attempt);
    }
  }
}

/** Whether a write failed since a unique index already has its key. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
}

function isConflict(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientKnownRequestError) {
    if (CONFLICTS.includes(error.code)) return true;
    // Raw queries fail with P2010 and the database's own code within.
    const cause = (error.meta?.["driverAdapterError"] as { cause?: { originalCode?: string; kind?: string } } | undefined)?.cause;
    return CONFLICTS.includes(cause?.originalCode ?? "") || CONFLICTS.includes(cause?.kind ?? "");
  }
  // A conflict at COMMIT comes from the adapter itself.
  const { kind } = (error as { cause?: { kind?: string } }).cause ?? {};
  return kind !== undefined && CONFLICTS.includes(kind);
}

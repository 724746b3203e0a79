import { z } from "zod";
import { EVENT_SOURCE, parseEnvelope, type ShopEvent } from "~/domain/shopEvents";
import { prisma } from "~/platform/database.server";
import { log } from "~/platform/log.server";
import type { OutboxEvent } from "~/platform/prisma/client";
import type { FailedEvent } from "./failedEvent";

/** Deliveries of an event that may fail before it is dead: with the pauses below, more than an hour. */
const MAX_ATTEMPTS = 14;
/** The pause doubles with every failure, from one second up to this. */
const LONGEST_PAUSE_SECONDS = 15 * 60;
/** Delivered events are kept for as long as somebody may ask what became of one. */
const KEPT_DAYS = 21;
const PRUNED_AT_ONCE = 5_000;

/** Events whose time has come, and those that this release cannot read: they may be of a later one, being rolled out. */
export interface WaitingEvents {
  events: ShopEvent[];
  unreadable: FailedEvent[];
}

/** The oldest events that have not left yet, are not dead, and are not in a pause after a failure. */
export async function waitingEvents(limit: number): Promise<WaitingEvents> {
  const rows = await prisma.$queryRaw<Pick<OutboxEvent, "id" | "type" | "payload" | "createdAt">[]>`
    SELECT id, type, payload, created_at AS "createdAt" FROM outbox_events
    WHERE delivered_at IS NULL AND dead_at IS NULL AND next_attempt_at <= now()
    ORDER BY id LIMIT ${limit}`;
  const waiting: WaitingEvents = { events: [], unreadable: [] };
  for (const { id, type, payload, createdAt } of rows) {
    try {
      const detail = { ...(payload as object), id, occurredAt: createdAt.toISOString() };
      waiting.events.push(parseEnvelope({ source: EVENT_SOURCE, "detail-type": type, detail }));
    } catch (error) {
      waiting.unreadable.push({ id, error: `This release cannot read it as ${type}: ${faultsOf(error)}` });
    }
  }
  return waiting;
}

/** Notes that events left. */
export async function markDelivered(ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await prisma.$executeRaw`
    UPDATE outbox_events SET delivered_at = now(), last_error = NULL
    WHERE id = ANY(${[...ids]}::uuid[]) AND delivered_at IS NULL`;
}

/** Notes that deliveries failed: each such event waits for a while, or is dead after too many. */
export async function markFailed(failed: readonly FailedEvent[]): Promise<void> {
  if (failed.length === 0) return;
  const marked = await prisma.$queryRaw<Pick<OutboxEvent, "id" | "type" | "attempts" | "lastError" | "deadAt">[]>`
    UPDATE outbox_events SET
      attempts = attempts + 1,
      last_error = failed.error,
      next_attempt_at = now() + make_interval(secs => LEAST(2 ^ LEAST(attempts, 20), ${LONGEST_PAUSE_SECONDS})),
      dead_at = CASE WHEN attempts + 1 >= ${MAX_ATTEMPTS} THEN now() END
    FROM unnest(${failed.map(({ id }) => id)}::uuid[], ${failed.map(({ error }) => error)}::text[]) AS failed(id, error)
    WHERE outbox_events.id = failed.id AND delivered_at IS NULL AND dead_at IS NULL
    RETURNING outbox_events.id, type, attempts, last_error AS "lastError", dead_at AS "deadAt"`;
  for (const { id: eventId, type, attempts, lastError: error, deadAt } of marked) {
    if (deadAt) log.error({ eventId, type, attempts, error }, "An event is dead: npm run events:replay revives it");
    else log.warn({ eventId, type, attempts, error }, "An event could not be delivered; it is tried again");
  }
}

/** Deletes events that were delivered weeks ago. */
export async function pruneDelivered(): Promise<void> {
  const count = await prisma.$executeRaw`
    DELETE FROM outbox_events WHERE id IN (
      SELECT id FROM outbox_events WHERE delivered_at < now() - make_interval(days => ${KEPT_DAYS}) LIMIT ${PRUNED_AT_ONCE})`;
  if (count > 0) log.info({ count }, "Deleted events that were delivered weeks ago");
}

function faultsOf(error: unknown): string {
  return error instanceof z.ZodError ? z.prettifyError(error) : String(error);
}

import { z } from "zod";
import { prisma } from "~/platform/database.server";
import type { OutboxEvent } from "~/platform/prisma/client";

/** An event that the relay gave up on. */
export type DeadEvent = Pick<OutboxEvent, "id" | "type" | "createdAt" | "attempts" | "lastError" | "deadAt">;

/** Every event that the relay gave up on, oldest first. */
export async function deadEvents(): Promise<DeadEvent[]> {
  return prisma.outboxEvent.findMany({
    where: { deadAt: { not: null } },
    select: { id: true, type: true, createdAt: true, attempts: true, lastError: true, deadAt: true },
    orderBy: { id: "asc" },
  });
}

/**
 * Lets the relay try dead events again, as if they were new.
 * @param id the only one to revive; all where left out
 * @returns how many were dead
 */
export async function replayDead(id?: string): Promise<number> {
  const { count } = await prisma.outboxEvent.updateMany({
    where: { deadAt: { not: null }, ...(id !== undefined && { id }) },
    data: { deadAt: null, attempts: 0, nextAttemptAt: new Date() },
  });
  return count;
}

/** Whether a text can be an event's id. */
export function isEventId(text: string): boolean {
  return z.uuid().safeParse(text).success;
}

import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { prisma } from "~/platform/database.server";
import { log } from "~/platform/log.server";
import { MailRefusedError, type Mail, type MailKey, type MailTransport } from "./mail";

const NOTE_ATTEMPTS = 5;
const FIRST_PAUSE_MS = 50;

/** Somebody else is sending this mail; whether it went out is known once their claim is over. */
export class MailUnderWayError extends Error {
  override name = "MailUnderWayError";
}

/**
 * Sends a mail if none of its key was sent: claimed before, noted after. Whoever dies in between leaves a claim that runs
 * out, and the next one sends. What remains is a sender that dies after the mail was accepted and before that is noted.
 * @param content is asked once the mail is claimed
 * @returns whether it was sent now; false if it was sent before
 * @throws MailUnderWayError while another sender has it; try again later
 * @throws Error if it was not sent, or nobody can tell
 */
export async function sendOnce(key: MailKey, content: Omit<Mail, "id" | "kind">, transport: MailTransport): Promise<boolean> {
  const claim = randomUUID();
  const id = await claimMail(key, claim, transport.claimMs);
  if (id === null) {
    if (await wasSent(key)) return false;
    throw new MailUnderWayError(`The mail ${key.kind} of event ${key.eventId} is being sent by another process; it is looked at again.`);
  }
  try {
    await transport.send({ id, kind: key.kind, ...content });
  } catch (error) {
    // Where nobody can tell, the claim stays: an answer may still come to light before it runs out.
    if (error instanceof MailRefusedError) await releaseClaim(key, claim);
    throw error;
  }
  await untilNoted(id);
  return true;
}

/**
 * Notes that the mail which an event asked for was accepted.
 * @returns whether that was news
 */
export async function noteSent(eventId: string): Promise<boolean> {
  const { count } = await prisma.mail.updateMany({ where: { eventId, sentAt: null }, data: { sentAt: new Date() } });
  return count > 0;
}

/** @returns the event that asked for the mail first, or null if it was sent or another sender has it */
async function claimMail({ kind, about, eventId }: MailKey, claim: string, claimMs: number): Promise<string | null> {
  const [claimed] = await prisma.$queryRaw<{ id: string }[]>`
    INSERT INTO mails (kind, about, event_id, claim, claimed_until)
    VALUES (${kind}, ${about}, ${eventId}::uuid, ${claim}::uuid, now() + make_interval(secs => ${claimMs / 1000}::float8))
    ON CONFLICT (kind, about) DO UPDATE SET claim = excluded.claim, claimed_until = excluded.claimed_until
    WHERE mails.sent_at IS NULL AND mails.claimed_until <= now()
    RETURNING event_id AS id`;
  return claimed?.id ?? null;
}

async function wasSent({ kind, about }: MailKey): Promise<boolean> {
  const mail = await prisma.mail.findUnique({ where: { kind_about: { kind, about } }, select: { sentAt: true } });
  return Boolean(mail?.sentAt);
}

async function releaseClaim({ kind, about }: MailKey, claim: string): Promise<void> {
  await prisma.$executeRaw`UPDATE mails SET claimed_until = now() WHERE kind = ${kind} AND about = ${about} AND claim = ${claim}::uuid`;
}

/** The mail is out: a database that hesitates must not make anybody send it again. */
async function untilNoted(id: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await noteSent(id);
      return;
    } catch (error) {
      if (attempt < NOTE_ATTEMPTS) await sleep(FIRST_PAUSE_MS * 2 ** attempt);
      else return log.error({ err: error, eventId: id }, "A mail was sent, but that could not be noted");
    }
  }
}

import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import type { Mail, MailTransport } from "./mail";

const storedMailSchema = z.object({
  id: z.uuid(),
  kind: z.enum(["order-confirmed", "payment-declined", "cart-left"]),
  to: z.string(),
  subject: z.string(),
  html: z.string(),
  text: z.string(),
  /** UTC. */
  sentAt: z.iso.datetime(),
});

/** A mail that lies in a folder instead of having been sent. */
export type StoredMail = z.infer<typeof storedMailSchema>;

/** Writing a file takes milliseconds. */
const CLAIM_MS = 3_000;

/** Puts mails into a folder, one file each, named by its event: a mail that is put there twice is there once. */
export function folderTransport(folder: string): MailTransport {
  return {
    claimMs: CLAIM_MS,
    async send(mail: Mail) {
      await mkdir(folder, { recursive: true });
      const file = path.join(folder, `${mail.id}.json`);
      const unfinished = `${file}.${randomUUID()}.tmp`;
      try {
        await writeFile(unfinished, JSON.stringify({ ...mail, sentAt: new Date().toISOString() } satisfies StoredMail), { mode: 0o600 });
        await rename(unfinished, file);
      } finally {
        await rm(unfinished, { force: true });
      }
    },
  };
}

/** The mails in a folder, latest first; none where there is no folder yet. */
export async function storedMails(folder: string): Promise<StoredMail[]> {
  const entries = await readdir(folder).catch(() => []);
  const ids = entries.filter((entry) => entry.endsWith(".json")).map((entry) => entry.slice(0, -".json".length));
  const mails = await Promise.all(ids.map((id) => storedMail(folder, id)));
  return mails.filter((mail) => mail !== null).sort((a, b) => b.sentAt.localeCompare(a.sentAt) || b.id.localeCompare(a.id));
}

/** A mail of a folder, or null if there is none of this id. */
export async function storedMail(folder: string, id: string): Promise<StoredMail | null> {
  if (!z.uuid().safeParse(id).success) return null;
  const file = path.join(folder, `${id}.json`);
  const content = await readFile(file, "utf8").catch(() => null);
  if (content === null) return null;
  try {
    return storedMailSchema.parse(JSON.parse(content));
  } catch (error) {
    throw new Error(`${file} holds no mail. Delete it; what made it is in no folder of mails.`, { cause: error });
  }
}

import { config } from "~/platform/config.server";
import { storedMail, type StoredMail } from "~/services/mail/mailFolder.server";

/**
 * The folder of mails of a shop that sends none.
 * @throws Response 404 where mails are sent: there is no folder then
 */
export function requireOutbox(): string {
  if (config.eventBus !== undefined) throw new Response(null, { status: 404 });
  return config.mailDir;
}

/**
 * A mail in the outbox.
 * @throws Response 404 if there is none of this id, or no outbox
 */
export async function requireMail(id: string | undefined): Promise<StoredMail> {
  const mail = await storedMail(requireOutbox(), id ?? "");
  if (!mail) throw new Response(null, { status: 404 });
  return mail;
}

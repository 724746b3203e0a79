import { SendEmailCommand, SESv2Client, SESv2ServiceException } from "@aws-sdk/client-sesv2";
import { MailRefusedError, type MailTransport } from "./mail";

/** How long SES may take to answer. */
const TIMEOUT_MS = 8_000;
/**
 * Long enough for SES' own report of a mail to come in before another sender takes over, and less than the queue's
 * visibility timeout (three minutes), after which a message that was not worked off comes again.
 */
const CLAIM_MS = 150_000;

export interface SesOptions {
  region: string;
  /** The sender's address, of a verified domain. */
  from: string;
  /** The name that goes with it. */
  fromName: string;
  configurationSet: string;
}

/** Sends by Amazon SES, which keeps no key by which it would know a mail again: nothing here repeats a call. */
export function sesTransport({ region, from, fromName, configurationSet }: SesOptions): MailTransport {
  const ses = new SESv2Client({ region, maxAttempts: 1 });
  return {
    claimMs: CLAIM_MS,
    async send({ id, kind, to, subject, html, text }) {
      const utf8 = (Data: string) => ({ Data, Charset: "UTF-8" });
      try {
        await ses.send(
          new SendEmailCommand({
            FromEmailAddress: `${fromName} <${from}>`,
            Destination: { ToAddresses: [to] },
            ConfigurationSetName: configurationSet,
            EmailTags: [{ Name: "event", Value: id }, { Name: "kind", Value: kind }],
            Content: {
              Simple: {
                Subject: utf8(subject),
                Body: { Html: utf8(html), Text: utf8(text) },
                // Keeps holiday notices from answering.
                Headers: [{ Name: "Auto-Submitted", Value: "auto-generated" }],
              },
            },
          }),
          { abortSignal: AbortSignal.timeout(TIMEOUT_MS) },
        );
      } catch (error) {
        throw withoutAddress(error);
      }
    },
  };
}

/** What went wrong without SES' own words, which name the recipient. */
function withoutAddress(error: unknown): Error {
  if (error instanceof SESv2ServiceException) {
    const { httpStatusCode: status, requestId } = error.$metadata;
    const what = `${error.name} (status ${status ?? "unknown"}, request ${requestId ?? "unknown"})`;
    // A fault of SES' own may come after it took the mail.
    return error.$fault === "client" ? new MailRefusedError(`SES refused a mail: ${what}.`) : new Error(`SES may or may not have taken a mail: ${what}.`);
  }
  return new Error(`SES did not answer (${(error as Error).name}): whether it took the mail is not known yet.`);
}

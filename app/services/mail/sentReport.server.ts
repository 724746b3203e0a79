import { z } from "zod";
import { log } from "~/platform/log.server";
import { noteSent } from "./sendOnce.server";

/** What SES says of a mail that it took, as EventBridge hands it on; of all that, what is of use here. */
export const sentReportSchema = z.object({
  source: z.literal("aws.ses"),
  "detail-type": z.literal("Email Sent"),
  detail: z.object({
    eventType: z.literal("Send"),
    mail: z.object({
      messageId: z.string(),
      /** `event`: the tag that the sender put on it. */
      tags: z.looseObject({ event: z.tuple([z.uuid()]) }),
    }),
  }),
});

/**
 * Notes a mail that SES took. Its sender has mostly done so already; one that died before it could, or never heard SES'
 * answer, is made up for while its claim still keeps others from sending again.
 */
export async function noteSentReport({ detail: { mail } }: z.infer<typeof sentReportSchema>): Promise<void> {
  const [eventId] = mail.tags.event;
  if (await noteSent(eventId)) log.warn({ eventId, messageId: mail.messageId }, "SES had taken a mail whose sender did not note it");
}

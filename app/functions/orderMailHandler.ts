import type { QueueHandler } from "~/services/events/localBus.server";
import { sendMailOf, type MailPorts } from "~/services/mail/mail.server";
import { noteSentReport, sentReportSchema } from "~/services/mail/sentReport.server";
import { jsonIn, queueHandler, readAs, shopEventIn } from "./queueHandler";

/** Works off the queue order-mail: one mail an event at most, and what SES reports of those it took. */
export function orderMailHandler(ports: MailPorts): QueueHandler {
  return queueHandler(async (record) => {
    if (!isOfSes(jsonIn(record))) return sendMailOf(shopEventIn(record), ports);
    await noteSentReport(readAs("no report of a mail that was sent", () => sentReportSchema.parse(jsonIn(record))));
  });
}

function isOfSes(json: unknown): boolean {
  return typeof json === "object" && json !== null && "source" in json && json.source === "aws.ses";
}

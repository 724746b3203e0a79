import type { QueueHandler } from "~/services/events/localBus.server";
import { sendMailOf, type MailPorts } from "~/services/mail/mail.server";
import { queueHandler, shopEventIn } from "./queueHandler";

/** Works off the queue order-mail: one mail an event at most. */
export function orderMailHandler(ports: MailPorts): QueueHandler {
  return queueHandler((record) => sendMailOf(shopEventIn(record), ports));
}

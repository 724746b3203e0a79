import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { MailList } from "~/components/MailList";
import { pageMeta } from "~/components/pageMeta";
import { personalPageHeaders } from "~/http/cacheControl";
import { requireOutbox } from "~/http/requireOutbox.server";
import { requireMarket } from "~/messages/requireMarket";
import { storedMails } from "~/services/mail/mailFolder.server";

export const headers = personalPageHeaders;

/** A shop on one machine shows the mails that it would have sent. */
export async function loader({ params }: LoaderFunctionArgs) {
  requireMarket(params);
  const mails = await storedMails(requireOutbox());
  return { mails: mails.map(({ id, to, subject, sentAt }) => ({ id, to, subject, sentAt })) };
}

export const meta: MetaFunction = ({ params, error }) => pageMeta({ params, error, title: ({ outbox }) => outbox.title });

export default function OutboxPage() {
  return <MailList mails={useLoaderData<typeof loader>().mails} />;
}

import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { MailReader } from "~/components/MailReader";
import { pageMeta } from "~/components/pageMeta";
import { personalPageHeaders } from "~/http/cacheControl";
import { requireMail } from "~/http/requireOutbox.server";
import { requireMarket } from "~/messages/requireMarket";

export const headers = personalPageHeaders;

export async function loader({ params }: LoaderFunctionArgs) {
  requireMarket(params);
  const { id, to, subject, text, sentAt } = await requireMail(params.id);
  return { mail: { id, to, subject, text, sentAt } };
}

export const meta: MetaFunction<typeof loader> = ({ data, params, error }) => pageMeta({ params, error, title: () => data?.mail.subject ?? "" });

export default function MailPage() {
  return <MailReader mail={useLoaderData<typeof loader>().mail} />;
}

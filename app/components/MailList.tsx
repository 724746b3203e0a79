import { formatMoment } from "~/messages/format";
import { useMarket } from "~/messages/useMarket";
import { EmptyNote } from "./EmptyNote";
import { MarketLink } from "./MarketLink";
import type { ShownMail } from "./shown";

/** The mails of a shop that sends none, latest first. */
export function MailList({ mails }: { mails: readonly Omit<ShownMail, "text">[] }) {
  const market = useMarket();
  const { outbox: text } = market.messages;
  return (
    <div className="mx-auto w-full max-w-page px-gutter pt-8 pb-16 lg:pt-16">
      <h1 className="font-display text-display font-book">{text.title}</h1>
      <p className="mt-4 mb-8 max-w-text text-lead">{text.lead}</p>
      {mails.length === 0 && <EmptyNote title={text.emptyTitle} text={text.emptyText} />}
      <ul>
        {mails.map(({ id, to, subject, sentAt }) => (
          <li key={id} className="border-t border-line py-3">
            <MarketLink to={`/outbox/${id}`} className="font-display text-title font-book hover:underline">
              {subject}
            </MarketLink>
            <p className="text-small text-ink-soft">
              <span className="wrap-anywhere">{to}</span> · <time dateTime={sentAt}>{formatMoment(new Date(sentAt), market)}</time>
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}

import { formatMoment } from "~/messages/format";
import { pathIn } from "~/messages/markets";
import { useMarket } from "~/messages/useMarket";
import { quietButton } from "./buttonStyles";
import { MarketLink } from "./MarketLink";
import type { ShownMail } from "./shown";

/** A mail as its reader would see it, and as plain text. */
export function MailReader({ mail: { id, to, subject, text: plainText, sentAt } }: { mail: ShownMail }) {
  const market = useMarket();
  const { outbox: text } = market.messages;
  return (
    <div className="mx-auto w-full max-w-page px-gutter pt-8 pb-16 lg:pt-16">
      <h1 className="font-display text-heading font-book wrap-anywhere">{subject}</h1>
      <dl className="mt-4 mb-6 flex flex-wrap gap-x-8 gap-y-2 text-small">
        <div>
          <dt className="text-ink-soft">{text.to}</dt>
          <dd className="wrap-anywhere">{to}</dd>
        </div>
        <div>
          <dt className="text-ink-soft">{text.sent}</dt>
          <dd>
            <time dateTime={sentAt}>{formatMoment(new Date(sentAt), market)}</time>
          </dd>
        </div>
      </dl>
      <iframe src={pathIn(market, `/outbox/${id}/html`)} title={text.mail} className="h-stage-tall w-full border border-line" />
      <details className="mt-6">
        <summary className="cursor-pointer">{text.plainText}</summary>
        <pre className="mt-4 overflow-x-auto text-small whitespace-pre-wrap">{plainText}</pre>
      </details>
      <p className="mt-8">
        <MarketLink to="/outbox" className={quietButton}>
          {text.all}
        </MarketLink>
      </p>
    </div>
  );
}

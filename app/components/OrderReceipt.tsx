import { useRevalidator } from "@remix-run/react";
import { useEffect, type ReactNode } from "react";
import { orderPath, payPath } from "~/domain/orderPaths";
import { formatCountry, formatMoment, formatTime } from "~/messages/format";
import { pathIn } from "~/messages/markets";
import { useMarket } from "~/messages/useMarket";
import { primaryButton, quietButton } from "./buttonStyles";
import { MarketLink } from "./MarketLink";
import { OrderLines } from "./OrderLines";
import type { ShownOrder } from "./shown";
import { Totals } from "./Totals";

const ASK_AGAIN_MS = 4000;
const ASK_AGAIN_WITHOUT_SCRIPT_SECONDS = 8;

/** An order: how it stands, what to do about it, and everything that a receipt has. */
export function OrderReceipt({ order }: { order: ShownOrder }) {
  const market = useMarket();
  const { order: text, checkout } = market.messages;
  const status = text.statuses[order.status];
  return (
    <div className="mx-auto w-full max-w-page px-gutter pt-8 pb-16 lg:pt-16">
      <div role="status">
        <h1 className="font-display text-display font-book">{status.title}</h1>
        <p className="mt-4 max-w-text text-lead">{status.text}</p>
      </div>
      <NextStep order={order} />
      <div className="mt-12 grid gap-8 lg:grid-cols-[1fr_2fr] lg:gap-24">
        <dl className="grid content-start gap-4 text-small">
          <Detail term={text.number}>
            <strong className="font-display text-title font-book tabular-nums">{order.number}</strong>
          </Detail>
          <Detail term={text.placed}>
            <time dateTime={order.placedAt.toISOString()}>{formatMoment(order.placedAt, market)}</time>
          </Detail>
          <Detail term={text.deliverTo}>
            <address className="not-italic wrap-anywhere">
              {[
                order.address.name,
                order.address.line1,
                order.address.line2,
                `${order.address.postalCode} ${order.address.city}`,
                formatCountry(order.address.country, market),
              ]
                .filter(Boolean)
                .map((line) => (
                  <span key={line} className="block">
                    {line}
                  </span>
                ))}
            </address>
          </Detail>
          <Detail term={text.by}>
            {checkout.deliveryMethods[order.deliveryMethod].name} · {checkout.deliveryMethods[order.deliveryMethod].text}
          </Detail>
          <Detail term={text.receipt}>
            <span className="wrap-anywhere">{order.email}</span>
          </Detail>
        </dl>
        <section aria-labelledby="lines">
          <h2 id="lines" className="pb-2 font-display text-title font-book">
            {text.lines}
          </h2>
          <OrderLines lines={order.lines} />
          <Totals subtotal={order.subtotal} delivery={order.delivery} total={order.total} className="grid" />
        </section>
      </div>
    </div>
  );
}

function NextStep({ order }: { order: ShownOrder }) {
  const market = useMarket();
  const { order: text } = market.messages;
  switch (order.status) {
    case "payment_unknown":
      return <AskingAgain number={order.number} />;
    case "awaiting_payment":
      return (
        <div className="mt-6 flex flex-wrap items-center gap-x-6 gap-y-3">
          <MarketLink to={payPath(order.number)} className={primaryButton}>
            {text.pay}
          </MarketLink>
          <p className="text-small">{text.heldUntil(formatTime(order.reservedUntil, market))}</p>
        </div>
      );
    case "cancelled":
    case "paid":
      return (
        <p className="mt-6">
          <MarketLink to="/" className={quietButton}>
            {order.status === "paid" ? text.shopOn : text.again}
          </MarketLink>
        </p>
      );
  }
}

/** Asks again by itself while the page is looked at: with a script quietly, without one by loading the page again. */
function AskingAgain({ number }: { number: string }) {
  const market = useMarket();
  const { order: text } = market.messages;
  const { revalidate } = useRevalidator();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") revalidate();
    }, ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [revalidate]);
  return (
    <p className="mt-6">
      <noscript>
        <meta httpEquiv="refresh" content={String(ASK_AGAIN_WITHOUT_SCRIPT_SECONDS)} />
      </noscript>
      <a href={pathIn(market, orderPath(number))} className={quietButton}>
        {text.checkAgain}
      </a>
    </p>
  );
}

function Detail({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-ink-soft">{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

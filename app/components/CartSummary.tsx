import { deliveryPrice } from "~/domain/delivery";
import { add, type Money } from "~/domain/money";
import { formatAmount } from "~/messages/format";
import { useMarket } from "~/messages/useMarket";
import { blockedButton, primaryButton } from "./buttonStyles";
import { MarketLink } from "./MarketLink";

interface CartSummaryProps {
  subtotal: Money;
  isPurchasable: boolean;
}

/** What the cart comes to, and the way to the checkout or why there is none. */
export function CartSummary({ subtotal, isPurchasable }: CartSummaryProps) {
  const market = useMarket();
  const { cart: text } = market.messages;
  const delivery = deliveryPrice("standard", subtotal);
  return (
    <div className="grid content-start gap-4 lg:sticky lg:top-8 lg:self-start">
      <dl className="grid gap-2 tabular-nums">
        <Row term={text.subtotal} value={formatAmount(subtotal, market)} />
        <Row term={text.delivery} value={delivery.minor === 0 ? text.deliveryFree : formatAmount(delivery, market)} />
        <div className="flex items-baseline justify-between gap-4 border-t border-line pt-3">
          <dt>{text.estimate}</dt>
          <dd className="font-display text-title font-book">{formatAmount(add(subtotal, delivery), market)}</dd>
        </div>
      </dl>
      {isPurchasable ? (
        <MarketLink to="/checkout" className={primaryButton}>
          {text.checkout}
        </MarketLink>
      ) : (
        <>
          <span
            role="link"
            aria-disabled="true"
            aria-describedby="checkout-blocked"
            className={blockedButton}
          >
            {text.checkout}
          </span>
          <p id="checkout-blocked" className="border-l-2 border-ink pl-3 text-small font-strong">
            {text.blocked}
          </p>
        </>
      )}
      <MarketLink to="/" className="link inline-flex min-h-tap items-center justify-self-start text-small">
        {text.keepLooking}
      </MarketLink>
    </div>
  );
}

function Row({ term, value }: { term: string; value: string }) {
  return (
    <div className="flex justify-between gap-4">
      <dt className="text-ink-soft">{term}</dt>
      <dd>{value}</dd>
    </div>
  );
}

import type { DeliveryMethod } from "~/domain/delivery";
import type { OrderPrice } from "~/domain/pricing";
import { useMessages } from "~/messages/useMarket";
import { MarketLink } from "./MarketLink";
import { OrderLines } from "./OrderLines";
import type { ShownLine } from "./shown";
import { Totals } from "./Totals";

interface CheckoutSummaryProps {
  lines: readonly ShownLine[];
  prices: Readonly<Record<DeliveryMethod, OrderPrice>>;
}

/** Which totals are seen follows the chosen delivery in CSS, so it needs no script. */
const SHOWN_WITH: Record<DeliveryMethod, string> = {
  standard: "grid group-has-[[value=express]:checked]/checkout:hidden",
  express: "hidden group-has-[[value=express]:checked]/checkout:grid",
};

/** What will be ordered and what it comes to with the chosen delivery. */
export function CheckoutSummary({ lines, prices }: CheckoutSummaryProps) {
  const { checkout: text } = useMessages();
  return (
    <section aria-labelledby="summary">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 pb-2">
        <h2 id="summary" className="font-display text-title font-book">
          {text.summary}
        </h2>
        <MarketLink to="/cart" className="link inline-flex min-h-tap items-center text-small">
          {text.editCart}
        </MarketLink>
      </div>
      <OrderLines lines={lines} />
      <Totals {...prices.standard} className={SHOWN_WITH.standard} />
      <Totals {...prices.express} className={SHOWN_WITH.express} />
    </section>
  );
}

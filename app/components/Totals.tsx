import type { Money } from "~/domain/money";
import { formatAmount } from "~/messages/format";
import { useMarket } from "~/messages/useMarket";

interface TotalsProps {
  subtotal: Money;
  delivery: Money;
  total: Money;
  className?: string;
}

/** Subtotal, delivery and total of an order. */
export function Totals({ subtotal, delivery, total, className = "" }: TotalsProps) {
  const market = useMarket();
  const { checkout: text } = market.messages;
  return (
    <dl className={`gap-2 border-t border-line pt-3 tabular-nums ${className}`}>
      <div className="flex justify-between gap-4">
        <dt className="text-ink-soft">{text.subtotal}</dt>
        <dd>{formatAmount(subtotal, market)}</dd>
      </div>
      <div className="flex justify-between gap-4">
        <dt className="text-ink-soft">{text.deliveryPrice}</dt>
        <dd>{delivery.minor === 0 ? text.free : formatAmount(delivery, market)}</dd>
      </div>
      <div className="flex items-baseline justify-between gap-4">
        <dt>
          {text.total} <span className="text-caption text-ink-soft">{text.includingVat}</span>
        </dt>
        <dd className="font-display text-title font-book">{formatAmount(total, market)}</dd>
      </div>
    </dl>
  );
}

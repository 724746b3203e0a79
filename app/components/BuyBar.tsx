import { useState, type FormEvent } from "react";
import type { Finish } from "~/domain/catalog";
import { money, type Currency } from "~/domain/money";
import { formatPrice } from "~/messages/format";
import { pathIn } from "~/messages/markets";
import { useMarket } from "~/messages/useMarket";
import { primaryButton } from "./buttonStyles";
import { CART_FIELDS } from "~/http/cartForm";
import { changeCart, useCartLedger } from "./cartLedger";
import { CheckIcon } from "./icons";
import { MarketLink } from "./MarketLink";

interface BuyBarProps {
  product: { slug: string; name: string; currency: Currency };
  finish: Finish;
  available: number;
}

/** Price and "Add to cart": on a phone a bar at the window's lower edge, on a laptop a part of the panel. */
export function BuyBar({ product, finish, available }: BuyBarProps) {
  const market = useMarket();
  const { product: text } = market.messages;
  const { failure } = useCartLedger();
  const [added, setAdded] = useState<{ sku: string; count: number } | null>(null);
  const [initialFinish] = useState(finish.id);

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    changeCart(new FormData(event.currentTarget));
    setAdded((before) => ({ sku: finish.sku, count: before?.sku === finish.sku ? before.count + 1 : 1 }));
  }

  const isAdded = added?.sku === finish.sku && failure === null;
  return (
    <div className="sticky bottom-0 z-10 order-last flex flex-col border-t border-line bg-ground px-gutter pb-[max(env(safe-area-inset-bottom),var(--spacing-3))] pt-3 lg:static lg:order-none lg:border-none lg:bg-transparent lg:p-0">
      <form
        method="post"
        action={pathIn(market, "/cart")}
        onSubmit={onSubmit}
        className="flex items-center justify-between gap-4 lg:flex-col lg:items-stretch"
      >
        <input type="hidden" name={CART_FIELDS.intent} value="add" />
        <input type="hidden" name={CART_FIELDS.slug} value={product.slug} />
        <input type="hidden" name={CART_FIELDS.finish} value={finish.id} />
        <input type="hidden" name={CART_FIELDS.sku} value={finish.sku} />
        <input type="hidden" name={CART_FIELDS.quantity} value="1" />
        <p>
          <span
            key={finish.id}
            className={`inline-block font-display text-title font-book tabular-nums lg:text-heading ${
              finish.id === initialFinish ? "" : "animate-arrive"
            }`}
          >
            {formatPrice(money(finish.priceMinor, product.currency), market)}
          </span>
          <span className="hidden text-caption text-ink-soft lg:block">{text.includesVat}</span>
        </p>
        <button type="submit" disabled={available === 0} className={`${primaryButton} min-w-48 lg:min-h-12`}>
          {available === 0 ? text.soldOut : text.add}
        </button>
      </form>
      <div role="status" className="order-first text-small lg:order-none">
        {isAdded && (
          <p key={added.count} className="flex animate-arrive items-center gap-2 pb-2 lg:pt-2 lg:pb-0">
            {added.count <= available && (
              <span className="text-accent">
                <CheckIcon />
              </span>
            )}
            <span className="grow">
              {added.count > available
                ? text.tooMany(available)
                : added.count === 1
                  ? text.added(product.name, finish.name)
                  : text.addedMany(added.count, product.name, finish.name)}
            </span>
            <MarketLink to="/cart" className="link inline-flex min-h-tap shrink-0 items-center">
              {text.viewCart}
            </MarketLink>
          </p>
        )}
        {failure !== null && <p className="pb-3 font-strong lg:pt-3 lg:pb-0">{`${text.addFailed} ${failure}`}</p>}
      </div>
    </div>
  );
}

import { useMessages } from "~/messages/useMarket";
import { useCartLedger } from "./cartLedger";
import { MarketLink } from "./MarketLink";
import { useMe, useMeLoading } from "./useMe";
import { useSettled } from "./useSettled";

/** The way to the cart. The number of pieces comes after the page, which is the same for everyone. */
export function CartLink() {
  const messages = useMessages();
  const { entries } = useCartLedger();
  const isChanging = entries.length > 0;
  useMeLoading(isChanging);
  const me = useSettled(useMe(), isChanging);
  const pending = entries.reduce((total, { change }) => total + change.delta, 0);
  const count = Math.max((me?.cartCount ?? 0) + pending, 0);
  return (
    <MarketLink
      to="/cart"
      aria-label={count > 0 ? messages.cart.linkWith(count) : undefined}
      className="inline-flex min-h-tap min-w-20 items-center justify-end gap-2 hover:text-accent"
    >
      {messages.cart.link}
      {count > 0 && (
        <span
          key={count}
          aria-hidden="true"
          className="grid h-6 min-w-6 animate-changed place-items-center rounded-round bg-accent px-1 text-caption font-strong text-accent-ink tabular-nums"
        >
          {count}
        </span>
      )}
    </MarketLink>
  );
}

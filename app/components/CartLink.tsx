import { useMessages } from "~/messages/useMarket";
import { MarketLink } from "./MarketLink";
import { useMe, useMeLoading } from "./useMe";
import { usePendingChanges } from "./usePendingChanges";

/** The way to the cart. The number of pieces comes after the page, which is the same for everyone. */
export function CartLink() {
  const messages = useMessages();
  useMeLoading();
  const me = useMe();
  const pending = usePendingChanges().reduce((total, change) => total + change.delta, 0);
  const count = Math.max((me?.cartCount ?? 0) + pending, 0);
  const known = me !== null || pending > 0;
  return (
    <MarketLink
      to="/cart"
      aria-label={known && count > 0 ? messages.cart.linkWith(count) : undefined}
      className="inline-flex min-h-tap items-center gap-2 hover:text-accent"
    >
      {messages.cart.link}
      {known && count > 0 && (
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

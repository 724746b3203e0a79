import { useRef, useState } from "react";
import { MAX_LINE_QUANTITY } from "~/domain/cart";
import { multiply, sum } from "~/domain/money";
import { formatAmount } from "~/messages/format";
import { useMarket } from "~/messages/useMarket";
import type { ShownCartLine } from "./shown";
import { pendingQuantity } from "~/http/cartForm";
import { changeCart, useCartLedger } from "./cartLedger";
import { CartLineItem } from "./CartLineItem";
import { CartSummary } from "./CartSummary";
import { CategoryButtons } from "./CategoryButtons";
import { EmptyNote } from "./EmptyNote";
import { useSettled } from "./useSettled";

/** The cart as it will be once every change under way has arrived. */
export function CartContents({ lines }: { lines: readonly ShownCartLine[] }) {
  const market = useMarket();
  const { cart: text } = market.messages;
  const { entries, failure } = useCartLedger();
  const changes = entries.map((entry) => entry.change);
  const [changedSku, setChangedSku] = useState<string | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);

  const expected = useSettled(lines, entries.length > 0).map((line) => {
    const quantity = pendingQuantity(line.quantity, line.sku, changes, MAX_LINE_QUANTITY);
    return { ...line, quantity, lineTotal: multiply(line.unitPrice, quantity) };
  });
  const present = expected.filter((line) => line.quantity > 0);
  const subtotal = sum(present.map((line) => line.lineTotal));
  const changed = expected.find((line) => line.sku === changedSku);

  function onChange(form: FormData, line: ShownCartLine, isRemoval: boolean) {
    setChangedSku(line.sku);
    changeCart(form);
    // The pressed button goes with its line; the focus must not fall off the page.
    if (isRemoval) heading.current?.focus();
  }

  return (
    <div className="mx-auto w-full max-w-page px-gutter pt-8 pb-16 lg:pt-12">
      <h1 ref={heading} tabIndex={-1} className="font-display text-heading font-book">
        {present.length > 0 ? text.title : text.emptyTitle}
      </h1>
      <p role="status" className="sr-only">
        {changed && text.changed(changed.productName, changed.quantity, formatAmount(subtotal, market))}
      </p>
      {failure !== null && (
        <p role="alert" className="mt-4 border-l-2 border-ink pl-4 font-strong">
          {failure}
        </p>
      )}
      {present.length > 0 ? (
        <div className="mt-6 grid gap-8 lg:grid-cols-[2fr_minmax(20rem,1fr)] lg:gap-16">
          <ul className="border-t border-line">
            {present.map((line) => (
              <CartLineItem key={line.sku} line={line} onChange={onChange} />
            ))}
          </ul>
          <CartSummary subtotal={subtotal} isPurchasable={present.every((line) => line.quantity <= line.available)} />
        </div>
      ) : (
        <EmptyNote text={text.emptyText}>
          <CategoryButtons />
        </EmptyNote>
      )}
    </div>
  );
}

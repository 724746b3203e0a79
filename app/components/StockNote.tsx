import type { Finish } from "~/domain/catalog";
import { formatList } from "~/messages/format";
import { useMarket } from "~/messages/useMarket";

interface StockNoteProps {
  finishes: readonly Finish[];
  selected: Finish;
  stock: Readonly<Record<string, number>>;
}

const FEW = 3;

/** What is there of the selected finish, and which finishes are left when it is sold out. */
export function StockNote({ finishes, selected, stock }: StockNoteProps) {
  const market = useMarket();
  const { product: text } = market.messages;
  const available = stock[selected.sku] ?? 0;
  if (available > FEW) return <>{text.inStock}</>;
  if (available > 0) return <strong className="font-strong">{text.lastOnes(available)}</strong>;
  const left = finishes.filter((finish) => (stock[finish.sku] ?? 0) > 0).map((finish) => text.quoted(finish.name));
  return (
    <>
      <strong className="font-strong">{text.soldOutIn(selected.name)}.</strong>{" "}
      {left.length > 0 ? text.stillIn(formatList(left, market)) : text.allSoldOut}
    </>
  );
}

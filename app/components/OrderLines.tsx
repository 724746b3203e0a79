import { formatAmount } from "~/messages/format";
import { useMarket } from "~/messages/useMarket";
import { Poster } from "./Poster";
import type { ShownLine } from "./shown";

/** What is bought, in short. */
export function OrderLines({ lines }: { lines: readonly ShownLine[] }) {
  const market = useMarket();
  const { order: text } = market.messages;
  return (
    <ul>
      {lines.map((line) => (
        <li key={line.sku} className="grid grid-cols-[4rem_1fr_auto] items-center gap-3 border-t border-line py-2">
          <div className="studio rounded-control">
            <Poster posters={line.poster} name={line.productName} alt="" sizes="4rem" className="w-full" />
          </div>
          <p>
            <span className="font-display font-book">{line.productName}</span>
            <span className="block text-small text-ink-soft">{text.line(line.quantity, line.finishName)}</span>
          </p>
          <p className="tabular-nums">{formatAmount(line.lineTotal, market)}</p>
        </li>
      ))}
    </ul>
  );
}

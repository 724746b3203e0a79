import { useMessages } from "~/messages/useMarket";

/** The finishes of a product as a row of small round swatches. */
export function FinishDots({ finishes }: { finishes: readonly { id: string; swatchColor: string }[] }) {
  const messages = useMessages();
  return (
    <span role="img" aria-label={messages.product.finishes(finishes.length)} className="flex gap-1">
      {finishes.map((finish) => (
        <span
          key={finish.id}
          className="size-3 rounded-round border border-edge"
          style={{ backgroundColor: finish.swatchColor }}
        />
      ))}
    </span>
  );
}

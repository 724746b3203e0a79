import { Link } from "@remix-run/react";
import { useId, type KeyboardEvent } from "react";
import type { Finish } from "~/domain/catalog";
import { useMessages } from "~/messages/useMarket";

interface FinishPickerProps {
  finishes: readonly Finish[];
  selected: Finish;
  /** Pieces of each SKU that can be bought. */
  stock: Readonly<Record<string, number>>;
}

const STEPS: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** The finishes as round swatches: links, so that each has its URL, with arrow keys to go through them. */
export function FinishPicker({ finishes, selected, stock }: FinishPickerProps) {
  const { product: text } = useMessages();
  const labelId = useId();

  function onKeyDown(event: KeyboardEvent<HTMLUListElement>) {
    const step = STEPS[event.key];
    if (step === undefined) return;
    const links = [...event.currentTarget.querySelectorAll("a")];
    const next = links.at((links.indexOf(event.target as HTMLAnchorElement) + step) % links.length);
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.click();
  }

  return (
    <div role="group" aria-labelledby={labelId}>
      <p id={labelId} className="text-small">
        <span className="text-ink-soft">{text.finish}</span> {selected.name}
      </p>
      <ul onKeyDown={onKeyDown} className="-ml-1 mt-1 flex flex-wrap gap-1">
        {finishes.map((finish) => {
          const isSoldOut = (stock[finish.sku] ?? 0) === 0;
          const isSelected = finish.id === selected.id;
          const name = isSoldOut ? text.finishSoldOut(finish.name) : finish.name;
          return (
            <li key={finish.id}>
              <Link
                to={`?finish=${finish.id}`}
                replace
                preventScrollReset
                aria-label={name}
                aria-current={isSelected ? "true" : undefined}
                title={name}
                className={`relative grid size-12 place-items-center rounded-round border-2 transition-colors ${
                  isSelected ? "border-accent" : "border-transparent hover:border-edge"
                }`}
              >
                <span
                  className="size-8 rounded-round border border-edge"
                  style={{ backgroundColor: finish.swatch.color }}
                />
                {isSoldOut && (
                  <span aria-hidden="true" className="absolute h-px w-8 -rotate-45 bg-ink outline-1 outline-paper" />
                )}
              </Link>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

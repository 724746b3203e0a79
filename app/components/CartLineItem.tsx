import type { FormEvent } from "react";
import { MAX_LINE_QUANTITY } from "~/domain/cart";
import { formatAmount } from "~/messages/format";
import { pathIn } from "~/messages/markets";
import { useMarket } from "~/messages/useMarket";
import type { ShownCartLine } from "./shown";
import { CART_FIELDS, type CartIntent } from "~/http/cartForm";
import { MinusIcon, PlusIcon } from "./icons";
import { MarketLink } from "./MarketLink";
import { Poster } from "./Poster";

interface CartLineItemProps {
  line: ShownCartLine;
  onChange: (form: FormData, line: ShownCartLine, isRemoval: boolean) => void;
}

const stepButton =
  "grid size-tap place-items-center hover:text-accent disabled:text-edge disabled:hover:text-edge";

/** A line of the cart: the piece, its finish, how many, and what is wrong with it, if anything. */
export function CartLineItem({ line, onChange }: CartLineItemProps) {
  const market = useMarket();
  const { cart: text } = market.messages;
  const action = pathIn(market, "/cart");
  const isShort = line.quantity > line.available;

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const { submitter } = event.nativeEvent as SubmitEvent;
    if (submitter instanceof HTMLButtonElement && submitter.name) form.set(submitter.name, submitter.value);
    onChange(form, line, form.get(CART_FIELDS.intent) === "remove");
  }

  return (
    <li className="grid grid-cols-[5rem_1fr] gap-x-4 border-b border-line py-4 md:grid-cols-[8rem_1fr] md:gap-x-6">
      <div className="studio self-start rounded-control">
        <Poster posters={line.poster} name={line.productName} alt="" sizes="8rem" className="w-full" />
      </div>
      <div className="grid content-start gap-1">
        <div className="flex justify-between gap-x-4">
          <h2 className="font-display font-book md:text-lead">
            {line.problem === "discontinued" ? (
              line.productName
            ) : (
              <MarketLink to={`/products/${line.slug}?finish=${line.finishId}`} className="hover:text-accent">
                {line.productName}
              </MarketLink>
            )}
          </h2>
          <p className="shrink-0 font-display font-book tabular-nums md:text-lead">{formatAmount(line.lineTotal, market)}</p>
        </div>
        <p className="text-small text-ink-soft">
          {line.finishName}
          {line.quantity > 1 && ` · ${text.each(formatAmount(line.unitPrice, market))}`}
        </p>
        {isShort && <LineProblem line={line} action={action} onSubmit={onSubmit} />}
        <div className="mt-2 flex flex-wrap items-center gap-x-6 gap-y-2">
          <form method="post" action={action} onSubmit={onSubmit}>
            <HiddenFields intent="adjust" sku={line.sku} />
            <div
              role="group"
              aria-label={text.quantityOf(line.productName)}
              className="flex items-center rounded-control border border-edge"
            >
              <button
                type="submit"
                name={CART_FIELDS.delta}
                value="-1"
                disabled={line.quantity <= 1}
                aria-label={text.less(line.productName)}
                className={stepButton}
              >
                <MinusIcon />
              </button>
              <span className="min-w-8 text-center tabular-nums">{line.quantity}</span>
              <button
                type="submit"
                name={CART_FIELDS.delta}
                value="1"
                disabled={line.quantity >= Math.min(line.available, MAX_LINE_QUANTITY)}
                aria-label={text.moreOf(line.productName)}
                className={stepButton}
              >
                <PlusIcon />
              </button>
            </div>
          </form>
          <form method="post" action={action} onSubmit={onSubmit}>
            <HiddenFields intent="remove" sku={line.sku} />
            <input type="hidden" name={CART_FIELDS.quantity} value={line.quantity} />
            <button type="submit" aria-label={text.removeNamed(line.productName)} className="link min-h-tap text-small">
              {text.remove}
            </button>
          </form>
        </div>
      </div>
    </li>
  );
}

interface LineProblemProps {
  line: ShownCartLine;
  action: string;
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
}

function LineProblem({ line, action, onSubmit }: LineProblemProps) {
  const { cart: text } = useMarket().messages;
  const sentence =
    line.problem === "discontinued"
      ? text.problems.discontinued
      : line.available === 0
        ? text.problems["sold-out"]
        : text.problems["not-enough"](line.available);
  return (
    <div className="mt-1 flex flex-wrap items-center gap-x-4 border-l-2 border-ink pl-3 text-small">
      <p className="font-strong">{sentence}</p>
      {line.available > 0 && (
        <form method="post" action={action} onSubmit={onSubmit}>
          <HiddenFields intent="adjust" sku={line.sku} />
          <button
            type="submit"
            name={CART_FIELDS.delta}
            value={line.available - line.quantity}
            className="link min-h-tap"
          >
            {text.takeAvailable(line.available)}
          </button>
        </form>
      )}
      {line.available === 0 && line.problem !== "discontinued" && (
        <MarketLink to={`/products/${line.slug}`} className="link inline-flex min-h-tap items-center">
          {text.otherFinish}
        </MarketLink>
      )}
    </div>
  );
}

function HiddenFields({ intent, sku }: { intent: CartIntent; sku: string }) {
  return (
    <>
      <input type="hidden" name={CART_FIELDS.intent} value={intent} />
      <input type="hidden" name={CART_FIELDS.sku} value={sku} />
    </>
  );
}

import type { DeliveryMethod } from "~/domain/delivery";
import type { Money } from "~/domain/money";
import type { FieldErrors } from "~/http/formErrors";
import { formatAmount } from "~/messages/format";
import { useMarket } from "~/messages/useMarket";
import { FormSection } from "./FormSection";

interface DeliveryFieldsProps {
  /** What each way costs for this cart. */
  options: readonly { method: DeliveryMethod; price: Money }[];
  selected: string | undefined;
  errors: FieldErrors;
}

/** How the parcel travels, each way with its price. */
export function DeliveryFields({ options, selected, errors }: DeliveryFieldsProps) {
  const market = useMarket();
  const { checkout: text } = market.messages;
  const chosen = options.some(({ method }) => method === selected) ? selected : options[0]?.method;
  return (
    <FormSection title={text.delivery}>
      <div className="col-span-6 grid gap-2">
        {options.map(({ method, price }, index) => (
          <label
            key={method}
            className="flex min-h-12 items-center gap-3 rounded-control border border-edge px-3 py-2 has-checked:border-accent has-checked:outline-1 has-checked:outline-accent"
          >
            <input
              type="radio"
              name="deliveryMethod"
              id={index === 0 ? "deliveryMethod" : undefined}
              value={method}
              defaultChecked={method === chosen}
              className="size-5 accent-accent"
            />
            <span className="grow">
              {text.deliveryMethods[method].name}
              <span className="block text-small text-ink-soft">{text.deliveryMethods[method].text}</span>
            </span>
            <span className="tabular-nums">{price.minor === 0 ? text.free : formatAmount(price, market)}</span>
          </label>
        ))}
        {errors.deliveryMethod && <p className="text-small font-strong">{errors.deliveryMethod}</p>}
      </div>
    </FormSection>
  );
}

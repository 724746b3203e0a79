import { Form } from "@remix-run/react";
import { useRef } from "react";
import { DELIVERY_METHODS, type DeliveryMethod } from "~/domain/delivery";
import type { Money } from "~/domain/money";
import type { OrderPrice } from "~/domain/pricing";
import { useMessages } from "~/messages/useMarket";
import type { CheckoutRefusal } from "~/http/refusals";
import type { ShownCartLine } from "./shown";
import { AddressFields } from "./AddressFields";
import { CardFields } from "./CardFields";
import { CategoryButtons } from "./CategoryButtons";
import { CheckoutProblem } from "./CheckoutProblem";
import { CheckoutSummary } from "./CheckoutSummary";
import { DeliveryFields } from "./DeliveryFields";
import { EmptyNote } from "./EmptyNote";
import { EXPECTED_TOTAL_PREFIX } from "~/http/checkoutFields";
import { SubmitOnce } from "./SubmitOnce";
import { useKeptFields } from "./useKeptFields";

interface CheckoutFormProps {
  checkoutKey: string;
  lines: readonly ShownCartLine[];
  isPurchasable: boolean;
  prices: Readonly<Record<DeliveryMethod, OrderPrice>>;
  deliveryOptions: readonly { method: DeliveryMethod; price: Money }[];
  countries: readonly { code: string; name: string }[];
  refusal: CheckoutRefusal | undefined;
}

const NOTHING: Readonly<Record<string, string>> = {};

/** The checkout, all on one page: contact, address, delivery, payment, summary. */
export function CheckoutForm(props: CheckoutFormProps) {
  const { checkoutKey, lines, isPurchasable, prices, deliveryOptions, countries, refusal } = props;
  const { checkout: text } = useMessages();
  const form = useRef<HTMLFormElement>(null);
  const keepFields = useKeptFields(form);
  const errors = refusal?.errors ?? NOTHING;
  const values = refusal?.values ?? NOTHING;
  return (
    <div className="mx-auto w-full max-w-page px-gutter pt-8 pb-16 lg:pt-12">
      <h1 className="font-display text-heading font-book">{lines.length > 0 ? text.title : text.emptyTitle}</h1>
      {lines.length === 0 ? (
        <EmptyNote text={text.emptyText}>
          <CategoryButtons />
        </EmptyNote>
      ) : (
        <Form
          ref={form}
          method="post"
          noValidate
          onChange={keepFields}
          className="group/checkout mt-6 grid gap-8 lg:grid-cols-[minmax(0,3fr)_minmax(20rem,2fr)] lg:gap-24"
        >
          <input type="hidden" name="checkoutKey" value={checkoutKey} />
          {DELIVERY_METHODS.map((method) => (
            <input
              key={method}
              type="hidden"
              name={`${EXPECTED_TOTAL_PREFIX}${method}`}
              value={prices[method].total.minor}
            />
          ))}
          <div className="grid content-start gap-8">
            <CheckoutProblem lines={lines} isPurchasable={isPurchasable} refusal={refusal} />
            <AddressFields errors={errors} values={values} countries={countries} />
            <DeliveryFields options={deliveryOptions} selected={values.deliveryMethod} errors={errors} />
            <CardFields errors={errors} />
          </div>
          <div className="grid content-start gap-6 lg:sticky lg:top-8 lg:self-start">
            <CheckoutSummary lines={lines} prices={prices} />
            <div className="grid gap-2">
              <SubmitOnce label={text.pay} busyLabel={text.paying} disabled={!isPurchasable} />
              <p className="text-center text-caption text-ink-soft">{text.promise}</p>
            </div>
          </div>
        </Form>
      )}
    </div>
  );
}

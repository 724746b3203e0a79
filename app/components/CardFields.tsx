import type { FieldErrors } from "~/http/formErrors";
import { useMessages } from "~/messages/useMarket";
import { Field } from "./Field";
import { FormSection } from "./FormSection";

/** The card. What was typed here never comes back from the server. */
export function CardFields({ errors }: { errors: FieldErrors }) {
  const { checkout: text } = useMessages();
  return (
    <FormSection title={text.payment}>
      <details className="col-span-6 text-small">
        <summary className="link min-h-tap content-center">{text.testCards}</summary>
        <p className="mt-1 mb-2 text-ink-soft">{text.testCardsText}</p>
        <dl className="tabular-nums">
          {text.testCardList.map(({ number, effect }) => (
            <div key={number} className="flex flex-wrap justify-between gap-x-4 border-t border-line py-2">
              <dt>{number}</dt>
              <dd className="text-ink-soft">{effect}</dd>
            </div>
          ))}
        </dl>
      </details>
      <Field
        name="cardNumber"
        label={text.cardNumber}
        error={errors.cardNumber}
        inputMode="numeric"
        autoComplete="cc-number"
        maxLength={32}
        className="col-span-6"
      />
      <Field
        name="expiry"
        label={text.expiry}
        hint={text.expiryHint}
        error={errors.expiry}
        inputMode="text"
        autoComplete="cc-exp"
        placeholder="09/28"
        maxLength={7}
        className="col-span-3"
      />
      <Field
        name="cvc"
        label={text.cvc}
        hint={text.cvcHint}
        error={errors.cvc}
        inputMode="numeric"
        autoComplete="cc-csc"
        maxLength={4}
        className="col-span-3"
      />
    </FormSection>
  );
}

import type { FieldErrors } from "~/http/formErrors";
import { useMessages } from "~/messages/useMarket";
import { Field, FieldFrame, fieldAttributes, inputStyle } from "./Field";
import { FormSection } from "./FormSection";

interface AddressFieldsProps {
  errors: FieldErrors;
  values: Readonly<Record<string, string>>;
  /** ISO codes and names of the countries we deliver to. */
  countries: readonly { code: string; name: string }[];
}

const FULL = "col-span-6";

/** Who gets the receipt and where the parcel goes. */
export function AddressFields({ errors, values, countries }: AddressFieldsProps) {
  const { checkout: text } = useMessages();
  const field = (name: "email" | "name" | "line1" | "line2" | "postalCode" | "city") => ({
    name,
    label: text[name],
    error: errors[name],
    defaultValue: values[name],
  });
  return (
    <>
      <FormSection title={text.contact}>
        <Field
          {...field("email")}
          hint={text.emailHint}
          type="email"
          autoComplete="email"
          inputMode="email"
          spellCheck={false}
          className={FULL}
        />
      </FormSection>
      <FormSection title={text.address}>
        <Field {...field("name")} autoComplete="shipping name" className={FULL} />
        <Field {...field("line1")} autoComplete="shipping address-line1" className={FULL} />
        <Field {...field("line2")} autoComplete="shipping address-line2" className={FULL} />
        <Field {...field("postalCode")} autoComplete="shipping postal-code" className="col-span-2" />
        <Field {...field("city")} autoComplete="shipping address-level2" className="col-span-4" />
        <FieldFrame name="country" label={text.country} error={errors.country} className={FULL}>
          <select
            {...fieldAttributes("country", undefined, errors.country)}
            defaultValue={values.country ?? ""}
            autoComplete="shipping country"
            className={inputStyle}
          >
            <option value="">{text.chooseCountry}</option>
            {countries.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        </FieldFrame>
      </FormSection>
    </>
  );
}

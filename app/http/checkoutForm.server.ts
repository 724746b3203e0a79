import { checkoutSchema, paymentSchema, type Card, type Checkout } from "~/domain/checkout";
import type { Messages } from "~/messages/en";
import { EXPECTED_TOTAL_PREFIX } from "./checkoutFields";
import { fieldErrors, type FieldErrors } from "./formErrors";
import type { RefusedForm } from "./refusals";
import { textField } from "./forms.server";

/** The fields that are shown again after an error: everything but the card. */
const KEPT_FIELDS = ["email", "name", "line1", "line2", "postalCode", "city", "country", "deliveryMethod"] as const;
const CARD_FIELDS = ["cardNumber", "expiry", "cvc"] as const;

export type ParsedCheckout = { checkout: Checkout } | { refused: RefusedForm; isOutdated: boolean };

/** What was typed, without the card. */
export function keptValues(form: FormData): Readonly<Record<string, string>> {
  return Object.fromEntries(KEPT_FIELDS.map((name) => [name, textField(form, name)]));
}

/** Reads the checkout's form. `isOutdated`: its hidden fields are not what the page writes now. */
export function parseCheckout(form: FormData, messages: Messages): ParsedCheckout {
  const fields = Object.fromEntries([...KEPT_FIELDS, ...CARD_FIELDS, "checkoutKey"].map((name) => [name, textField(form, name)]));
  const expectedTotalMinor = textField(form, `${EXPECTED_TOTAL_PREFIX}${fields["deliveryMethod"] ?? ""}`);
  const parsed = checkoutSchema.safeParse({ ...fields, expectedTotalMinor: expectedTotalMinor || undefined });
  if (parsed.success) return { checkout: parsed.data };
  const { checkoutKey, expectedTotalMinor: total, ...errors } = fieldErrors(parsed.error, messages);
  const isOutdated = Object.keys(errors).length === 0 && (checkoutKey ?? total) !== undefined;
  return { refused: { errors, values: keptValues(form) }, isOutdated };
}

/** Reads a card. */
export function parseCard(form: FormData, messages: Messages): { card: Card } | { errors: FieldErrors } {
  const fields = Object.fromEntries(CARD_FIELDS.map((name) => [name, textField(form, name)]));
  const parsed = paymentSchema.safeParse(fields);
  return parsed.success ? { card: parsed.data } : { errors: fieldErrors(parsed.error, messages) };
}

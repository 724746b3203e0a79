import { describe, expect, it } from "vitest";
import { checkoutSchema } from "~/domain/checkout";
import { en } from "~/messages/en";
import { fieldErrors } from "./formErrors";

const HIDDEN_FIELDS = ["checkoutKey", "expectedTotalMinor"];

/** Inputs that between them break every rule of the form's visible fields. */
const LONG = "x".repeat(300);
const BROKEN = [
  {},
  { email: "nobody", name: "a\u0007b", line1: "a\u0007b", line2: "a\u0007b", postalCode: "!", city: "a\u0007b", country: "XX", cardNumber: "12", expiry: "13/99", cvc: "1", deliveryMethod: "balloon" },
  { email: `${LONG}@example.com`, name: LONG, line1: LONG, line2: LONG, city: LONG, cardNumber: "4242 4242 4242 4241", expiry: "01/20" },
];

describe("the errors of a form", () => {
  it("have a sentence of their own for every rule that a shopper can break", () => {
    for (const input of BROKEN) {
      const { error } = checkoutSchema.safeParse(input);
      if (!error) throw new Error("The input was meant to be broken.");
      for (const [field, sentence] of Object.entries(fieldErrors(error, en))) {
        if (!HIDDEN_FIELDS.includes(field)) expect.soft(sentence, field).not.toBe(en.checkout.errorFallback);
      }
    }
  });

  it("name the first fault of each field", () => {
    const { error } = checkoutSchema.safeParse({ email: "" });
    if (!error) throw new Error("The input was meant to be broken.");
    expect(fieldErrors(error, en)).toMatchObject({ email: en.checkout.errors.emailRequired });
  });
});

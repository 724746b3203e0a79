import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressSchema, checkoutSchema, contactSchema, isExpired, paymentSchema } from "./checkout";

const address = { name: " Ada Lovelace ", line1: "Hauptstr. 1", line2: "", postalCode: "10115", city: "Berlin", country: "DE" };
const payment = { cardNumber: "4242 4242 4242 4242", expiry: "12/99", cvc: "123" };

const messagesOf = (schema: { safeParse(value: unknown): { error?: { issues: { message: string }[] } } }, value: unknown) =>
  (schema.safeParse(value).error?.issues ?? []).map((issue) => issue.message);

describe("checkoutSchema", () => {
  it("takes a whole form and tidies it", () => {
    const form = { ...address, ...payment, email: " ada@example.com ", deliveryMethod: "standard", checkoutKey: crypto.randomUUID(), expectedTotalMinor: "12990" };
    expect(checkoutSchema.parse(form)).toMatchObject({
      name: "Ada Lovelace", line2: undefined, email: "ada@example.com", cardNumber: "4242424242424242", expectedTotalMinor: 12_990,
    });
  });

  it("says of every missing field that it is missing, by a key of the message catalog", () => {
    const messages = messagesOf(checkoutSchema, {});
    expect(messages).toContain("checkout.errors.emailRequired");
    expect(messages).toContain("checkout.errors.cardNumberRequired");
    for (const message of messages) expect(message).toMatch(/^checkout\.errors\.[A-Za-z0-9]+$/);
  });

  it("never throws and speaks only in keys, whatever it is sent", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...Object.keys(checkoutSchema.shape)), fc.anything()), (form) => {
        for (const message of messagesOf(checkoutSchema, form)) expect(message).toMatch(/^checkout\.errors\.[A-Za-z0-9]+$/);
      }),
    );
  });
});

describe("addressSchema", () => {
  it.each([
    [{ country: "US" }, "checkout.errors.countryInvalid"],
    [{ city: "   " }, "checkout.errors.cityRequired"],
    [{ name: "x".repeat(101) }, "checkout.errors.nameTooLong"],
    [{ line1: "one\ntwo" }, "checkout.errors.line1Invalid"],
    [{ postalCode: "<b>" }, "checkout.errors.postalCodeInvalid"],
  ])("refuses %j", (fault, message) => {
    expect(messagesOf(addressSchema, { ...address, ...fault })).toContain(message);
  });
});

describe("contactSchema", () => {
  it.each(["ada", "ada@", "@example.com", "a b@example.com"])("refuses %s", (email) => {
    expect(messagesOf(contactSchema, { email })).toEqual(["checkout.errors.emailInvalid"]);
  });
});

describe("paymentSchema", () => {
  it.each([
    [{ cardNumber: "4242 4242 4242 4243" }, "checkout.errors.cardNumberInvalid"],
    [{ cardNumber: "4242" }, "checkout.errors.cardNumberInvalid"],
    [{ expiry: "13/30" }, "checkout.errors.expiryInvalid"],
    [{ expiry: "01/20" }, "checkout.errors.expiryPast"],
    [{ cvc: "12" }, "checkout.errors.cvcInvalid"],
  ])("refuses %j", (fault, message) => {
    expect(messagesOf(paymentSchema, { ...payment, ...fault })).toEqual([message]);
  });
});

describe("isExpired", () => {
  it("lets a card live to the end of its month", () => {
    expect(isExpired("12/26", new Date("2026-12-31T23:59:59Z"))).toBe(false);
    expect(isExpired("12/26", new Date("2027-01-01T00:00:00Z"))).toBe(true);
  });
});

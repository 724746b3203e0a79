import { z } from "zod";
import { DELIVERY_METHODS } from "./delivery";

/** ISO 3166-1 codes of the countries the shop delivers to. */
export const DELIVERY_COUNTRIES = ["AT", "BE", "DE", "DK", "ES", "FI", "FR", "IE", "IT", "LU", "NL", "PL", "PT", "SE"] as const;
export type DeliveryCountry = (typeof DELIVERY_COUNTRIES)[number];

// Messages are keys of the message catalog; the page translates them.
const required = (key: string) => ({ error: `checkout.errors.${key}Required` });
const invalid = (key: string) => ({ error: `checkout.errors.${key}Invalid` });
const tooLong = (key: string) => ({ error: `checkout.errors.${key}TooLong` });

const CONTROL_CHARACTERS = /\p{Cc}/u;

function text(key: string, maxLength: number) {
  return z
    .string(required(key))
    .trim()
    .min(1, required(key))
    .max(maxLength, tooLong(key))
    .refine((value) => !CONTROL_CHARACTERS.test(value), invalid(key));
}

/** Contact: e-mail at most 254 characters (RFC 5321). */
export const contactSchema = z.object({
  email: z.string(required("email")).trim().min(1, required("email")).max(254, tooLong("email")).pipe(z.email(invalid("email"))),
});
export type Contact = z.infer<typeof contactSchema>;

/** Recipient and address. */
export const addressSchema = z.object({
  name: text("name", 100),
  line1: text("line1", 100),
  line2: z
    .string(invalid("line2"))
    .trim()
    .max(100, tooLong("line2"))
    .refine((value) => !CONTROL_CHARACTERS.test(value), invalid("line2"))
    .transform((value) => value || undefined)
    .optional(),
  postalCode: z
    .string(required("postalCode"))
    .trim()
    .min(1, required("postalCode"))
    .regex(/^[A-Za-z0-9](?:[A-Za-z0-9 -]{0,10}[A-Za-z0-9])?$/, invalid("postalCode")),
  city: text("city", 100),
  country: z.enum(DELIVERY_COUNTRIES, invalid("country")),
});
export type Address = z.infer<typeof addressSchema>;

/** A card as typed; spaces and hyphens in the number are dropped. Never stored, never logged. */
export const paymentSchema = z.object({
  cardNumber: z
    .string(required("cardNumber"))
    .transform((value) => value.replace(/[\s-]/g, ""))
    .pipe(z.string().min(1, required("cardNumber")).regex(/^\d{12,19}$/, invalid("cardNumber")).refine(passesLuhn, invalid("cardNumber"))),
  /** MM/YY. */
  expiry: z
    .string(required("expiry"))
    .transform((value) => value.replace(/\s/g, ""))
    .pipe(
      z
        .string()
        .min(1, required("expiry"))
        .regex(/^(0[1-9]|1[0-2])\/\d{2}$/, invalid("expiry"))
        .refine((value) => !isExpired(value, new Date()), { error: "checkout.errors.expiryPast" }),
    ),
  cvc: z.string(required("cvc")).trim().min(1, required("cvc")).regex(/^\d{3,4}$/, invalid("cvc")),
});
export type Card = z.infer<typeof paymentSchema>;

/** Everything that the checkout form sends. */
export const checkoutSchema = z.object({
  ...contactSchema.shape,
  ...addressSchema.shape,
  ...paymentSchema.shape,
  deliveryMethod: z.enum(DELIVERY_METHODS, invalid("deliveryMethod")),
  checkoutKey: z.uuid(invalid("checkoutKey")),
  /** The total that the shopper saw, integer minor units. */
  expectedTotalMinor: z.coerce.number(invalid("expectedTotal")).int(invalid("expectedTotal")).nonnegative(invalid("expectedTotal")),
});
export type Checkout = z.infer<typeof checkoutSchema>;

/**
 * Whether a card is past its last month; cards hold until its end, in UTC.
 * @param expiry MM/YY of this century
 */
export function isExpired(expiry: string, now: Date): boolean {
  const month = Number(expiry.slice(0, 2));
  const year = 2000 + Number(expiry.slice(3));
  return Date.UTC(year, month) <= now.getTime();
}

/** The Luhn check of ISO/IEC 7812-1: tells a mistyped digit before a gateway is asked. */
function passesLuhn(digits: string): boolean {
  let total = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    total += doubled > 9 ? doubled - 9 : doubled;
  }
  return total % 10 === 0;
}

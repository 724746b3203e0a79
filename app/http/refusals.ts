import type { FieldErrors } from "./formErrors";

/** A form as the shopper must see it again: what is wrong, and what was typed. */
export interface RefusedForm {
  errors: FieldErrors;
  values: Readonly<Record<string, string>>;
}

/** Why no order was placed. */
export type CheckoutRefusal = RefusedForm &
  (
    | { kind: "invalid" | "outdated" | "empty-cart" }
    | { kind: "sold-out"; missing: readonly { sku: string; available: number }[] }
    | { kind: "price-changed"; totalMinor: number }
  );

/** Why nothing was paid. */
export interface PayRefusal {
  kind: "invalid" | "declined" | "in-progress";
  errors: FieldErrors;
}

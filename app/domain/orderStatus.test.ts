import fc from "fast-check";
import { expect, it } from "vitest";
import { canBecome, ORDER_STATUSES, statusAfterPayment, type PaymentOutcome } from "./orderStatus";

const outcome = fc.constantFrom<PaymentOutcome>("authorised", "declined", "voided", "unknown");

it("never leaves a final status, whatever a gateway answers and however often", () => {
  fc.assert(
    fc.property(fc.constantFrom("paid" as const, "cancelled" as const), fc.array(outcome), (final, outcomes) => {
      expect(outcomes.reduce(statusAfterPayment, final)).toBe(final);
    }),
  );
});

it("lets a declined or unknown payment be followed by a successful one", () => {
  expect(statusAfterPayment(statusAfterPayment("awaiting_payment", "declined"), "authorised")).toBe("paid");
  expect(statusAfterPayment(statusAfterPayment("awaiting_payment", "unknown"), "voided")).toBe("awaiting_payment");
});

it("has no way out of a final status and one from every other", () => {
  const open = ORDER_STATUSES.filter((from) => ORDER_STATUSES.some((to) => canBecome(from, to)));
  expect(open).toEqual(["awaiting_payment", "payment_unknown"]);
});

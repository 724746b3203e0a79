import type { z } from "zod";
import type { Messages } from "~/messages/en";

/** A sentence for each field that is wrong, in the order of the form. */
export type FieldErrors = Readonly<Record<string, string>>;

const KEY_PREFIX = "checkout.errors.";

/** The first fault of each field as a sentence; the schemas of domain/checkout name faults by message key. */
export function fieldErrors(error: z.ZodError, messages: Messages): FieldErrors {
  const { errors, errorFallback } = messages.checkout;
  const sentences: Record<string, string> = {};
  for (const issue of error.issues) {
    const field = String(issue.path[0]);
    sentences[field] ??= errors[issue.message.replace(KEY_PREFIX, "")] ?? errorFallback;
  }
  return sentences;
}

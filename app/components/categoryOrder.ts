import type { Category } from "~/domain/catalog";
import type { Messages } from "~/messages/en";

/** The categories in the order of the navigation, as the message catalog lists them (without zod on the client). */
export function categoryOrder(messages: Messages): Category[] {
  return Object.keys(messages.categories) as Category[];
}

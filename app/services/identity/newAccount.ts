import { z } from "zod";

const MAX_EMAIL_LENGTH = 254;
const emailSchema = z.email();

/** Control characters, and those that turn the direction of text: nobody's name has them, and they falsify what people read. */
const UNREADABLE = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;

/**
 * Makes sure that a new account's attributes can be what they say.
 * @param attributes as OpenID Connect names them
 * @throws Error with a sentence that the shopper is shown
 */
export function requirePlausibleAccount({ email = "", ...others }: Readonly<Record<string, string | undefined>>): void {
  if (email.length > MAX_EMAIL_LENGTH || !emailSchema.safeParse(email).success) {
    throw new Error("This e-mail address can't receive mail. Check it for a slip of the keys, such as a missing dot.");
  }
  if (Object.values(others).some((value) => value !== undefined && UNREADABLE.test(value))) {
    throw new Error("A field has characters that can't be shown. Type it anew instead of pasting it.");
  }
}

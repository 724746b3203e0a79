import type { Market } from "~/messages/markets";
import { clientError } from "./clientError";

/**
 * Reads a posted form. Its size was limited before it came here.
 * @throws Response 405 for another method than POST, 400 for a body that is no form
 */
export async function readForm(request: Request, { messages }: Market): Promise<FormData> {
  const { errors } = messages.cart;
  if (request.method !== "POST") throw clientError(405, errors.malformed, { Allow: "GET, POST" });
  try {
    return await request.formData();
  } catch {
    throw clientError(400, errors.malformed);
  }
}

/** A text field's value; an empty string where it is missing or a file. */
export function textField(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

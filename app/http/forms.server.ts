import { DEFAULT_MARKET, type Market } from "~/messages/markets";

/**
 * Reads a form. Its size was limited before it came here.
 * @throws Response 400 for a body that is no form
 */
export async function readForm(request: Request, market: Market = DEFAULT_MARKET): Promise<FormData> {
  try {
    return await request.formData();
  } catch {
    throw new Response(market.messages.cart.errors.malformed, { status: 400 });
  }
}

/** A text field's value; an empty string where it is missing or a file. */
export function textField(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

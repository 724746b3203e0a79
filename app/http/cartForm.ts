/** The fields of the cart's form, shared by its page, its buttons and its optimistic numbers. */
export const CART_FIELDS = {
  intent: "intent",
  slug: "slug",
  finish: "finish",
  quantity: "quantity",
  sku: "sku",
  delta: "delta",
  /** Sent by scripts only: answer with data instead of sending the browser to the cart. */
  stay: "stay",
} as const;

/** What a cart form asks for. */
export type CartIntent = "add" | "adjust" | "remove";

/** What the cart's action answers to a script. */
export type CartAnswer = { ok: true } | { ok: false; error: string };

/** What a cart form does to its line. */
export interface PendingChange {
  intent: CartIntent;
  sku: string;
  /** Pieces more or fewer. */
  delta: number;
}

/** Reads a change from the form that carries it; null for any other form. */
export function pendingChange(form: FormData): PendingChange | null {
  const intent = form.get(CART_FIELDS.intent);
  const sku = String(form.get(CART_FIELDS.sku) ?? "");
  switch (intent) {
    case "add":
      return { intent, sku, delta: Number(form.get(CART_FIELDS.quantity)) };
    case "adjust":
      return { intent, sku, delta: Number(form.get(CART_FIELDS.delta)) };
    case "remove":
      return { intent, sku, delta: -Number(form.get(CART_FIELDS.quantity)) };
    default:
      return null;
  }
}

/** The quantity that a line will have once everything pending has arrived. */
export function pendingQuantity(quantity: number, sku: string, pending: readonly PendingChange[], max: number): number {
  return pending
    .filter((change) => change.sku === sku)
    .reduce((total, { intent, delta }) => {
      if (intent === "remove" || total === 0) return 0;
      return Math.min(Math.max(total + delta, 0), max);
    }, quantity);
}

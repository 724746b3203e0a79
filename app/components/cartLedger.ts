import { useSyncExternalStore } from "react";
import { CART_FIELDS, pendingChange, type PendingChange } from "~/http/cartForm";
import { noteAddedToCart } from "./visitBeacon";

/** A cart change from the click until the page shows what came of it. */
export interface LedgerEntry {
  /** Of the fetcher that carries it. */
  key: string;
  form: FormData;
  change: PendingChange;
  state: "waiting" | "sent" | "answered";
}

interface Ledger {
  /** In the order of the clicks. */
  entries: readonly LedgerEntry[];
  /** Why the latest change could not be made. */
  failure: string | null;
}

const EMPTY: Ledger = { entries: [], failure: null };

let ledger = EMPTY;
let sends = 0;
const listeners = new Set<() => void>();

function replace(next: Ledger): void {
  ledger = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Every cart change of this page that is not settled. It lives beside React's tree, so that a change that waits to be
 * sent outlives the page it was made on.
 */
export function useCartLedger(): Ledger {
  return useSyncExternalStore(subscribe, () => ledger, () => EMPTY);
}

/** Makes a change of the cart from its form. */
export function changeCart(form: FormData): void {
  const change = pendingChange(form);
  if (!change) throw new Error("This form is no change of the cart.");
  form.set(CART_FIELDS.stay, "1");
  const entry: LedgerEntry = { key: `cart-${++sends}`, form, change, state: "waiting" };
  replace({ entries: [...ledger.entries, entry], failure: null });
}

/** Notes that changes are on their way. */
export function markSent(keys: readonly string[]): void {
  setState(keys, "sent", ledger.failure);
}

/** Notes what came of a change. Once all are answered the page shows the truth by itself, and the ledger is empty. */
export function markAnswered(key: string, failure: string | null): void {
  const change = ledger.entries.find((entry) => entry.key === key)?.change;
  if (change?.intent === "add" && failure === null) noteAddedToCart(change.sku, change.delta);
  setState([key], "answered", failure ?? ledger.failure);
  if (ledger.entries.every((entry) => entry.state === "answered")) replace({ ...ledger, entries: [] });
}

function setState(keys: readonly string[], state: LedgerEntry["state"], failure: string | null): void {
  const entries = ledger.entries.map((entry) => (keys.includes(entry.key) ? { ...entry, state } : entry));
  replace({ entries, failure });
}

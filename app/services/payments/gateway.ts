import type { Card } from "~/domain/checkout";
import type { Money } from "~/domain/money";

/** What a gateway's books say about a payment. */
export type GatewayOutcome =
  | { readonly kind: "authorised"; readonly reference: string }
  | { readonly kind: "declined"; readonly reference: string; readonly code: string }
  /** Nothing is taken and nothing will be under this key. */
  | { readonly kind: "voided" };

export interface AuthoriseRequest {
  /** UUID; a gateway takes at most one payment a key and repeats its first answer. */
  readonly idempotencyKey: string;
  readonly amount: Money;
  readonly card: Card;
}

/** Who takes the money. Every method may reject when the gateway cannot be reached: then nothing is known. */
export interface PaymentGateway {
  /** Written beside each attempt, so that it is looked up where it was made. */
  readonly name: string;
  /** Asks for a payment; rejects with the signal's reason when that aborts first, and the payment may still be taken. */
  authorise(request: AuthoriseRequest, signal: AbortSignal): Promise<GatewayOutcome>;
  /** What became of a key; null when it never arrived. */
  lookup(idempotencyKey: string): Promise<GatewayOutcome | null>;
  /**
   * Closes the books on a key: gives back what was authorised and refuses what has not arrived yet, so that a request
   * that is still on its way takes nothing. May be repeated. Answers what the books then say.
   */
  void(idempotencyKey: string): Promise<GatewayOutcome>;
}

/** What a mail is about; of each kind one is sent about an order or a cart. */
export type MailKind = "order-confirmed" | "payment-declined" | "cart-left";

/** What makes a mail the only one of its kind: sending another one with the same key sends none. */
export interface MailKey {
  kind: MailKind;
  /** The order's number or the cart's id. */
  about: string;
  /** The event that asks for it. */
  eventId: string;
}

/** A mail as it is sent. */
export interface Mail {
  /** The event that asked for it: wherever it goes, it is known by this. */
  id: string;
  kind: MailKind;
  to: string;
  subject: string;
  /** A whole HTML document. */
  html: string;
  /** The same in plain text. */
  text: string;
}

/** A way that mails go. */
export interface MailTransport {
  /**
   * How long after a sender was last heard of it may still be sending, in milliseconds: nobody else sends its mail before.
   */
  claimMs: number;
  /**
   * Sends a mail; done once it is accepted.
   * @throws MailRefusedError if it certainly was not accepted
   * @throws Error if nobody can tell
   */
  send(mail: Mail): Promise<void>;
}

/** A mail was not accepted, and has certainly not gone out. The message holds no address. */
export class MailRefusedError extends Error {
  override name = "MailRefusedError";
}

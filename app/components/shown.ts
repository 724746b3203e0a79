import type { Address } from "~/domain/checkout";
import type { Category } from "~/domain/catalog";
import type { DeliveryMethod } from "~/domain/delivery";
import type { ModelPoster } from "~/domain/modelManifest";
import type { Currency, Money } from "~/domain/money";
import type { OrderStatus } from "~/domain/orderStatus";

/** A product as a wall of products shows it. */
export interface ShownProduct {
  slug: string;
  category: Category;
  name: string;
  tagline: string;
  /** Lowest price of any finish, integer minor units. */
  fromPriceMinor: number;
  currency: Currency;
  finishes: readonly { id: string; name: string; swatchColor: string; priceMinor: number }[];
  poster: readonly ModelPoster[];
  available: boolean;
}

/** A line of a summary or a receipt. */
export interface ShownLine {
  sku: string;
  productName: string;
  finishName: string;
  quantity: number;
  lineTotal: Money;
  poster: readonly ModelPoster[];
}

/** A line of the cart, with what stands in the way of buying it. */
export interface ShownCartLine extends ShownLine {
  slug: string;
  finishId: string;
  unitPrice: Money;
  /** Pieces that can be bought. */
  available: number;
  problem: "sold-out" | "not-enough" | "discontinued" | null;
}

/** An order as its buyer sees it. */
export interface ShownOrder {
  number: string;
  status: OrderStatus;
  placedAt: Date;
  lines: readonly ShownLine[];
  subtotal: Money;
  delivery: Money;
  total: Money;
  email: string;
  address: Address;
  deliveryMethod: DeliveryMethod;
  reservedUntil: Date;
  lastDeclineCode: string | null;
}

/** A mail that a shop on one machine would have sent. */
export interface ShownMail {
  id: string;
  to: string;
  subject: string;
  /** Its plain text. */
  text: string;
  /** UTC, RFC 3339. */
  sentAt: string;
}

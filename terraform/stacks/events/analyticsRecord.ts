/** A column of the analytics table, with its Hive type. */
export interface Column {
  name: string;
  type: "string" | "bigint" | "int" | "timestamp";
  comment: string;
}

/** What a record of the analytics stream holds: one flat JSON object an event, no personal data. */
export const ANALYTICS_COLUMNS: readonly Column[] = [
  { name: "id", type: "string", comment: "The event's id: at-least-once delivery may repeat it" },
  { name: "occurred_at", type: "timestamp", comment: "UTC, RFC 3339" },
  { name: "visit", type: "string", comment: "A random id for one visit, not a person" },
  { name: "path", type: "string", comment: "The page, without its query" },
  { name: "product", type: "string", comment: "The product's slug" },
  { name: "sku", type: "string", comment: "The configured variant" },
  { name: "level", type: "string", comment: "The tier of the 3D model that was reached" },
  { name: "elapsed_ms", type: "int", comment: "Milliseconds from the start of the page" },
  { name: "quantity", type: "int", comment: "Pieces" },
  { name: "total_minor", type: "bigint", comment: "Money in minor units of `currency`" },
  { name: "currency", type: "string", comment: "ISO 4217" },
  { name: "country", type: "string", comment: "ISO 3166, as the edge tells it" },
  { name: "device", type: "string", comment: "phone, tablet or desktop" },
];

/** The values of `kind`, by which the records are partitioned beside the day. */
export const ANALYTICS_KINDS = [
  "page.viewed",
  "product.viewed",
  "level.reached",
  "cart.added",
  "cart.left",
  "order.placed",
  "order.paid",
  "payment.declined",
  "stock.low",
  "mail.returned",
] as const;

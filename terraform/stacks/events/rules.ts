import type { EnvironmentStack } from "../../constructs/stack.ts";
import type { QueueName } from "./queueNames.ts";

/** What `source` holds in events of ours. */
export const EVENT_SOURCE = "aurolot.shop";

/** The kinds of events that the shop sends: `detail-type` on the bus. */
export const DETAIL_TYPES = ["order.placed", "order.paid", "payment.declined", "cart.left", "stock.low"] as const;

type DetailType = (typeof DETAIL_TYPES)[number];

/** A way from a bus to a queue of work. */
export interface RuleToQueue {
  /** As `Names.of` takes it. */
  name: string;
  description: string;
  queue: QueueName;
  bus: "shop" | "default";
}

/** Rules on the shop's own bus. */
export const BUS_RULES: readonly (RuleToQueue & { bus: "shop"; detailTypes: readonly DetailType[] })[] = [
  {
    name: "to-order-mail",
    description: "What customers are told by mail",
    queue: "order-mail",
    bus: "shop",
    detailTypes: ["order.paid", "payment.declined", "cart.left"],
  },
  { name: "to-stock-alerts", description: "What buyers must reorder", queue: "stock-alerts", bus: "shop", detailTypes: ["stock.low"] },
  { name: "to-analytics", description: "Everything that happens in the shop, for the books", queue: "analytics", bus: "shop", detailTypes: DETAIL_TYPES },
];

/** Rules on the account's default bus, where S3 and SES report. */
export const UPLOAD_RULES: readonly (RuleToQueue & { bus: "default"; watches: "sources" | "posters" | "mail" })[] = [
  { name: "sources-uploaded", description: "A source model was uploaded: make its tiers", queue: "render-jobs", bus: "default", watches: "sources" },
  { name: "posters-uploaded", description: "A poster was uploaded: make its thumbnails", queue: "thumbnails", bus: "default", watches: "posters" },
  { name: "mail-returned", description: "Mail bounced or was complained about: count it", queue: "analytics", bus: "default", watches: "mail" },
];

/** The ARN of a rule: rules of other buses than the default one bear the bus in theirs. */
export function ruleArn({ names, region }: EnvironmentStack, { name, bus }: RuleToQueue): string {
  return names.arn("events", region, bus === "default" ? `rule/${names.of(name)}` : `rule/${names.of(bus)}/${names.of(name)}`);
}

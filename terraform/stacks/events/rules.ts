import { EVENT_ROUTES, type EventType } from "../../../app/domain/shopEvents.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import type { QueueName } from "./queueNames.ts";

/** A way from a bus to a queue of work. */
export interface RuleToQueue {
  /** As `Names.of` takes it. */
  name: string;
  description: string;
  queue: QueueName;
  bus: "shop" | "default";
}

const DESCRIPTIONS: Record<keyof typeof EVENT_ROUTES, string> = {
  "order-mail": "What customers are told by mail",
  "stock-alerts": "What buyers must reorder",
  analytics: "Everything that happens in the shop, for the books",
};

/** Rules on the shop's own bus: one a queue, for the events that the application says it works off. */
export const BUS_RULES: readonly (RuleToQueue & { bus: "shop"; detailTypes: readonly EventType[] })[] = (
  Object.keys(EVENT_ROUTES) as (keyof typeof EVENT_ROUTES)[]
).map((queue) => ({ name: `to-${queue}`, description: DESCRIPTIONS[queue], queue, bus: "shop", detailTypes: EVENT_ROUTES[queue] }));

/** What S3 and SES report. */
export type DefaultBusEvents = "sources" | "posters" | "mail-returned" | "mail-sent";

/** Rules on the account's default bus, where S3 and SES report. */
export const UPLOAD_RULES: readonly (RuleToQueue & { bus: "default"; watches: DefaultBusEvents })[] = [
  { name: "sources-uploaded", description: "A source model was uploaded: make its tiers", queue: "render-jobs", bus: "default", watches: "sources" },
  { name: "posters-uploaded", description: "A poster was uploaded: make its thumbnails", queue: "thumbnails", bus: "default", watches: "posters" },
  { name: "mail-returned", description: "Mail bounced or was complained about: count it", queue: "analytics", bus: "default", watches: "mail-returned" },
  { name: "mail-sent", description: "SES took a mail: note it, should its sender have died before it could", queue: "order-mail", bus: "default", watches: "mail-sent" },
];

/** The ARN of a rule: rules of other buses than the default one bear the bus in theirs. */
export function ruleArn({ names, region }: EnvironmentStack, { name, bus }: RuleToQueue): string {
  return names.arn("events", region, bus === "default" ? `rule/${names.of(name)}` : `rule/${names.of(bus)}/${names.of(name)}`);
}

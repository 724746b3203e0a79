import { CloudwatchCompositeAlarm } from "@cdktf/provider-aws/lib/cloudwatch-composite-alarm";
import type { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import type { EnvironmentStack } from "../../constructs/stack.ts";

interface Page {
  name: string;
  description: string;
  /** Alarms, after `Names.of`, any of which is enough. */
  anyOf: readonly string[];
  /** The composite alarm that already tells this one's cause. */
  silencedBy?: string;
}

const SHOP_DOWN = "shop-down";

/** What wakes people, and nothing else does. Alarms of the web stack are named as it names them. */
const PAGES: readonly Page[] = [
  {
    name: SHOP_DOWN,
    description: "Shoppers can't use the shop. Runbook: docs/runbooks (fail over a region)",
    anyOf: ["canary-failed", "web-no-healthy-hosts", "web-5xx"],
  },
  {
    name: "orders-fail",
    description: "The shop is up, but orders or payments fail. First look: the saved query on payments",
    anyOf: ["app-payments-unknown", "app-sweeps-failed", "app-requests-failed", "order-mail-dlq", "database-capacity", "carts-throttled", "sessions-throttled"],
    silencedBy: SHOP_DOWN,
  },
];

const DATA_LATE: Page = {
  name: "data-late",
  description: "Copies are behind: a fail-over now would lose orders or carts",
  anyOf: ["database-global-lag", "carts-replication-late", "sessions-replication-late"],
  silencedBy: SHOP_DOWN,
};

/** The alarms that page, made of those that inform. Other noise is held back while one of them already explains it. */
export function makeCompositeAlarms(stack: EnvironmentStack): void {
  const { names, region, environment } = stack;
  const pages = environment.placement.kind === "two-regions" ? [...PAGES, DATA_LATE] : PAGES;
  const topic = names.topicArn("page", region);
  const parts = stack.node.children.filter((child): child is CloudwatchMetricAlarm => child.node.id.startsWith("alarm_"));
  const made = new Map<string, CloudwatchCompositeAlarm>();
  for (const { name, description, anyOf, silencedBy } of pages) {
    const silencer = silencedBy === undefined ? undefined : made.get(silencedBy);
    made.set(
      name,
      new CloudwatchCompositeAlarm(stack, `page_${name.replaceAll("-", "_")}`, {
        alarmName: names.of(name),
        alarmDescription: description,
        alarmRule: anyOf.map((part) => `ALARM("${names.of(part)}")`).join(" OR "),
        actionsEnabled: true,
        alarmActions: [topic],
        okActions: [topic],
        actionsSuppressor: silencer && { alarm: silencer.alarmName, waitPeriod: 120, extensionPeriod: 300 },
        dependsOn: parts,
      }),
    );
  }
}

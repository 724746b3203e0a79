import type { EnvironmentStack } from "../../constructs/stack.ts";
import { ANALYTICS_STREAM } from "../events/functionEnvironment.ts";
import { alarm } from "./alarm.ts";

const MINUTE = 60;
/** AWS reviews an account at 5 % bounces and 0.1 % complaints: half of that leaves time to act. */
const BOUNCE_RATE = 0.025;
const COMPLAINT_RATE = 0.0005;

/** Mail that comes back, rules that can't deliver, and analytics that stay away. */
export function makeDeliveryAlarms(stack: EnvironmentStack): void {
  const shared = { missing: "notBreaching" } as const;
  for (const [name, metric, limit] of [["mail-bounces", "Reputation.BounceRate", BOUNCE_RATE], ["mail-complaints", "Reputation.ComplaintRate", COMPLAINT_RATE]] as const) {
    alarm(stack, {
      ...shared,
      name,
      description: `${metric} nears the rate at which AWS stops our mail: look for a broken address source`,
      watched: { namespace: "AWS/SES", metric, statistic: "Maximum" },
      above: limit,
      periodSeconds: 60 * MINUTE,
      periods: 1,
    });
  }
  alarm(stack, {
    ...shared,
    name: "events-undelivered",
    description: "EventBridge can't deliver events to their targets: a queue's policy or key is likely at fault",
    // Of all buses: rules of the default one have no EventBusName.
    watched: { query: 'SELECT SUM(FailedInvocations) FROM "AWS/Events"' },
    above: 0,
    periodSeconds: 5 * MINUTE,
    periods: 1,
  });
  if (stack.region !== stack.environment.placement.primary) return;
  alarm(stack, {
    ...shared,
    name: "analytics-stale",
    description: "Analytics events have waited in Firehose for half an hour: its log group /analytics-stream says why",
    watched: {
      namespace: "AWS/Firehose",
      metric: "DeliveryToS3.DataFreshness",
      dimensions: { DeliveryStreamName: stack.names.of(ANALYTICS_STREAM) },
      statistic: "Maximum",
    },
    above: 30 * MINUTE,
    periodSeconds: 5 * MINUTE,
    periods: 2,
  });
}

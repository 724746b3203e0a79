import { DbEventSubscription } from "@cdktf/provider-aws/lib/db-event-subscription";
import { REGION_CODE, type Region } from "../../config/regions.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";

/** What RDS is asked to tell, by the kind of what it happens to. */
const EVENTS = {
  "db-cluster": ["failover", "failure", "maintenance"],
  "db-instance": ["availability", "configuration change", "failure", "maintenance"],
  "db-parameter-group": ["configuration change"],
  "db-security-group": ["configuration change", "failure"],
} as const;

/** Declares that what happens to a region's database is told to `inform`. */
export function declareDatabaseEvents(stack: EnvironmentStack, region: Region): void {
  for (const [sourceType, eventCategories] of Object.entries(EVENTS)) {
    new DbEventSubscription(stack, `${sourceType.replaceAll("-", "_")}_${REGION_CODE[region]}`, {
      provider: stack.provider(region),
      name: stack.names.of(sourceType),
      snsTopic: stack.names.topicArn("inform", region),
      sourceType,
      eventCategories: [...eventCategories],
    });
  }
}

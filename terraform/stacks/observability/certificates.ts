import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { EDGE_REGION, REGION_CODE } from "../../config/regions.ts";
import { noticeTarget } from "../../constructs/noticeTarget.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";

/**
 * ACM says daily from 45 days before the end that a certificate was not renewed. An alarm on `DaysToExpiry` would need
 * ARNs that only AWS knows; the event needs none. The primary region's stack watches the edge's certificates too.
 */
export function watchCertificates(stack: EnvironmentStack): void {
  const regions = stack.region === stack.environment.placement.primary ? ([stack.region, EDGE_REGION] as const) : [stack.region];
  for (const region of regions) {
    const id = `certificates_${REGION_CODE[region]}`;
    const provider = stack.provider(region);
    const rule = new CloudwatchEventRule(stack, id, {
      provider,
      name: stack.names.of("certificates"),
      description: "A certificate nears its end or could not be renewed",
      eventPattern: JSON.stringify({
        source: ["aws.acm"],
        "detail-type": ["ACM Certificate Approaching Expiration", "ACM Certificate Expired", "ACM Certificate Renewal Action Required"],
      }),
      state: "ENABLED",
    });
    noticeTarget(stack, `${id}_target`, { rule, region, topic: "inform" });
  }
}

import type { CloudfrontDistribution } from "@cdktf/provider-aws/lib/cloudfront-distribution";
import type { Route53Zone } from "@cdktf/provider-aws/lib/route53-zone";
import { ShieldApplicationLayerAutomaticResponse } from "@cdktf/provider-aws/lib/shield-application-layer-automatic-response";
import { ShieldProtection } from "@cdktf/provider-aws/lib/shield-protection";
import { ShieldSubscription } from "@cdktf/provider-aws/lib/shield-subscription";
import type { EnvironmentStack } from "../../constructs/stack.ts";

/**
 * Subscribes the account to Shield Advanced (3,000 USD a month, for a year at least) and protects what faces the
 * internet. The firewall's own rules block; those that Shield adds by itself only count until they are known.
 */
export function declareShield(stack: EnvironmentStack, zone: Route53Zone, distribution: CloudfrontDistribution): void {
  const subscription = new ShieldSubscription(stack, "shield", { autoRenew: "ENABLED" });
  const dependsOn = [subscription];
  const shop = new ShieldProtection(stack, "shield_shop", { name: stack.names.of("distribution"), resourceArn: distribution.arn, dependsOn });
  new ShieldProtection(stack, "shield_zone", { name: stack.names.of("zone"), resourceArn: zone.arn, dependsOn });
  new ShieldApplicationLayerAutomaticResponse(stack, "shield_response", { resourceArn: distribution.arn, action: "COUNT", dependsOn: [shop] });
}

import type { CloudfrontDistribution } from "@cdktf/provider-aws/lib/cloudfront-distribution";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import type { Route53Zone } from "@cdktf/provider-aws/lib/route53-zone";
import type { EnvironmentStack } from "../../constructs/stack.ts";

/** Leads the domain and `www.` to CloudFront, over IPv4 and IPv6; the HTTPS records announce HTTP/3 before the first connection. */
export function declareShopRecords(stack: EnvironmentStack, zone: Route53Zone, distribution: CloudfrontDistribution): void {
  const { domain } = stack.environment;
  for (const [id, name] of [["shop", domain], ["www", `www.${domain}`]] as const) {
    for (const type of ["A", "AAAA", "HTTPS"]) {
      new Route53Record(stack, `${id}_${type.toLowerCase()}`, {
        zoneId: zone.zoneId,
        name,
        type,
        alias: { name: distribution.domainName, zoneId: distribution.hostedZoneId, evaluateTargetHealth: false },
      });
    }
  }
}

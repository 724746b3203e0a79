import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import type { Lb } from "@cdktf/provider-aws/lib/lb";
import { Route53HealthCheck } from "@cdktf/provider-aws/lib/route53-health-check";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { EDGE_REGION } from "../../config/regions.ts";
import { lookup } from "../../constructs/registry.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";

/**
 * This region's share of the origin's name. CloudFront is answered with the nearest region that can sell; one that
 * fails three checks, 10 seconds apart, is left out after half a minute.
 */
export function declareOriginRecord(stack: EnvironmentStack, balancer: Lb): void {
  const { names, region } = stack;
  const check = new Route53HealthCheck(stack, "origin", {
    type: "HTTPS",
    fqdn: balancer.dnsName,
    port: 443,
    resourcePath: "/readyz",
    enableSni: true,
    requestInterval: 10,
    failureThreshold: 3,
    measureLatency: true,
    tags: { Name: names.regional(region, "origin") },
  });
  new Route53Record(stack, "origin_address", {
    zoneId: lookup(stack, "global", "zone-id"),
    name: names.originDomain,
    type: "A",
    setIdentifier: region,
    latencyRoutingPolicy: { region },
    healthCheckId: check.id,
    alias: { name: balancer.dnsName, zoneId: balancer.zoneId, evaluateTargetHealth: true },
  }).overrideLogicalId("origin");

  // Route 53 reports to us-east-1 only, where the regions share one set of names.
  new CloudwatchMetricAlarm(stack, "origin_unhealthy", {
    provider: stack.provider(EDGE_REGION),
    alarmName: names.regional(region, "web-origin-unhealthy"),
    alarmDescription: `Route 53 takes ${region} for broken: shoppers are sent to another region, if there is one. See the load balancer's targets and the database.`,
    namespace: "AWS/Route53",
    metricName: "HealthCheckStatus",
    dimensions: { HealthCheckId: check.id },
    statistic: "Minimum",
    period: 60,
    evaluationPeriods: 2,
    comparisonOperator: "LessThanThreshold",
    threshold: 1,
    treatMissingData: "breaching",
    alarmActions: [names.topicArn("page", EDGE_REGION)],
    okActions: [names.topicArn("page", EDGE_REGION)],
  });
}

import type { CloudfrontDistribution } from "@cdktf/provider-aws/lib/cloudfront-distribution";
import { CloudwatchMetricAlarm, type CloudwatchMetricAlarmConfig } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import type { Route53Zone } from "@cdktf/provider-aws/lib/route53-zone";
import { EDGE_REGION } from "../../config/regions.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";

type Metric = Required<Pick<CloudwatchMetricAlarmConfig, "namespace" | "metricName" | "dimensions" | "statistic" | "period" | "comparisonOperator" | "threshold">>;

interface EdgeAlarm extends Metric {
  /** The last part of its name, e.g. `edge-5xx`. */
  name: string;
  topic: "page" | "inform";
  description: string;
  /** Periods that are looked at, and how many of them must breach. */
  periods: number;
  breaching: number;
}

export interface EdgeAlarmsProps {
  zone: Route53Zone;
  distribution: CloudfrontDistribution;
  certificateArn: string;
}

const AT_LEAST = "GreaterThanOrEqualToThreshold";

/** What is watched where CloudFront, Route 53 and their firewall report: in us-east-1. */
export function declareEdgeAlarms(stack: EnvironmentStack, { zone, distribution, certificateArn }: EdgeAlarmsProps): void {
  const cloudFront = { namespace: "AWS/CloudFront", dimensions: { DistributionId: distribution.id, Region: "Global" } };
  const dns = { namespace: "AWS/Route53", dimensions: { HostedZoneId: zone.zoneId }, statistic: "Sum", period: 300, comparisonOperator: AT_LEAST, threshold: 1 };
  const alarms: EdgeAlarm[] = [
    {
      ...cloudFront,
      name: "edge-5xx",
      topic: "page",
      description: "More than one in twenty answers that shoppers get is an error of ours",
      metricName: "5xxErrorRate",
      statistic: "Average",
      period: 60,
      comparisonOperator: AT_LEAST,
      threshold: 5,
      periods: 5,
      breaching: 3,
    },
    {
      ...cloudFront,
      name: "edge-cache-hits",
      topic: "inform",
      description: "Less than half of the requests are answered from the cache for an hour: does a release vary what it should not?",
      metricName: "CacheHitRate",
      statistic: "Average",
      period: 900,
      comparisonOperator: "LessThanThreshold",
      threshold: 50,
      periods: 4,
      breaching: 4,
    },
    {
      name: "edge-blocked",
      topic: "inform",
      description: "The firewall at the edge blocks unusually many requests",
      namespace: "AWS/WAFV2",
      metricName: "BlockedRequests",
      dimensions: { WebACL: stack.names.of("edge"), Rule: "ALL" },
      statistic: "Sum",
      period: 300,
      comparisonOperator: AT_LEAST,
      threshold: 5_000,
      periods: 2,
      breaching: 2,
    },
    {
      name: "edge-certificate",
      topic: "inform",
      description: "The certificate at the edge ends within 30 days: it should have been renewed a month ago",
      namespace: "AWS/CertificateManager",
      metricName: "DaysToExpiry",
      dimensions: { CertificateArn: certificateArn },
      statistic: "Minimum",
      period: 86_400,
      comparisonOperator: "LessThanThreshold",
      threshold: 30,
      periods: 1,
      breaching: 1,
    },
    {
      ...dns,
      name: "dnssec-failure",
      topic: "page",
      description: "Route 53 can't sign the zone: resolvers will soon refuse it",
      metricName: "DNSSECInternalFailure",
      periods: 1,
      breaching: 1,
    },
    {
      ...dns,
      name: "dnssec-key",
      topic: "page",
      description: "The zone's signing key needs action: Route 53 can't use its KMS key",
      metricName: "DNSSECKeySigningKeysNeedingAction",
      periods: 1,
      breaching: 1,
    },
    ...(stack.environment.options.shieldAdvanced ? [attackAlarm(distribution)] : []),
  ];
  for (const alarm of alarms) declareAlarm(stack, alarm);
}

function attackAlarm(distribution: CloudfrontDistribution): EdgeAlarm {
  return {
    name: "edge-attack",
    topic: "page",
    description: "Shield sees a denial-of-service attack on the distribution",
    namespace: "AWS/DDoSProtection",
    metricName: "DDoSDetected",
    dimensions: { ResourceArn: distribution.arn },
    statistic: "Maximum",
    period: 60,
    comparisonOperator: AT_LEAST,
    threshold: 1,
    periods: 20,
    breaching: 1,
  };
}

function declareAlarm(stack: EnvironmentStack, { name, topic, description, periods, breaching, ...metric }: EdgeAlarm): void {
  const action = stack.names.topicArn(topic, EDGE_REGION);
  new CloudwatchMetricAlarm(stack, name.replaceAll("-", "_"), {
    provider: stack.provider(EDGE_REGION),
    alarmName: stack.names.of(name),
    alarmDescription: description,
    ...metric,
    evaluationPeriods: periods,
    datapointsToAlarm: breaching,
    treatMissingData: "notBreaching",
    alarmActions: [action],
    okActions: [action],
    insufficientDataActions: topic === "page" ? [stack.names.topicArn("inform", EDGE_REGION)] : [],
  });
}

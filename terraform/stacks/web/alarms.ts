import { CloudwatchMetricAlarm, type CloudwatchMetricAlarmConfig } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import type { LoadBalancer } from "./loadBalancer.ts";

/** The alarms of a region's web tier. */
export type WebAlarmName = "web-5xx" | "web-latency" | "web-unhealthy-hosts" | "web-no-healthy-hosts" | "web-at-capacity";

/** Those that roll back an instance refresh: what a bad release shows first. */
export const ROLLBACK_ALARMS: readonly WebAlarmName[] = ["web-5xx", "web-latency", "web-no-healthy-hosts"];

type AlarmOptions = Omit<CloudwatchMetricAlarmConfig, "alarmName" | "alarmActions" | "okActions" | "namespace"> & { namespace?: string };

/** Declares what pages and what informs about a region's web tier; the names are `Names.of` of `WebAlarmName`. */
export function declareWebAlarms(stack: EnvironmentStack, { balancer, targets }: LoadBalancer): CloudwatchMetricAlarm[] {
  const { names, environment } = stack;
  const dimensions = { LoadBalancer: balancer.arnSuffix, TargetGroup: targets.arnSuffix };
  const alarm = (name: WebAlarmName, topic: "page" | "inform", options: AlarmOptions) =>
    new CloudwatchMetricAlarm(stack, name.replaceAll("-", "_"), {
      namespace: "AWS/ApplicationELB",
      alarmName: names.of(name),
      alarmActions: [names.topicArn(topic, stack.region)],
      okActions: [names.topicArn(topic, stack.region)],
      ...options,
    });
  const requests = (id: string, metricName: string) => ({
    id,
    metric: { namespace: "AWS/ApplicationELB", metricName, dimensions: { LoadBalancer: balancer.arnSuffix }, period: 60, stat: "Sum" },
  });
  return [
    alarm("web-5xx", "page", {
      namespace: undefined,
      alarmDescription: "More than 1 % of requests fail, of at least 100 a minute, in three of five minutes. See the app's log and the last release.",
      metricQuery: [
        requests("requests", "RequestCount"),
        requests("fromApp", "HTTPCode_Target_5XX_Count"),
        requests("fromBalancer", "HTTPCode_ELB_5XX_Count"),
        // The night's single failure in ten requests wakes nobody.
        {
          id: "failing",
          expression: "IF(FILL(requests, 0) > 100, 100 * (FILL(fromApp, 0) + FILL(fromBalancer, 0)) / requests, 0)",
          label: "Failing requests, %",
          returnData: true,
        },
      ],
      comparisonOperator: "GreaterThanThreshold",
      threshold: 1,
      evaluationPeriods: 5,
      datapointsToAlarm: 3,
      treatMissingData: "notBreaching",
    }),
    alarm("web-latency", "page", {
      alarmDescription: "One request in a hundred takes longer than two seconds, in five of ten minutes. See the database's load and the fleet's CPU.",
      metricName: "TargetResponseTime",
      dimensions,
      extendedStatistic: "p99",
      // Few requests make no percentile.
      evaluateLowSampleCountPercentiles: "ignore",
      period: 60,
      comparisonOperator: "GreaterThanThreshold",
      threshold: 2,
      evaluationPeriods: 10,
      datapointsToAlarm: 5,
      treatMissingData: "notBreaching",
    }),
    alarm("web-unhealthy-hosts", "inform", {
      alarmDescription: "An instance fails its health checks for five minutes: Auto Scaling ought to have replaced it.",
      metricName: "UnHealthyHostCount",
      dimensions,
      statistic: "Maximum",
      period: 60,
      comparisonOperator: "GreaterThanThreshold",
      threshold: 0,
      evaluationPeriods: 5,
      treatMissingData: "notBreaching",
    }),
    alarm("web-no-healthy-hosts", "page", {
      alarmDescription: `No instance in ${stack.region} can answer: the region is down.`,
      metricName: "HealthyHostCount",
      dimensions,
      statistic: "Minimum",
      period: 60,
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      evaluationPeriods: 2,
      treatMissingData: "breaching",
    }),
    alarm("web-at-capacity", "inform", {
      alarmDescription: `The fleet is as large as it may grow (${environment.web.max}) for a quarter of an hour: raise web.max, or find what loads it.`,
      namespace: "AWS/AutoScaling",
      metricName: "GroupInServiceInstances",
      dimensions: { AutoScalingGroupName: names.of("web") },
      statistic: "Minimum",
      period: 60,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: environment.web.max,
      evaluationPeriods: 15,
      treatMissingData: "notBreaching",
    }),
  ];
}

import { CloudwatchMetricAlarm, type CloudwatchMetricAlarmConfig } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import type { EnvironmentStack } from "../../constructs/stack.ts";

/** What a metric alarm watches: one metric, or a query over all resources of a kind. */
export type Watched =
  | { namespace: string; metric: string; dimensions?: Record<string, string>; statistic: "Average" | "Maximum" | "Minimum" | "Sum" | "p99" }
  /** A Metrics Insights query: for resources whose ids only AWS knows, and for all of a kind at once. */
  | { query: string };

export interface AlarmProps {
  /** After `Names.of`, e.g. `order-mail-dlq`; composite alarms name it. */
  name: string;
  /** What it means and where to look first, for the person who is woken. */
  description: string;
  watched: Watched;
  above?: number;
  below?: number;
  periodSeconds: number;
  /** How many of how many periods must be over the threshold. */
  periods: number;
  of?: number;
  /** What silence means. */
  missing: "notBreaching" | "breaching" | "ignore";
}

/** An alarm that informs; composite alarms decide what pages. */
export function alarm(stack: EnvironmentStack, props: AlarmProps): CloudwatchMetricAlarm {
  const { name, description, watched, above, below, periodSeconds, periods, of = periods, missing } = props;
  const topic = stack.names.topicArn("inform", stack.region);
  return new CloudwatchMetricAlarm(stack, `alarm_${name.replaceAll("-", "_")}`, {
    alarmName: stack.names.of(name),
    alarmDescription: description,
    comparisonOperator: above === undefined ? "LessThanThreshold" : "GreaterThanThreshold",
    threshold: above ?? below ?? 0,
    evaluationPeriods: of,
    datapointsToAlarm: periods,
    treatMissingData: missing,
    actionsEnabled: true,
    alarmActions: [topic],
    okActions: [topic],
    ...metricOf(watched, periodSeconds),
  });
}

function metricOf(watched: Watched, period: number): Partial<CloudwatchMetricAlarmConfig> {
  if ("query" in watched) return { metricQuery: [{ id: "found", expression: watched.query, period, returnData: true }] };
  const { namespace, metric, dimensions, statistic } = watched;
  const kind = statistic === "p99" ? { extendedStatistic: statistic } : { statistic };
  return { namespace, metricName: metric, dimensions, period, ...kind };
}

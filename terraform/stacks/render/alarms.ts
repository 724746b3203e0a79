import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import { fleetMetrics } from "./queueMetrics.ts";

/** What informs about the render fleet; nobody is woken for a model that comes later. */
export function declareRenderAlarms(stack: EnvironmentStack): void {
  const { names, environment } = stack;
  const { oldestSeconds, instances } = fleetMetrics(stack);
  const inform = [names.topicArn("inform", stack.region)];
  new CloudwatchMetricAlarm(stack, "render_late", {
    alarmName: names.of("render-late"),
    alarmDescription: "A job has waited for an hour. Spot may have no GPUs, or the worker fails: see the group's activities and the log.",
    ...oldestSeconds,
    statistic: "Maximum",
    period: 300,
    evaluationPeriods: 3,
    comparisonOperator: "GreaterThanThreshold",
    threshold: 3600,
    treatMissingData: "notBreaching",
    alarmActions: inform,
    okActions: inform,
  });
  new CloudwatchMetricAlarm(stack, "render_at_capacity", {
    alarmName: names.of("render-at-capacity"),
    alarmDescription: `All ${environment.render.max} GPU instances have run for two hours: they cost, and models wait. See what floods the queue.`,
    ...instances,
    statistic: "Minimum",
    period: 300,
    evaluationPeriods: 24,
    comparisonOperator: "GreaterThanOrEqualToThreshold",
    threshold: environment.render.max,
    treatMissingData: "notBreaching",
    alarmActions: inform,
    okActions: inform,
  });
}

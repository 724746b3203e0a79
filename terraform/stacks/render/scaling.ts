import type { AutoscalingGroup } from "@cdktf/provider-aws/lib/autoscaling-group";
import { AutoscalingPolicy } from "@cdktf/provider-aws/lib/autoscaling-policy";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import { WARM_UP_SECONDS } from "./fleet.ts";
import { fleetMetrics } from "./queueMetrics.ts";

const MINUTE = 60;

/** How long the fleet keeps its instances after the last job. */
const IDLE_MINUTES = 15;

/**
 * How the fleet follows its queue. Between one instance and the most there may be, the jobs waiting for each instance
 * are kept near a target. Neither end can be reached like that: nothing can be divided by none, and shrinking with a
 * falling backlog would end instances amid their jobs. So the first job wakes the first instance, and all go together
 * once nothing has waited or been under way for a while.
 */
export function declareScaling(stack: EnvironmentStack, fleet: AutoscalingGroup): void {
  const { names, environment } = stack;
  const { waiting, underWay, instances } = fleetMetrics(stack);

  new AutoscalingPolicy(stack, "render_backlog", {
    name: names.of("render-backlog"),
    autoscalingGroupName: fleet.name,
    policyType: "TargetTrackingScaling",
    estimatedInstanceWarmup: WARM_UP_SECONDS,
    targetTrackingConfiguration: {
      targetValue: environment.render.backlogPerInstance,
      disableScaleIn: true,
      customizedMetricSpecification: {
        metrics: [
          { id: "waiting", returnData: false, metricStat: tracked(waiting, "Maximum") },
          { id: "instances", returnData: false, metricStat: tracked(instances, "Average") },
          {
            id: "backlog",
            label: "Jobs waiting for each instance",
            expression: "IF(FILL(instances, 0) > 0, FILL(waiting, 0) / instances, 0)",
            returnData: true,
          },
        ],
      },
    },
  });

  const resize = (id: string, adjustmentType: "ChangeInCapacity" | "ExactCapacity", scalingAdjustment: number) =>
    new AutoscalingPolicy(stack, id, {
      name: names.of(id.replaceAll("_", "-")),
      autoscalingGroupName: fleet.name,
      policyType: "StepScaling",
      adjustmentType,
      estimatedInstanceWarmup: WARM_UP_SECONDS,
      metricAggregationType: "Maximum",
      stepAdjustment: [{ metricIntervalLowerBound: "0", scalingAdjustment }],
    });
  const wake = resize("render_wake", "ChangeInCapacity", 1);
  const rest = resize("render_rest", "ExactCapacity", 0);

  const query = (id: string, { namespace, metricName, dimensions }: typeof waiting | typeof instances) => ({
    id,
    metric: { namespace, metricName, dimensions, period: MINUTE, stat: "Maximum" },
  });
  new CloudwatchMetricAlarm(stack, "render_wake_alarm", {
    alarmName: names.of("render-wake"),
    alarmDescription: "Jobs wait and no instance runs: starts the first. No fault, unless it stays.",
    metricQuery: [
      query("waiting", waiting),
      query("instances", instances),
      { id: "asleep", label: "Jobs that nobody works on", expression: "IF(FILL(instances, 0) == 0, FILL(waiting, 0), 0)", returnData: true },
    ],
    comparisonOperator: "GreaterThanOrEqualToThreshold",
    threshold: 1,
    evaluationPeriods: 1,
    treatMissingData: "notBreaching",
    alarmActions: [wake.arn],
  }).overrideLogicalId("render_wake");
  new CloudwatchMetricAlarm(stack, "render_rest_alarm", {
    alarmName: names.of("render-rest"),
    alarmDescription: `Instances run and nothing has waited or been under way for ${IDLE_MINUTES} minutes: ends them all. No fault.`,
    metricQuery: [
      query("waiting", waiting),
      query("underway", underWay),
      query("instances", instances),
      {
        id: "idle",
        label: "Instances without work",
        expression: "IF(FILL(waiting, 0) + FILL(underway, 0) == 0, FILL(instances, 0), 0)",
        returnData: true,
      },
    ],
    comparisonOperator: "GreaterThanOrEqualToThreshold",
    threshold: 1,
    evaluationPeriods: IDLE_MINUTES,
    treatMissingData: "notBreaching",
    alarmActions: [rest.arn],
  }).overrideLogicalId("render_rest");
}

function tracked({ namespace, metricName, dimensions }: { namespace: string; metricName: string; dimensions: Record<string, string> }, stat: string) {
  return { stat, metric: { namespace, metricName, dimensions: Object.entries(dimensions).map(([name, value]) => ({ name, value })) } };
}

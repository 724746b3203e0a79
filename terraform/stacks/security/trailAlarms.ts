import { CloudwatchLogMetricFilter } from "@cdktf/provider-aws/lib/cloudwatch-log-metric-filter";
import type { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import { TRAIL_EVENTS } from "./trailEvents.ts";

/** An alarm for each kind of call that the CIS benchmark wants noticed. */
export function declareTrailAlarms(stack: EnvironmentStack, records: CloudwatchLogGroup): void {
  const namespace = `Aurolot/${stack.environment.name}/Trail`;
  for (const { id, cis, what, pattern, topic, threshold = 1 } of TRAIL_EVENTS) {
    const filter = new CloudwatchLogMetricFilter(stack, id.replaceAll("-", "_"), {
      name: stack.names.of("trail", id),
      logGroupName: records.name,
      pattern,
      metricTransformation: { namespace, name: id, value: "1", unit: "Count" },
    });
    const action = [stack.names.topicArn(topic, stack.region)];
    new CloudwatchMetricAlarm(stack, `trail_${id.replaceAll("-", "_")}`, {
      alarmName: stack.names.of("trail", id),
      alarmDescription: `${what} (CIS AWS Foundations ${cis}). Who and from where: log group ${stack.names.logGroup("trail")}.`,
      namespace,
      metricName: id,
      statistic: "Sum",
      period: 300,
      evaluationPeriods: 1,
      threshold,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      treatMissingData: "notBreaching",
      alarmActions: action,
      dependsOn: [filter],
    });
  }
}

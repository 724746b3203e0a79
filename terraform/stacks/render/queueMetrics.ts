import type { EnvironmentStack } from "../../constructs/stack.ts";

/** What the fleet is scaled by. SQS sends nothing for a queue that was quiet for six hours: read with FILL(…, 0). */
export function fleetMetrics({ names }: EnvironmentStack) {
  const queue = { namespace: "AWS/SQS", dimensions: { QueueName: names.of("render-jobs") } };
  const group = { namespace: "AWS/AutoScaling", dimensions: { AutoScalingGroupName: names.of("render") } };
  return {
    waiting: { ...queue, metricName: "ApproximateNumberOfMessagesVisible" },
    underWay: { ...queue, metricName: "ApproximateNumberOfMessagesNotVisible" },
    oldestSeconds: { ...queue, metricName: "ApproximateAgeOfOldestMessage" },
    instances: { ...group, metricName: "GroupInServiceInstances" },
  };
}

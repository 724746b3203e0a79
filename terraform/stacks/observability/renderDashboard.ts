import type { EnvironmentStack } from "../../constructs/stack.ts";
import type { DashboardRow, Line } from "./widgets.ts";

/** The GPU fleet: how much work waits, how old it gets, how many instances work on it. */
export function renderDashboard({ names }: EnvironmentStack): DashboardRow[] {
  const jobs = (metric: string, stat: string, label: string, queue = "render-jobs"): Line => ({
    namespace: "AWS/SQS",
    metric,
    dimensions: { QueueName: names.of(queue) },
    stat,
    label,
  });
  const group = (metric: string, label: string): Line => ({
    namespace: "AWS/AutoScaling",
    metric,
    dimensions: { AutoScalingGroupName: names.of("render") },
    stat: "Maximum",
    label,
  });
  return [
    {
      graphs: [
        {
          title: "Jobs",
          lines: [jobs("ApproximateNumberOfMessagesVisible", "Maximum", "waiting"), jobs("ApproximateNumberOfMessagesNotVisible", "Maximum", "in work")],
        },
        { title: "Age of the oldest job", lines: [jobs("ApproximateAgeOfOldestMessage", "Maximum", "oldest")], unit: "s" },
        {
          title: "Hopeless jobs",
          lines: [jobs("ApproximateNumberOfMessagesVisible", "Maximum", "dead letters", "render-jobs-dlq")],
        },
      ],
    },
    {
      graphs: [
        { title: "Instances", lines: [group("GroupDesiredCapacity", "wanted"), group("GroupInServiceInstances", "working"), group("GroupPendingInstances", "starting")] },
        { title: "Jobs done", lines: [jobs("NumberOfMessagesDeleted", "Sum", "done"), jobs("NumberOfMessagesSent", "Sum", "came in")] },
        {
          title: "Processors",
          lines: [{ namespace: "AWS/EC2", metric: "CPUUtilization", dimensions: { AutoScalingGroupName: names.of("render") }, stat: "Average", label: "CPU" }],
          unit: "%",
        },
      ],
    },
  ];
}

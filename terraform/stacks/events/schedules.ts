import { SchedulerSchedule } from "@cdktf/provider-aws/lib/scheduler-schedule";
import { SchedulerScheduleGroup } from "@cdktf/provider-aws/lib/scheduler-schedule-group";
import { useKey } from "../../constructs/keyUse.ts";
import { trustService, type Statement } from "../../constructs/policyDocument.ts";
import { Role } from "../../constructs/role.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";

interface Schedule {
  name: string;
  description: string;
  /** A rate or cron expression, in Berlin's time. */
  expression: string;
  targetArn: string;
  /** What the target is sent. */
  input: Record<string, string>;
  may: Statement;
}

/**
 * What happens by the clock, each schedule with a role that allows its one call. They tick in the primary region; the
 * other has them switched off until it takes over (docs/runbooks).
 */
export function makeSchedules(stack: EnvironmentStack, keyArn: string): void {
  const { names, region, environment } = stack;
  const group = new SchedulerScheduleGroup(stack, "schedules", { name: names.of("shop") });
  const failures = names.queueArn("schedules-dlq", region);
  for (const { name, description, expression, targetArn, input, may } of schedules(stack)) {
    const id = name.replaceAll("-", "_");
    const role = new Role(stack, `schedule_${id}`, stack, {
      name: names.regional(region, "schedule", name),
      description: `Schedule ${name}: ${description}`,
      trust: trustService("scheduler.amazonaws.com", environment.accountId),
      statements: [may, { Sid: "ReportFailures", Action: "sqs:SendMessage", Resource: failures }, useKey(stack, "UseQueuesAndSchedules", "events")],
    });
    new SchedulerSchedule(stack, id, {
      name: names.of(name),
      groupName: group.name,
      description,
      scheduleExpression: expression,
      scheduleExpressionTimezone: "Europe/Berlin",
      state: region === environment.placement.primary ? "ENABLED" : "DISABLED",
      kmsKeyArn: keyArn,
      flexibleTimeWindow: { mode: "FLEXIBLE", maximumWindowInMinutes: 5 },
      target: {
        arn: targetArn,
        roleArn: role.arn,
        input: JSON.stringify(input),
        deadLetterConfig: { arn: failures },
        retryPolicy: { maximumEventAgeInSeconds: 60 * 60, maximumRetryAttempts: 10 },
      },
      dependsOn: [role.policy],
    });
  }
}

function schedules({ names, region }: EnvironmentStack): Schedule[] {
  const sweeper = names.functionArn("cart-expiry", region);
  const stockAlerts = names.queueArn("stock-alerts", region);
  return [
    {
      name: "cart-sweep",
      description: "Ends carts whose time is over: DynamoDB itself takes up to days",
      expression: "rate(15 minutes)",
      targetArn: sweeper,
      input: { task: "sweep" },
      may: { Sid: "StartTheSweep", Action: "lambda:InvokeFunction", Resource: sweeper },
    },
    {
      name: "stock-check",
      description: "Asks every morning for a list of what is still low",
      expression: "cron(0 6 * * ? *)",
      targetArn: stockAlerts,
      input: { task: "summary" },
      may: { Sid: "AskForTheSummary", Action: "sqs:SendMessage", Resource: stockAlerts },
    },
  ];
}

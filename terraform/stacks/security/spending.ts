import { BudgetsBudget } from "@cdktf/provider-aws/lib/budgets-budget";
import { CeAnomalyMonitor } from "@cdktf/provider-aws/lib/ce-anomaly-monitor";
import { CeAnomalySubscription } from "@cdktf/provider-aws/lib/ce-anomaly-subscription";
import type { ITerraformDependable } from "../../cdktf.ts";
import { EDGE_REGION } from "../../config/regions.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";

/** An anomaly is told of from this share of the monthly budget on, in per cent. */
const ANOMALY_PERCENT = 2;

/**
 * The month's budget and a watch for what is unlike the days before. An account has one monitor of services: where
 * AWS made it already (`Default-Services-Monitor`), it must be imported, as the roles of `securityStack.ts`.
 * @param topics the edge's, that must exist before they can be subscribers
 */
export function declareSpending(stack: EnvironmentStack, topics: readonly ITerraformDependable[]): void {
  const { names, environment } = stack;
  const topic = names.topicArn("inform", EDGE_REGION);
  const notice = { comparisonOperator: "GREATER_THAN", thresholdType: "PERCENTAGE", subscriberSnsTopicArns: [topic] };
  new BudgetsBudget(stack, "month", {
    name: names.of("month"),
    dependsOn: [...topics],
    budgetType: "COST",
    timeUnit: "MONTHLY",
    limitAmount: String(environment.budget.monthlyUsd),
    limitUnit: "USD",
    notification: [
      { ...notice, notificationType: "ACTUAL", threshold: 50 },
      { ...notice, notificationType: "ACTUAL", threshold: 80 },
      { ...notice, notificationType: "ACTUAL", threshold: 100 },
      { ...notice, notificationType: "FORECASTED", threshold: 100 },
    ],
  });
  const monitor = new CeAnomalyMonitor(stack, "services", { name: names.of("services"), monitorType: "DIMENSIONAL", monitorDimension: "SERVICE" });
  const least = Math.max(10, Math.round((environment.budget.monthlyUsd * ANOMALY_PERCENT) / 100));
  new CeAnomalySubscription(stack, "anomalies", {
    name: names.of("anomalies"),
    dependsOn: [...topics],
    frequency: "IMMEDIATE",
    monitorArnList: [monitor.arn],
    subscriber: [{ type: "SNS", address: topic }],
    thresholdExpression: {
      dimension: { key: "ANOMALY_TOTAL_IMPACT_ABSOLUTE", matchOptions: ["GREATER_THAN_OR_EQUAL"], values: [String(least)] },
    },
  });
}

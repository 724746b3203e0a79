import { EDGE_REGION } from "../../config/regions.ts";
import { lookup } from "../../constructs/registry.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import { APP_LOG_METRICS, APP_NAMESPACE } from "./appLogMetrics.ts";
import type { DashboardRow, Line } from "./widgets.ts";

/** What shoppers feel: is it up, is it fast, can they buy. */
export function shoppersDashboard(stack: EnvironmentStack): DashboardRow[] {
  const { names, region, environment } = stack;
  const loadBalancer = { LoadBalancer: lookup(stack, "web", "load-balancer-dimension") };
  const alb = (metric: string, stat: string, label: string): Line => ({ namespace: "AWS/ApplicationELB", metric, dimensions: loadBalancer, stat, label });
  const edge = (metric: string, stat: string, label: string): Line => ({
    expression: `SEARCH('{AWS/CloudFront,DistributionId,Region} MetricName="${metric}"', '${stat}', 300)`,
    label,
    region: EDGE_REGION,
  });
  const fromLog = (metrics: readonly string[]): Line[] =>
    APP_LOG_METRICS.filter(({ metric }) => metrics.includes(metric)).map(({ metric, description }) => ({
      namespace: APP_NAMESPACE,
      metric,
      dimensions: {},
      stat: "Sum",
      label: description,
    }));
  const pages = ["shop-down", "orders-fail", ...(environment.placement.kind === "two-regions" ? ["data-late"] : [])];
  return [
    { alarms: "What pages", arns: pages.map((name) => names.alarmArn(names.of(name), region)) },
    {
      graphs: [
        { title: "Requests at the edge", lines: [edge("Requests", "Sum", "all")] },
        { title: "Cache hit rate", lines: [edge("CacheHitRate", "Average", "hits")], unit: "%" },
        { title: "Errors at the edge", lines: [edge("4xxErrorRate", "Average", "4xx"), edge("5xxErrorRate", "Average", "5xx")], unit: "%" },
      ],
    },
    {
      graphs: [
        { title: "Requests of this region", lines: [alb("RequestCount", "Sum", "requests")] },
        {
          title: "Time to answer",
          lines: ["p50", "p90", "p99"].map((stat) => alb("TargetResponseTime", stat, stat)),
          unit: "s",
        },
        {
          title: "Answers that failed",
          lines: [alb("HTTPCode_Target_5XX_Count", "Sum", "the app's 5xx"), alb("HTTPCode_ELB_5XX_Count", "Sum", "the load balancer's 5xx")],
        },
      ],
    },
    {
      graphs: [
        {
          title: "Events of the shop",
          lines: [
            {
              namespace: "AWS/Events",
              metric: "MatchedEvents",
              dimensions: { EventBusName: names.of("shop"), RuleName: names.of("to-order-mail") },
              stat: "Sum",
              label: "orders, declined payments, carts left",
            },
          ],
        },
        { title: "Payments that went wrong", lines: fromLog(["PaymentsUnknown", "PaymentsUnanswered", "PaymentsGivenBack"]) },
        { title: "Errors in the app's log", lines: fromLog(["Errors", "RequestsFailed", "RenderingFailed", "SessionsBroken"]) },
      ],
    },
    {
      graphs: [
        {
          title: "A browser walks through the shop",
          lines: [
            { namespace: "CloudWatchSynthetics", metric: "SuccessPercent", dimensions: { CanaryName: names.of("shop") }, stat: "Average", label: "succeeded, %" },
            { namespace: "CloudWatchSynthetics", metric: "Duration", dimensions: { CanaryName: names.of("shop") }, stat: "Average", label: "took, ms", right: true },
          ],
        },
      ],
    },
  ];
}

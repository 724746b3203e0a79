import { EDGE_REGION } from "../../config/regions.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import { FUNCTION_NAMES } from "../events/functionNames.ts";
import type { DashboardRow, Line } from "./widgets.ts";

const SIX_HOURS = 21_600;
/** The services that make most of the bill, as AWS/Billing names them. */
const SERVICES = ["AmazonEC2", "AmazonRDS", "AmazonCloudFront", "AmazonDynamoDB", "AmazonS3", "AmazonVPC", "AWSLambda", "AmazonCloudWatch", "awswaf"];

/** What this environment costs, and what usually makes it cost more. The account holds nothing else. */
export function costDashboard({ names, environment }: EnvironmentStack): DashboardRow[] {
  const charges = (dimensions: Record<string, string>, label: string): Line => ({
    namespace: "AWS/Billing",
    metric: "EstimatedCharges",
    dimensions: { Currency: "USD", ...dimensions },
    stat: "Maximum",
    label,
    region: EDGE_REGION,
  });
  return [
    {
      graphs: [
        {
          title: `Charges of this month (budget ${environment.budget.monthlyUsd} USD)`,
          lines: [charges({}, "all")],
          view: "singleValue",
          period: SIX_HOURS,
        },
        { title: "Charges of this month by service", lines: SERVICES.map((service) => charges({ ServiceName: service }, service)), stacked: true, unit: "USD", period: SIX_HOURS },
      ],
    },
    {
      graphs: [
        {
          title: "Bytes through NAT gateways",
          lines: [
            { expression: `SEARCH('{AWS/NATGateway,NatGatewayId} MetricName="BytesOutToDestination"', 'Sum', 300)`, label: "out" },
            { expression: `SEARCH('{AWS/NATGateway,NatGatewayId} MetricName="BytesInFromDestination"', 'Sum', 300)`, label: "in" },
          ],
        },
        {
          title: "Aurora's capacity",
          lines: [{ namespace: "AWS/RDS", metric: "ServerlessDatabaseCapacity", dimensions: { DBClusterIdentifier: names.of("shop") }, stat: "Average", label: "ACU" }],
        },
        {
          title: "Time that functions ran",
          lines: FUNCTION_NAMES.map((name) => ({ namespace: "AWS/Lambda", metric: "Duration", dimensions: { FunctionName: names.of(name) }, stat: "Sum", label: name })),
          stacked: true,
          unit: "ms",
        },
      ],
    },
    {
      graphs: [
        {
          title: "Instances",
          lines: ["web", "render"].map((fleet) => ({
            namespace: "AWS/AutoScaling",
            metric: "GroupInServiceInstances",
            dimensions: { AutoScalingGroupName: names.of(fleet) },
            stat: "Average",
            label: fleet,
          })),
        },
        { title: "Bytes taken into logs", lines: [{ expression: `SEARCH('{AWS/Logs,LogGroupName} MetricName="IncomingBytes" "/aurolot/${environment.name}"', 'Sum', 300)`, label: "" }], stacked: true },
      ],
    },
  ];
}

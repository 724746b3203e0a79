import type { EnvironmentStack } from "../../constructs/stack.ts";
import { DEAD_LETTER_QUEUE_NAMES, QUEUE_NAMES } from "../events/queueNames.ts";
import type { DashboardRow, Line } from "./widgets.ts";

/** Where data lives: Aurora and its proxy, the tables, the queues. */
export function storesDashboard({ names }: EnvironmentStack): DashboardRow[] {
  const aurora = (metric: string, stat: string, label: string, right = false): Line => ({
    namespace: "AWS/RDS",
    metric,
    dimensions: { DBClusterIdentifier: names.of("shop") },
    stat,
    label,
    right,
  });
  const proxy = (metric: string, stat: string, label: string): Line => ({ namespace: "AWS/RDS", metric, dimensions: { ProxyName: names.of("shop") }, stat, label });
  const queue = (name: string, metric: string): Line => ({ namespace: "AWS/SQS", metric, dimensions: { QueueName: names.of(name) }, stat: "Maximum", label: name });
  const perTable = (metric: string, stat: string): Line[] =>
    ["sessions", "carts", "catalog"].map((table) => ({
      namespace: "AWS/DynamoDB",
      metric,
      dimensions: { TableName: `${names.tablePrefix}${table}` },
      stat,
      label: table,
    }));
  const failures = (metric: string): Line => ({
    expression: `SEARCH('{AWS/DynamoDB,Operation,TableName} MetricName="${metric}" "${names.tablePrefix}"', 'Sum', 300)`,
    label: metric,
  });
  return [
    { heading: "Aurora" },
    {
      graphs: [
        {
          title: "Capacity",
          lines: [aurora("ServerlessDatabaseCapacity", "Average", "ACU"), aurora("ACUUtilization", "Average", "% of the largest", true)],
        },
        { title: "Connections", lines: [aurora("DatabaseConnections", "Sum", "Aurora"), proxy("ClientConnections", "Sum", "clients of the proxy")] },
        {
          title: "Behind the writer",
          lines: [aurora("AuroraReplicaLagMaximum", "Maximum", "readers"), { expression: `SEARCH('Namespace="AWS/RDS" MetricName="AuroraGlobalDBReplicationLag"', 'Maximum', 300)`, label: "second region" }],
          unit: "ms",
        },
      ],
    },
    {
      graphs: [
        { title: "Statements", lines: [aurora("CommitThroughput", "Average", "commits a second"), aurora("Deadlocks", "Average", "deadlocks a second", true)] },
        { title: "Commit latency", lines: [aurora("CommitLatency", "Average", "average")], unit: "ms" },
        { title: "Waiting for a connection of the proxy", lines: [proxy("DatabaseConnectionsBorrowLatency", "Average", "average")], unit: "µs" },
      ],
    },
    { heading: "DynamoDB" },
    {
      graphs: [
        { title: "Read units", lines: perTable("ConsumedReadCapacityUnits", "Sum") },
        { title: "Written units", lines: perTable("ConsumedWriteCapacityUnits", "Sum") },
        { title: "Refused and failed", lines: [failures("ThrottledRequests"), failures("SystemErrors")] },
      ],
    },
    { heading: "Queues" },
    {
      graphs: [
        { title: "Waiting", lines: QUEUE_NAMES.map((name) => queue(name, "ApproximateNumberOfMessagesVisible")) },
        { title: "Age of the oldest", lines: QUEUE_NAMES.map((name) => queue(name, "ApproximateAgeOfOldestMessage")), unit: "s" },
        { title: "Dead letters", lines: DEAD_LETTER_QUEUE_NAMES.map((name) => queue(name, "ApproximateNumberOfMessagesVisible")) },
      ],
    },
  ];
}

import type { TableName } from "../../config/names.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import { alarm, type AlarmProps } from "./alarm.ts";

const MINUTE = 60;
const MEBIBYTE = 1024 ** 2;
const TABLES: readonly TableName[] = ["sessions", "carts", "catalog"];

/** What a person must know of Aurora, its proxy and the tables before shoppers notice. */
export function makeStoreAlarms(stack: EnvironmentStack): void {
  for (const props of [...databaseAlarms(stack), ...tableAlarms(stack)]) alarm(stack, props);
}

function databaseAlarms(stack: EnvironmentStack): AlarmProps[] {
  const cluster = { DBClusterIdentifier: stack.names.of("shop") };
  const rds = (metric: string, statistic: "Average" | "Maximum" | "Minimum" | "Sum") => ({ namespace: "AWS/RDS", metric, dimensions: cluster, statistic });
  const shared = { periodSeconds: 5 * MINUTE, periods: 3, missing: "notBreaching" } as const;
  const alarms: AlarmProps[] = [
    {
      ...shared,
      name: "database-cpu",
      description: "Aurora's processors are busy over 80 %: Performance Insights shows the statements",
      watched: rds("CPUUtilization", "Average"),
      above: 80,
    },
    {
      ...shared,
      name: "database-capacity",
      description: "Aurora is at 90 % of its largest capacity: raise maxCapacity or find the statement",
      watched: rds("ACUUtilization", "Average"),
      above: 90,
    },
    {
      ...shared,
      name: "database-memory",
      description: "Aurora has less than 256 MiB of memory left and scales no further",
      watched: rds("FreeableMemory", "Minimum"),
      below: 256 * MEBIBYTE,
    },
    {
      ...shared,
      name: "database-deadlocks",
      description: "Transactions lock each other out more than once a minute: was a lock order changed?",
      watched: rds("Deadlocks", "Average"),
      above: 1 / MINUTE,
    },
    {
      ...shared,
      name: "database-replica-lag",
      description: "Readers are more than a second behind the writer",
      watched: rds("AuroraReplicaLagMaximum", "Maximum"),
      above: 1000,
    },
    {
      ...shared,
      name: "database-proxy-waits",
      description: "Requests wait over 100 ms for a connection from RDS Proxy: too many connections are pinned or held",
      watched: { namespace: "AWS/RDS", metric: "DatabaseConnectionsBorrowLatency", dimensions: { ProxyName: stack.names.of("shop") }, statistic: "Average" },
      above: 100_000,
    },
  ];
  if (stack.environment.placement.kind === "one-region") return alarms;
  return [
    ...alarms,
    {
      ...shared,
      name: "database-global-lag",
      description: "The second region is more than five seconds behind: a fail-over now would lose that much",
      watched: { query: 'SELECT MAX(AuroraGlobalDBReplicationLag) FROM "AWS/RDS"' },
      above: 5000,
    },
  ];
}

function tableAlarms({ names, region, regions }: EnvironmentStack): AlarmProps[] {
  const [replica] = regions.filter((other) => other !== region);
  return TABLES.flatMap((table) => {
    const name = `${names.tablePrefix}${table}`;
    const count = (metric: string) => `SELECT SUM(${metric}) FROM SCHEMA("AWS/DynamoDB", Operation, TableName) WHERE TableName = '${name}'`;
    const alarms: AlarmProps[] = [
      {
        name: `${table}-throttled`,
        description: `Requests to ${name} are refused: its ceiling is reached or one key is hot (contributor insights)`,
        watched: { query: count("ThrottledRequests") },
        above: 5,
        periodSeconds: MINUTE,
        periods: 3,
        of: 5,
        missing: "notBreaching",
      },
      {
        name: `${table}-system-errors`,
        description: `DynamoDB itself fails for ${name}: look at the AWS Health Dashboard`,
        watched: { query: count("SystemErrors") },
        above: 5,
        periodSeconds: MINUTE,
        periods: 3,
        of: 5,
        missing: "notBreaching",
      },
    ];
    if (!replica) return alarms;
    return [
      ...alarms,
      {
        name: `${table}-replication-late`,
        description: `${name} reaches ${replica} more than a minute late`,
        watched: { namespace: "AWS/DynamoDB", metric: "ReplicationLatency", dimensions: { TableName: name, ReceivingRegion: replica }, statistic: "Average" },
        above: MINUTE * 1000,
        periodSeconds: 5 * MINUTE,
        periods: 3,
        missing: "notBreaching",
      },
    ];
  });
}

import { DataAwsDynamodbTable } from "@cdktf/provider-aws/lib/data-aws-dynamodb-table";
import { DynamodbContributorInsights } from "@cdktf/provider-aws/lib/dynamodb-contributor-insights";
import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { DynamodbTableReplicaA } from "@cdktf/provider-aws/lib/dynamodb-table-replica";
import type { ITerraformDependable } from "../../cdktf.ts";
import type { TableName } from "../../config/names.ts";
import { REGION_CODE, type Region } from "../../config/regions.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import type { DataKeys } from "./keys.ts";

interface TableShape {
  attributes: Record<string, "S" | "N">;
  key: string;
  /** Global secondary indexes that hold all attributes, by name: hash and range key. */
  indexes: Record<string, readonly [hash: string, range: string]>;
  /** The attribute that says when an item ends, in seconds since 1970. */
  endsAt?: string;
}

/** Keys and indexes as the app uses them: a test compares them with `app/platform/dynamodb.server.ts`. */
const TABLE_SHAPES: Record<TableName, TableShape> = {
  sessions: { attributes: { id: "S" }, key: "id", indexes: {}, endsAt: "expiresAt" },
  carts: { attributes: { id: "S" }, key: "id", indexes: {}, endsAt: "expiresAt" },
  catalog: {
    attributes: { slug: "S", category: "S", rank: "N", fromPriceMinor: "N", addedOn: "S" },
    key: "slug",
    indexes: { byRank: ["category", "rank"], byPrice: ["category", "fromPriceMinor"], byNewest: ["category", "addedOn"] },
  },
};

/** The tables of the shop as other parts of the stack need them. */
export interface Tables {
  streamArn(table: TableName, region: Region): string;
}

/** Declares the tables, in two regions as global tables: either region writes, and the other has it a second later. */
export function declareTables(stack: EnvironmentStack, keys: DataKeys): Tables {
  const streams = new Map<string, string>();
  for (const [name, shape] of Object.entries(TABLE_SHAPES) as [TableName, TableShape][]) {
    const table = declareTable(stack, name, shape, keys.arn(stack.region));
    watchHotKeys(stack, name, shape, stack.region, table);
    streams.set(`${name} ${stack.region}`, table.streamArn);
    for (const region of stack.regions.filter((other) => other !== stack.region)) {
      const replica = declareReplica(stack, name, region, table, keys.arn(region));
      watchHotKeys(stack, name, shape, region, replica);
      streams.set(`${name} ${region}`, replicaStream(stack, name, region, replica));
    }
  }
  return { streamArn: (table, region) => streams.get(`${table} ${region}`) ?? "" };
}

function declareTable(stack: EnvironmentStack, name: TableName, shape: TableShape, keyArn: string): DynamodbTable {
  const { maxReadUnits: maxReadRequestUnits, maxWriteUnits: maxWriteRequestUnits } = stack.environment.tables;
  const onDemandThroughput = { maxReadRequestUnits, maxWriteRequestUnits };
  const { deletionProtection } = stack.environment;
  return new DynamodbTable(stack, name, {
    name: `${stack.names.tablePrefix}${name}`,
    billingMode: "PAY_PER_REQUEST",
    onDemandThroughput,
    attribute: Object.entries(shape.attributes).map(([attribute, type]) => ({ name: attribute, type })),
    hashKey: shape.key,
    globalSecondaryIndex: Object.entries(shape.indexes).map(([index, [hashKey, rangeKey]]) => ({
      name: index,
      hashKey,
      rangeKey,
      projectionType: "ALL",
      onDemandThroughput,
    })),
    // Global tables replicate by the stream and demand both images; cart expiry reads the old one.
    streamEnabled: true,
    streamViewType: "NEW_AND_OLD_IMAGES",
    ttl: shape.endsAt === undefined ? undefined : { enabled: true, attributeName: shape.endsAt },
    // The longest there is: it costs by the size of the table, not by the days.
    pointInTimeRecovery: { enabled: true, recoveryPeriodInDays: 35 },
    serverSideEncryption: { enabled: true, kmsKeyArn: keyArn },
    deletionProtectionEnabled: deletionProtection,
    lifecycle: {
      preventDestroy: deletionProtection,
      // Replicas are resources of their own: a `replica` block of this provider can't protect them from deletion.
      ignoreChanges: ["replica"],
    },
  });
}

function declareReplica(stack: EnvironmentStack, name: TableName, region: Region, table: DynamodbTable, kmsKeyArn: string): DynamodbTableReplicaA {
  const { deletionProtection } = stack.environment;
  return new DynamodbTableReplicaA(stack, `${name}_${REGION_CODE[region]}`, {
    provider: stack.provider(region),
    globalTableArn: table.arn,
    kmsKeyArn,
    pointInTimeRecovery: true,
    deletionProtectionEnabled: deletionProtection,
    lifecycle: deletionProtection ? { preventDestroy: true } : undefined,
  });
}

/** The replica's stream: AWS makes up the end of its ARN, and the replica's resource does not tell it. */
function replicaStream(stack: EnvironmentStack, name: TableName, region: Region, replica: ITerraformDependable): string {
  return new DataAwsDynamodbTable(stack, `${name}_${REGION_CODE[region]}_stream`, {
    provider: stack.provider(region),
    name: `${stack.names.tablePrefix}${name}`,
    dependsOn: [replica],
  }).streamArn;
}

/** Contributor insights on a table and its indexes: which keys are asked for most, and which are throttled. */
function watchHotKeys(stack: EnvironmentStack, name: TableName, shape: TableShape, region: Region, table: ITerraformDependable): void {
  for (const indexName of [undefined, ...Object.keys(shape.indexes)]) {
    const id = [name, indexName, REGION_CODE[region]].filter((part) => part !== undefined).join("_");
    new DynamodbContributorInsights(stack, `hot_keys_${id}`, {
      provider: stack.provider(region),
      tableName: `${stack.names.tablePrefix}${name}`,
      indexName,
      dependsOn: [table],
    });
  }
}

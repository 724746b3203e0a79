import { DynamoDBClient, type CreateTableCommandInput } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { z } from "zod";
import { dynamodbVariables, parseEnvironment } from "./environment.server";
import { singleton } from "./singleton.server";

const environment = parseEnvironment(z.object(dynamodbVariables), process.env);

/** The tables of the shop; their access patterns are written down beside the services that use them. */
export type Table = "sessions" | "carts" | "catalog";

/** The name of a table in this environment. */
export function tableName(table: Table): string {
  return `${environment.DYNAMODB_TABLE_PREFIX}${table}`;
}

const string = (name: string) => ({ AttributeName: name, AttributeType: "S" as const });
const number = (name: string) => ({ AttributeName: name, AttributeType: "N" as const });
const hash = (name: string) => ({ AttributeName: name, KeyType: "HASH" as const });
const range = (name: string) => ({ AttributeName: name, KeyType: "RANGE" as const });

/** Keys and indexes of every table: what the local store creates and the infrastructure declares. */
export const TABLES: Record<Table, Omit<CreateTableCommandInput, "TableName">> = {
  sessions: {
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [string("id")],
    KeySchema: [hash("id")],
  },
  carts: {
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [string("id")],
    KeySchema: [hash("id")],
  },
  catalog: {
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [string("slug"), string("category"), number("rank"), number("fromPriceMinor"), string("addedOn")],
    KeySchema: [hash("slug")],
    GlobalSecondaryIndexes: [
      { IndexName: "byRank", KeySchema: [hash("category"), range("rank")], Projection: { ProjectionType: "ALL" } },
      { IndexName: "byPrice", KeySchema: [hash("category"), range("fromPriceMinor")], Projection: { ProjectionType: "ALL" } },
      { IndexName: "byNewest", KeySchema: [hash("category"), range("addedOn")], Projection: { ProjectionType: "ALL" } },
    ],
  },
};

/** Undefined attributes are left out; numbers beyond 2^53 are never stored. */
export const dynamo = singleton("dynamo", () => {
  const client = new DynamoDBClient({
    region: environment.AWS_REGION,
    maxAttempts: 4,
    ...(environment.DYNAMODB_ENDPOINT && {
      endpoint: environment.DYNAMODB_ENDPOINT,
      // A local store checks no signature, but the client insists on making one.
      credentials: { accessKeyId: "local", secretAccessKey: "local" },
    }),
  });
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
});

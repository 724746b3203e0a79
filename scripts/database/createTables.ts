import { CreateTableCommand, ResourceInUseException } from "@aws-sdk/client-dynamodb";
import { dynamo, tableName, TABLES, type Table } from "../../app/platform/dynamodb.server.ts";

/** Makes the DynamoDB tables that are missing: for the local store and tests; on AWS the infrastructure declares them. */
export async function createTables(): Promise<void> {
  for (const table of Object.keys(TABLES) as Table[]) {
    try {
      await dynamo.send(new CreateTableCommand({ TableName: tableName(table), ...TABLES[table] }));
    } catch (error) {
      if (!(error instanceof ResourceInUseException)) throw error;
    }
  }
}

import { CreateTableCommand, DynamoDBServiceException, ResourceInUseException } from "@aws-sdk/client-dynamodb";
import { config } from "../../app/platform/config.server.ts";
import { dynamo, tableName, TABLES, type Table } from "../../app/platform/dynamodb.server.ts";

/** Makes the DynamoDB tables that are missing: for the local store and tests; on AWS the infrastructure declares them. */
export async function createTables(): Promise<void> {
  for (const table of Object.keys(TABLES) as Table[]) {
    try {
      await dynamo.send(new CreateTableCommand({ TableName: tableName(table), ...TABLES[table] }));
    } catch (error) {
      if (error instanceof ResourceInUseException) continue;
      if (error instanceof DynamoDBServiceException) throw error;
      throw new Error(`The DynamoDB store at ${config.dynamodbEndpoint ?? config.awsRegion} does not answer (${(error as Error).message}). Start it, or correct DYNAMODB_ENDPOINT.`);
    }
  }
}

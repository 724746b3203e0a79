import { once } from "node:events";
import type { AddressInfo } from "node:net";
import dynalite from "dynalite";

/** A running DynamoDB-compatible store. */
export interface EmbeddedDynamoDb {
  /** URL for DYNAMODB_ENDPOINT. */
  endpoint: string;
  stop(): Promise<void>;
}

/**
 * Starts dynalite, DynamoDB's wire protocol on LevelDB, on a free port of the loopback.
 * @param folder where it keeps its tables; in memory where undefined
 */
export async function startDynamoDb(folder?: string): Promise<EmbeddedDynamoDb> {
  const server = dynalite({ path: folder, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve, reject) => {
        server.closeAllConnections();
        server.close((error) => (error ? reject(error) : resolve()));
      }),
  };
}

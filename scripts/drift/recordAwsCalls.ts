import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { AccessRequest } from "../../terraform/iam/simulator.ts";

/** One call of the application, as IAM sees it, but for the account and the region. */
export type RecordedCall = Pick<AccessRequest, "action"> & {
  /** e.g. `table/aurolot-catalog/index/byRank` */
  target: string;
};

/** Tells for every command of DynamoDB that the application uses which targets a call asks for. */
const TARGETS: Record<string, (input: Record<string, unknown>) => string[]> = {
  GetItem: table,
  PutItem: table,
  UpdateItem: table,
  Query: ({ TableName, IndexName }) => [IndexName ? `table/${String(TableName)}/index/${String(IndexName)}` : `table/${String(TableName)}`],
  BatchGetItem: ({ RequestItems }) => Object.keys(RequestItems as object).map((name) => `table/${name}`),
};

/**
 * Writes down every call that a client makes during some work; other tests share the client.
 * @throws Error (from the call) for a command whose targets are not known here: add it to TARGETS
 */
export async function recordAwsCalls(client: DynamoDBDocumentClient, work: () => Promise<unknown>): Promise<RecordedCall[]> {
  const calls: RecordedCall[] = [];
  client.middlewareStack.add(
    (next, context) => (args) => {
      const command = String(context.commandName).replace(/Command$/, "").replace(/^Batch(Get|Write)$/, "Batch$1Item").replace(/^(Get|Put|Update|Delete)$/, "$1Item");
      const targets = TARGETS[command];
      if (!targets) throw new Error(`What ${command} asks for is not known: add it to scripts/drift/recordAwsCalls.ts.`);
      for (const target of targets(args.input as Record<string, unknown>)) calls.push({ action: `dynamodb:${command}`, target });
      return next(args);
    },
    { step: "initialize", name: "recordAwsCalls" },
  );
  try {
    await work();
    return calls;
  } finally {
    client.middlewareStack.remove("recordAwsCalls");
  }
}

function table({ TableName }: Record<string, unknown>): string[] {
  return [`table/${String(TableName)}`];
}

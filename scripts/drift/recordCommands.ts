import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";
import { SQSClient } from "@aws-sdk/client-sqs";
import { vi } from "vitest";
import { recordAwsCalls } from "./recordAwsCalls.ts";

/** One call, as IAM sees it. */
export interface RecordedCommand {
  /** e.g. `sqs:SendMessage` */
  action: string;
  /** What it is asked of: `<bucket>/<key>`, a queue's name, or a table's. */
  target: string;
}

/** Actions of S3 that are called otherwise than its commands. */
const ACTIONS: Record<string, string> = { HeadObject: "GetObject" };

/** Writes down every call that the clients of S3, SQS and the tables make during some work. */
export async function recordCommands(dynamo: DynamoDBDocumentClient, work: () => Promise<unknown>): Promise<RecordedCommand[]> {
  const commands: RecordedCommand[] = [];
  const watch = (prototype: object, service: string, targetOf: (input: Record<string, unknown>) => string) => {
    const client = prototype as { send(this: unknown, command: { input: Record<string, unknown> }, ...rest: unknown[]): Promise<unknown> };
    const { send } = client;
    return vi.spyOn(client, "send").mockImplementation(function (this: unknown, command, ...rest) {
      const name = command.constructor.name.replace(/Command$/, "");
      commands.push({ action: `${service}:${ACTIONS[name] ?? name}`, target: targetOf(command.input) });
      return send.call(this, command, ...rest);
    });
  };
  const spies = [
    watch(S3Client.prototype, "s3", ({ Bucket, Key }) => `${String(Bucket)}/${String(Key)}`),
    watch(SQSClient.prototype, "sqs", ({ QueueUrl }) => String(QueueUrl).split("/").at(-1) ?? ""),
  ];
  try {
    const calls = await recordAwsCalls(dynamo, work);
    return [...commands, ...calls.map(({ action, target }) => ({ action, target: target.replace("table/", "") }))];
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

import { EncryptionKey } from "../../constructs/encryptionKey.ts";
import { publish } from "../../constructs/registry.ts";
import type { EventsStack } from "./eventsStack.ts";

/** The key of queues, bus, function settings and the analytics stream; EventBridge writes to our queues with it. */
export function makeEventsKey(stack: EventsStack): string {
  const key = new EncryptionKey(stack, stack, {
    purpose: "events",
    description: "Queues, event bus, schedules, function settings and the analytics stream",
    statements: [
      {
        Sid: "EventBridgeWritesToBusAndQueues",
        Principal: { Service: "events.amazonaws.com" },
        Action: ["kms:Decrypt", "kms:GenerateDataKey", "kms:DescribeKey"],
        Resource: "*",
        Condition: { StringEquals: { "aws:SourceAccount": stack.environment.accountId } },
      },
      {
        Sid: "LambdaReadsFiltersOfEventSources",
        Principal: { Service: "lambda.amazonaws.com" },
        Action: "kms:Decrypt",
        Resource: "*",
        Condition: { StringEquals: { "aws:SourceAccount": stack.environment.accountId } },
      },
    ],
  });
  publish(stack, "events-key-arn", key.arn);
  return key.arn;
}

import { EncryptionKey } from "../../constructs/encryptionKey.ts";
import { publish } from "../../constructs/registry.ts";
import type { EventsStack } from "./eventsStack.ts";

/** The key of queues, bus, function settings and the analytics stream; EventBridge writes to our queues with it. */
export function makeEventsKey(stack: EventsStack): EncryptionKey {
  const key = new EncryptionKey(stack, stack, {
    purpose: "events",
    description: "Queues, event bus, schedules, function settings and the analytics stream",
    statements: [
      {
        Sid: "EventBridgeWritesToTheBus",
        Principal: { Service: "events.amazonaws.com" },
        Action: ["kms:Decrypt", "kms:GenerateDataKey", "kms:DescribeKey"],
        Resource: "*",
        Condition: { StringEquals: { "aws:SourceAccount": stack.environment.accountId } },
      },
      {
        // On the way to an encrypted queue EventBridge states no source account: what it encrypts says whose it is.
        Sid: "EventBridgeWritesToOurQueues",
        Principal: { Service: "events.amazonaws.com" },
        Action: ["kms:Decrypt", "kms:GenerateDataKey"],
        Resource: "*",
        Condition: { ArnLike: { "kms:EncryptionContext:aws:sqs:arn": stack.names.arn("sqs", stack.region, stack.names.of("*")) } },
      },
      {
        Sid: "LambdaReadsFiltersOfEventSources",
        // Event sources are polled in the name of the region's Lambda, not of `lambda.amazonaws.com`.
        Principal: { Service: `lambda.${stack.region}.amazonaws.com` },
        Action: "kms:Decrypt",
        Resource: "*",
        Condition: {
          ArnLike: { "aws:SourceArn": stack.names.arn("lambda", stack.region, "event-source-mapping:*") },
          StringEquals: { "kms:EncryptionContext:aws:lambda:FunctionArn": stack.names.functionArn("cart-expiry", stack.region) },
        },
      },
    ],
  });
  publish(stack, "events-key-arn", key.arn);
  return key;
}

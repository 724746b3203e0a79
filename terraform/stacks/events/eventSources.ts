import { LambdaEventSourceMapping } from "@cdktf/provider-aws/lib/lambda-event-source-mapping";
import type { Lambda } from "../../constructs/lambda.ts";
import type { Queue } from "../../constructs/queue.ts";
import { lookup } from "../../constructs/registry.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import { QUEUE_FUNCTION_NAMES, type FunctionName } from "./functionNames.ts";
import type { QueueName } from "./queueNames.ts";

/**
 * DynamoDB deletes an expired cart in one region and replicates that to the other, where the record lacks this
 * identity: each cart is reported once.
 */
const DELETED_BY_TTL = { eventName: ["REMOVE"], userIdentity: { type: ["Service"], principalId: ["dynamodb.amazonaws.com"] } };

/** Connects functions with the queues and the stream that they work off. A failed item alone comes back, not its batch. */
export function connectEventSources(stack: EnvironmentStack, functions: Record<FunctionName, Lambda>, queues: Record<QueueName, Queue>, keyArn: string): void {
  const shared = { functionResponseTypes: ["ReportBatchItemFailures"], metricsConfig: { metrics: ["EventCount"] } };
  for (const name of QUEUE_FUNCTION_NAMES) {
    const { function: worker, role } = functions[name];
    new LambdaEventSourceMapping(stack, `${name.replaceAll("-", "_")}_queue`, {
      ...shared,
      functionName: worker.functionName,
      eventSourceArn: queues[name].arn,
      batchSize: name === "analytics" ? 100 : 10,
      maximumBatchingWindowInSeconds: name === "analytics" ? 20 : 0,
      // The reserved concurrency: more pollers would be throttled, and throttled messages count as received.
      scalingConfig: { maximumConcurrency: stack.environment.functions.reservedConcurrency },
      dependsOn: [queues[name].queue, role.policy],
    });
  }
  const { function: worker, role } = functions["cart-expiry"];
  new LambdaEventSourceMapping(stack, "cart_expiry_stream", {
    ...shared,
    functionName: worker.functionName,
    eventSourceArn: lookup(stack, "data", "carts-stream-arn"),
    startingPosition: "TRIM_HORIZON",
    batchSize: 100,
    maximumBatchingWindowInSeconds: 10,
    parallelizationFactor: 2,
    bisectBatchOnFunctionError: true,
    maximumRetryAttempts: 5,
    maximumRecordAgeInSeconds: 6 * 60 * 60,
    destinationConfig: { onFailure: { destinationArn: stack.names.queueArn("cart-expiry-dlq", stack.region) } },
    filterCriteria: { filter: [{ pattern: JSON.stringify(DELETED_BY_TTL) }] },
    kmsKeyArn: keyArn,
    dependsOn: [role.policy],
  });
}

import { Queue, DeadLetterQueue, type Sender } from "../../constructs/queue.ts";
import { BUS_RULES, UPLOAD_RULES, ruleArn } from "./rules.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import { FAILURE_QUEUE_NAMES, QUEUE_NAMES, type QueueName } from "./queueNames.ts";

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;

/** Lambda advises a visibility timeout of six times the function's own and its batching window; the render worker extends its own as it works. */
const WORK: Record<QueueName, { visibilityTimeoutSeconds: number; maxReceives: number }> = {
  "render-jobs": { visibilityTimeoutSeconds: 15 * MINUTE, maxReceives: 3 },
  "order-mail": { visibilityTimeoutSeconds: 3 * MINUTE, maxReceives: 5 },
  thumbnails: { visibilityTimeoutSeconds: 6 * MINUTE, maxReceives: 4 },
  analytics: { visibilityTimeoutSeconds: 4 * MINUTE, maxReceives: 5 },
  "stock-alerts": { visibilityTimeoutSeconds: 3 * MINUTE, maxReceives: 5 },
};

/** Makes every queue of the region; senders are the rules that lead to it. */
export function makeQueues(stack: EnvironmentStack, keyArn: string): Record<QueueName, Queue> {
  const queues = {} as Record<QueueName, Queue>;
  for (const name of QUEUE_NAMES) {
    queues[name] = new Queue(stack, { name, keyArn, retentionSeconds: 4 * DAY, senders: sendersOf(stack, name), ...WORK[name] });
  }
  for (const name of FAILURE_QUEUE_NAMES) {
    new DeadLetterQueue(stack, { name, keyArn, senders: name === "bus-dlq" ? [busFailures(stack)] : [] });
  }
  return queues;
}

function sendersOf(stack: EnvironmentStack, name: QueueName): Sender[] {
  const rules = [...BUS_RULES, ...UPLOAD_RULES].filter(({ queue }) => queue === name).map((rule) => ruleArn(stack, rule));
  return [{ sid: "TakeEventsOfItsRules", service: "events.amazonaws.com", sourceArn: rules }];
}

function busFailures({ names, region }: EnvironmentStack): Sender {
  return { sid: "TakeWhatTheBusCouldNotKeep", service: "events.amazonaws.com", sourceArn: names.busArn(region) };
}

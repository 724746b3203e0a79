import type { EnvironmentStack } from "../../constructs/stack.ts";
import { DEAD_LETTER_QUEUE_NAMES, QUEUE_NAMES, type QueueName } from "../events/queueNames.ts";
import { alarm } from "./alarm.ts";

const MINUTE = 60;

/** How old a message may get before someone should look, in seconds. */
const PATIENCE_SECONDS: Record<QueueName, number> = {
  // A GPU instance takes some minutes to start and a large model half an hour to work.
  "render-jobs": 60 * MINUTE,
  "order-mail": 10 * MINUTE,
  thumbnails: 30 * MINUTE,
  analytics: 30 * MINUTE,
  "stock-alerts": 30 * MINUTE,
};

/** Every dead-letter queue must be empty, and no queue may fall behind. */
export function makeQueueAlarms(stack: EnvironmentStack): void {
  for (const name of DEAD_LETTER_QUEUE_NAMES) {
    alarm(stack, {
      name,
      description: `Something could not be handled and waits in ${stack.names.of(name)}: read its error, mend it, replay it (docs/runbooks)`,
      watched: { namespace: "AWS/SQS", metric: "ApproximateNumberOfMessagesVisible", dimensions: { QueueName: stack.names.of(name) }, statistic: "Maximum" },
      above: 0,
      periodSeconds: MINUTE,
      periods: 1,
      missing: "notBreaching",
    });
  }
  for (const name of QUEUE_NAMES) {
    alarm(stack, {
      name: `${name}-late`,
      description: `The oldest message in ${stack.names.of(name)} waits longer than ${PATIENCE_SECONDS[name] / MINUTE} minutes: is its worker running?`,
      watched: { namespace: "AWS/SQS", metric: "ApproximateAgeOfOldestMessage", dimensions: { QueueName: stack.names.of(name) }, statistic: "Maximum" },
      above: PATIENCE_SECONDS[name],
      periodSeconds: 5 * MINUTE,
      periods: 2,
      of: 3,
      missing: "notBreaching",
    });
  }
}

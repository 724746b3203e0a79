/** Queues of work, each with a `<name>-dlq`. */
export const QUEUE_NAMES = ["render-jobs", "order-mail", "thumbnails", "analytics", "stock-alerts"] as const;

/** A queue of work. */
export type QueueName = (typeof QUEUE_NAMES)[number];

/** Where services leave what they could not hand over: no queue of work stands before these. */
export const FAILURE_QUEUE_NAMES = ["functions-dlq", "cart-expiry-dlq", "schedules-dlq", "bus-dlq"] as const;

/** Every dead-letter queue, each of which has an alarm. */
export const DEAD_LETTER_QUEUE_NAMES = [...QUEUE_NAMES.map((name) => `${name}-dlq` as const), ...FAILURE_QUEUE_NAMES] as const;

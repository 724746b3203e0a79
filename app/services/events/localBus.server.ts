import { randomUUID } from "node:crypto";
import type { SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import { envelopeOf, EVENT_ROUTES, type ShopEvent } from "~/domain/shopEvents";
import { singleton } from "~/platform/singleton.server";
import type { FailedEvent } from "./failedEvent";

/** A queue of work that events of the shop are routed to. */
export type EventQueue = keyof typeof EVENT_ROUTES;

/** A function's handler, as Lambda calls it with what it read from the function's queue. */
export type QueueHandler = (event: SQSEvent) => Promise<SQSBatchResponse>;

/** As many records as Lambda hands over at a time. */
const BATCH_SIZE = 10;

/** Why records failed: what a handler gives back has no room for it. */
const reasons = new WeakMap<SQSRecord, string>();

/** Lets the bus in this process know why a record could not be worked off. On AWS nobody asks: there the log tells. */
export function explainFailure(record: SQSRecord, error: unknown): void {
  reasons.set(record, error instanceof Error ? error.message : String(error));
}

const consumers = () => singleton("localConsumers", () => new Map<EventQueue, QueueHandler>());

/** Lets a handler work off a queue of this process; it takes the place of an earlier one. */
export function registerConsumer(queue: EventQueue, handler: QueueHandler): void {
  consumers().set(queue, handler);
}

/**
 * What EventBridge, SQS and Lambda do on AWS, in this process: events go to the queues that EVENT_ROUTES says and from
 * there in batches to the registered handlers. Queues that nobody works off here take nothing.
 * @returns the events that a handler reported as failed, or all of its batch if it threw; they come again, to every queue
 */
export async function deliverLocally(events: readonly ShopEvent[]): Promise<FailedEvent[]> {
  const failed = new Map<string, FailedEvent>();
  for (const [queue, handler] of consumers()) {
    const routed = events.filter(({ type }) => (EVENT_ROUTES[queue] as readonly string[]).includes(type));
    for (let start = 0; start < routed.length; start += BATCH_SIZE) {
      for (const failure of await handOver(routed.slice(start, start + BATCH_SIZE), queue, handler)) failed.set(failure.id, failure);
    }
  }
  return [...failed.values()];
}

async function handOver(events: readonly ShopEvent[], queue: EventQueue, handler: QueueHandler): Promise<FailedEvent[]> {
  const byMessage = new Map(
    events.map((event) => {
      const record = recordOf(randomUUID(), event, queue);
      return [record.messageId, { event, record }];
    }),
  );
  const failure = ({ id }: ShopEvent, reason: string): FailedEvent => ({ id, error: `${queue}: ${reason}` });
  try {
    const { batchItemFailures } = await handler({ Records: [...byMessage.values()].map(({ record }) => record) });
    return batchItemFailures.flatMap(({ itemIdentifier }) => {
      const given = byMessage.get(itemIdentifier);
      return given ? [failure(given.event, reasons.get(given.record) ?? "its function gave it back; the log says why")] : [];
    });
  } catch (error) {
    return events.map((event) => failure(event, (error as Error).message));
  }
}

function recordOf(messageId: string, event: ShopEvent, queue: EventQueue): SQSRecord {
  const sentAt = String(Date.now());
  return {
    messageId,
    receiptHandle: messageId,
    body: JSON.stringify(envelopeOf(event)),
    attributes: { ApproximateReceiveCount: "1", SentTimestamp: sentAt, SenderId: "local", ApproximateFirstReceiveTimestamp: sentAt },
    messageAttributes: {},
    md5OfBody: "",
    eventSource: "aws:sqs",
    eventSourceARN: `arn:aws:sqs:local:000000000000:${queue}`,
    awsRegion: "local",
  };
}

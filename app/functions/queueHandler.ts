import type { SQSRecord } from "aws-lambda";
import { z } from "zod";
import { parseEnvelope, type ShopEvent } from "~/domain/shopEvents";
import { log } from "~/platform/log.server";
import { explainFailure, type QueueHandler } from "~/services/events/localBus.server";

/** A record is none that this function takes; trying again will not change that. */
export class UnexpectedRecordError extends Error {
  override name = "UnexpectedRecordError";
}

/**
 * A handler of a queue: works off the records of a batch at once and reports those that failed, so that they alone come
 * again and, after the queue's most receives, end in its dead-letter queue. Why stands in the log under the message's id.
 * @param work what to do with a record; must bear to be given the same one twice
 * @throws UnexpectedRecordError (from the handler) for an event that is no batch
 */
export function queueHandler(work: (record: SQSRecord) => Promise<void>): QueueHandler {
  return async (event) => {
    if (!Array.isArray(event?.Records) || event.Records.some(({ eventSource }) => eventSource !== "aws:sqs")) {
      throw new UnexpectedRecordError("The function takes a batch of records from its queue, and this event is none.");
    }
    const failures = await Promise.all(
      event.Records.map(async (record) => {
        try {
          await work(record);
          return [];
        } catch (error) {
          explainFailure(record, error);
          const { messageId, eventSourceARN, attributes } = record;
          log.error({ err: error, messageId, queue: eventSourceARN, receives: Number(attributes.ApproximateReceiveCount) }, "A message of a queue could not be worked off");
          return [{ itemIdentifier: messageId }];
        }
      }),
    );
    return { batchItemFailures: failures.flat() };
  };
}

/**
 * The event of the shop in a record, as EventBridge put it into the queue.
 * @throws UnexpectedRecordError saying what is wrong with it
 */
export function shopEventIn(record: Pick<SQSRecord, "body">): ShopEvent {
  return readAs("no event of the shop", () => parseEnvelope(jsonIn(record)));
}

/**
 * The JSON in a record's body.
 * @throws UnexpectedRecordError if it is none
 */
export function jsonIn({ body }: Pick<SQSRecord, "body">): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new UnexpectedRecordError("The record's body is no JSON: an event as EventBridge hands it on was expected.");
  }
}

/**
 * What a parser makes of a record.
 * @param otherwise what the record is where the parser refuses it, e.g. "no event of the shop"
 * @throws UnexpectedRecordError saying what is wrong with it
 */
export function readAs<T>(otherwise: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    throw new UnexpectedRecordError(`The record is ${otherwise}:\n${z.prettifyError(error)}`);
  }
}

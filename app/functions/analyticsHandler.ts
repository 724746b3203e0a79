import { log } from "~/platform/log.server";
import { deliverRecords, type PutLines } from "~/services/analytics/analyticsDelivery.server";
import { analyticsRecords, type AnalyticsRecord } from "~/services/analytics/analyticsRecord";
import type { QueueHandler } from "~/services/events/localBus.server";
import { jsonIn, queueHandler, readAs } from "./queueHandler";

/** The handler of `analytics`: turns a batch of events into records and delivers them together. */
export function analyticsHandler(put: PutLines): QueueHandler {
  return async (event) => {
    const records = new Map<string, AnalyticsRecord[]>();
    const { batchItemFailures: unreadable } = await queueHandler((record) => {
      records.set(record.messageId, readAs("neither an event of the shop nor one of returned mail", () => analyticsRecords(jsonIn(record))));
      return Promise.resolve();
    })(event);
    const undelivered = await deliverRecords(records, put);
    for (const [messageId, reason] of undelivered) log.error({ messageId, reason }, "Records of a message were not taken by the analytics stream");
    return { batchItemFailures: [...unreadable, ...[...undelivered.keys()].map((itemIdentifier) => ({ itemIdentifier }))] };
  };
}

import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from "aws-lambda";
import { z } from "zod";
import { log } from "~/platform/log.server";
import { sweepCarts, type SweptCarts } from "~/services/carts/cartSweep.server";
import { tellOfExpiredCarts } from "~/services/carts/expiredCarts.server";
import type { SendEvents } from "~/services/events/bus.server";

/** What the schedule `cart-sweep` sends. */
interface SweepTask {
  task: "sweep";
}

const sweepTaskSchema = z.object({ task: z.literal("sweep") });
const streamSchema = z.object({ Records: z.array(z.looseObject({ eventName: z.string() })) });

/** A record that the time-to-live made; a person's or the sweep's own deletion has no such identity. */
const expirySchema = z.object({
  eventName: z.literal("REMOVE"),
  userIdentity: z.looseObject({ principalId: z.literal("dynamodb.amazonaws.com") }),
  dynamodb: z.object({ SequenceNumber: z.string(), OldImage: z.record(z.string(), z.unknown()).optional() }),
});

/**
 * The handler of `cart-expiry`: records of the carts' stream, of which it takes those that the time-to-live made, and
 * the scheduled sweep.
 * @throws Error for any other event, and when a sweep could not send all events: Lambda then tries it again
 */
export function cartExpiryHandler(sendEvents: SendEvents): (event: DynamoDBStreamEvent | SweepTask) => Promise<DynamoDBBatchResponse | SweptCarts> {
  return async (event) => {
    if (sweepTaskSchema.safeParse(event).success) return sweep(sendEvents);
    const { success, data } = streamSchema.safeParse(event);
    if (!success) throw new Error(`cart-expiry takes records of the carts' stream or {"task":"sweep"}, not an event with ${Object.keys(event ?? {}).join(", ") || "nothing in it"}.`);
    return expiries(data.Records, sendEvents);
  };
}

async function sweep(sendEvents: SendEvents): Promise<SweptCarts> {
  const swept = await sweepCarts(sendEvents);
  log.info(swept, "Swept carts");
  if (swept.failed > 0) throw new Error(`The bus did not take the events of ${swept.failed} carts that were left behind. They are not marked: the next sweep sends them.`);
  return swept;
}

async function expiries(records: readonly unknown[], sendEvents: SendEvents): Promise<DynamoDBBatchResponse> {
  const expired = records.flatMap((record) => {
    const parsed = expirySchema.safeParse(record);
    if (!parsed.success) return [];
    const { SequenceNumber, OldImage } = parsed.data.dynamodb;
    return [{ sequenceNumber: SequenceNumber, item: OldImage && unmarshall(OldImage as Record<string, AttributeValue>) }];
  });
  const failed = await tellOfExpiredCarts(expired, sendEvents);
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}

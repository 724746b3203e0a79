import type { SQSEvent } from "aws-lambda";
import { envelopeOf, type ShopEvent } from "~/domain/shopEvents";

const ACCOUNT = "333333333333";

/** A batch as Lambda reads it from a queue: objects are put in as JSON, strings as they are. Messages are called 0, 1, 2, … */
export function queueEvent(...bodies: (object | string)[]): SQSEvent {
  return {
    Records: bodies.map((body, index) => ({
      messageId: String(index),
      receiptHandle: "AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a",
      body: typeof body === "string" ? body : JSON.stringify(body),
      attributes: {
        ApproximateReceiveCount: "1",
        SentTimestamp: "1792000000000",
        SenderId: "AIDAIENQZJOLO23YVJ4VO",
        ApproximateFirstReceiveTimestamp: "1792000000100",
      },
      messageAttributes: {},
      md5OfBody: "e4e68fb7bd0e697a0ae8f1bb342846b3",
      eventSource: "aws:sqs",
      eventSourceARN: `arn:aws:sqs:eu-central-1:${ACCOUNT}:aurolot-prod-work`,
      awsRegion: "eu-central-1",
    })),
  };
}

/** What a batch's failures look like, by the messages' numbers. */
export function failuresOf(...messages: number[]): { batchItemFailures: { itemIdentifier: string }[] } {
  return { batchItemFailures: messages.map((message) => ({ itemIdentifier: String(message) })) };
}

/** An event as EventBridge hands it on. */
export function bridged(source: string, detailType: string, detail: object): object {
  return {
    version: "0",
    id: "17793124-05d4-b198-2fde-7ededc63b103",
    "detail-type": detailType,
    source,
    account: ACCOUNT,
    time: "2026-11-21T18:43:48Z",
    region: "eu-central-1",
    resources: [],
    detail,
  };
}

/** An event of the shop as EventBridge hands it on. */
export function shopEnvelope(event: ShopEvent): object {
  const { source, "detail-type": type, detail } = envelopeOf(event);
  return bridged(source, type, detail);
}

import { FirehoseClient, PutRecordBatchCommand } from "@aws-sdk/client-firehose";
import type { PutLines } from "./analyticsDelivery.server";

interface FirehoseOptions {
  /** The stream exists in one region, whichever region the caller runs in. */
  region: string;
  stream: string;
}

/** Puts lines into a Firehose stream. */
export function firehoseLines({ region, stream }: FirehoseOptions): PutLines {
  const client = new FirehoseClient({ region });
  return async (lines) => {
    const { RequestResponses = [] } = await client.send(
      new PutRecordBatchCommand({ DeliveryStreamName: stream, Records: lines.map((line) => ({ Data: Buffer.from(line) })) }),
    );
    return lines.map((_, index) => {
      const answer = RequestResponses[index];
      return answer?.RecordId ? undefined : `${answer?.ErrorCode ?? "no answer"} ${answer?.ErrorMessage ?? ""}`.trim();
    });
  };
}

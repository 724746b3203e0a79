import { ChangeMessageVisibilityCommand, DeleteMessageCommand, GetQueueAttributesCommand, type Message, ReceiveMessageCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { z } from "zod";
import type { JobQueue, TakenJob } from "./jobQueue";

export interface SqsQueueOptions {
  queueUrl: string;
  /** The queue's dead-letter queue. */
  deadLettersUrl: string;
  region: string;
  /** How long to wait for a message: a worker that is told to stop still waits so long, for what it is sent last must be given back. */
  waitSeconds?: number;
}

const WAIT_SECONDS = 10;
/** An attribute may have 256 KB together with the message; nobody reads more than this of a reason. */
const LONGEST_REASON = 1_000;

const attributesSchema = z.object({
  VisibilityTimeout: z.coerce.number().positive(),
  RedrivePolicy: z
    .string()
    .transform((policy) => JSON.parse(policy) as unknown)
    .pipe(z.object({ maxReceiveCount: z.coerce.number().int().positive() })),
});

/**
 * Jobs from an SQS queue, one at a time. Its visibility timeout and how often it delivers a message are asked of it.
 * @throws Error where the queue can't be asked, or has no dead-letter queue
 */
export async function sqsQueue({ queueUrl, deadLettersUrl, region, waitSeconds = WAIT_SECONDS }: SqsQueueOptions): Promise<JobQueue> {
  const client = new SQSClient({ region, maxAttempts: 5 });
  const { Attributes } = await client.send(new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ["VisibilityTimeout", "RedrivePolicy"] }));
  const attributes = attributesSchema.safeParse(Attributes);
  if (!attributes.success) throw new Error(`${queueUrl} has no dead-letter queue: a job that always fails would come for ever. Declare one (terraform/stacks/events/queues.ts).`);
  const { VisibilityTimeout: visibilitySeconds, RedrivePolicy } = attributes.data;

  function taken({ MessageId: id = "", Body: body = "", ReceiptHandle, Attributes: counted }: Message): TakenJob {
    const handle = { QueueUrl: queueUrl, ReceiptHandle };
    const hide = async (seconds: number): Promise<void> => void (await client.send(new ChangeMessageVisibilityCommand({ ...handle, VisibilityTimeout: seconds })));
    const finish = async (): Promise<void> => void (await client.send(new DeleteMessageCommand(handle)));
    return {
      id,
      body,
      receives: Number(counted?.ApproximateReceiveCount ?? 1),
      extend: () => hide(visibilitySeconds),
      finish,
      giveBack: hide,
      async bury(reason) {
        const MessageAttributes = { reason: { DataType: "String", StringValue: printable(reason).slice(0, LONGEST_REASON) } };
        // In this order a fault in between leaves the message twice, never nowhere.
        await client.send(new SendMessageCommand({ QueueUrl: deadLettersUrl, MessageBody: body, MessageAttributes }));
        await finish();
      },
    };
  }

  return {
    visibilitySeconds,
    maxReceives: RedrivePolicy.maxReceiveCount,
    async take() {
      const { Messages: [message] = [] } = await client.send(
        new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 1, WaitTimeSeconds: waitSeconds, MessageSystemAttributeNames: ["ApproximateReceiveCount"] }),
      );
      return message && taken(message);
    },
  };
}

/** Without the characters that SQS refuses: a fault may quote what a broken file holds. */
function printable(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD]/g, "\uFFFD");
}

import { setTimeout as sleep } from "node:timers/promises";
import {
  ChangeMessageVisibilityBatchCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListMessageMoveTasksCommand,
  QueueDoesNotExist,
  ReceiveMessageCommand,
  StartMessageMoveTaskCommand,
  type Message,
  type SQSClient,
} from "@aws-sdk/client-sqs";

const SUFFIX = "-dlq";
const BATCH_SIZE = 10;
/** The most that are listed: who has more to look through should look at their log. */
const MOST_LISTED = 500;
/** How long a message is hidden while the others are read. */
const HIDDEN_SECONDS = 60;
const PROGRESS_MS = 2_000;

/** A message that nobody could work off. */
export interface DeadLetter {
  messageId: string;
  /** UTC. */
  sentAt: Date;
  /** Type and id of the event in it, or the first words of what it is instead. */
  what: string;
  /** As far as the sender told; the log of the queue's function says more, under the message's id. */
  reason: string;
}

/** No queue of this name; the message says what to do. */
class NoSuchQueueError extends Error {
  override name = "NoSuchQueueError";
}

/** The messages in a dead-letter queue; they stay there. At most 500. */
export async function deadLetters(sqs: SQSClient, queue: string): Promise<DeadLetter[]> {
  const QueueUrl = await urlOf(sqs, queue);
  const read = new Map<string, Message>();
  while (read.size < MOST_LISTED) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: BATCH_SIZE, VisibilityTimeout: HIDDEN_SECONDS, WaitTimeSeconds: 1, MessageSystemAttributeNames: ["SentTimestamp"], MessageAttributeNames: ["All"] }),
    );
    if (Messages.length === 0) break;
    for (const message of Messages) read.set(message.MessageId ?? "", message);
  }
  await unhide(sqs, QueueUrl, [...read.values()]);
  return [...read.values()].map(deadLetterOf).sort((a, b) => a.sentAt.getTime() - b.sentAt.getTime());
}

/**
 * Gives everything in a dead-letter queue back to the queue of work it stands behind.
 * @param queue its whole name, e.g. `aurolot-prod-order-mail-dlq`
 * @param onProgress told how many were moved so far
 * @returns how many were moved
 * @throws Error if SQS stops before all are moved, or the queue stands behind none
 */
export async function replayDeadLetters(sqs: SQSClient, queue: string, onProgress: (moved: number) => void = () => undefined): Promise<number> {
  if (!queue.endsWith(SUFFIX)) throw new Error(`"${queue}" is no dead-letter queue: their names end in ${SUFFIX}.`);
  const SourceArn = await arnOf(sqs, queue);
  const DestinationArn = await arnOf(sqs, queue.slice(0, -SUFFIX.length)).catch((error: unknown) => {
    if (!(error instanceof NoSuchQueueError)) throw error;
    throw new Error(`${queue} stands behind no queue of work: what lies there can't be moved back. docs/runbooks/replay-dead-letters.md says what to do.`);
  });
  await sqs.send(new StartMessageMoveTaskCommand({ SourceArn, DestinationArn }));
  for (;;) {
    const { Results: [task] = [] } = await sqs.send(new ListMessageMoveTasksCommand({ SourceArn, MaxResults: 1 }));
    const moved = Number(task?.ApproximateNumberOfMessagesMoved ?? 0);
    onProgress(moved);
    if (task?.Status === "COMPLETED") return moved;
    if (task?.Status !== "RUNNING") throw new Error(`SQS moved ${moved} messages of ${queue} and stopped (${task?.FailureReason ?? task?.Status ?? "no task"}). Run the command again for the rest.`);
    await sleep(PROGRESS_MS);
  }
}

/** Hidden messages would be left behind by a replay. */
async function unhide(sqs: SQSClient, QueueUrl: string, messages: readonly Message[]): Promise<void> {
  for (let start = 0; start < messages.length; start += BATCH_SIZE) {
    const Entries = messages.slice(start, start + BATCH_SIZE).map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle, VisibilityTimeout: 0 }));
    await sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries }));
  }
}

async function urlOf(sqs: SQSClient, QueueName: string): Promise<string> {
  try {
    return (await sqs.send(new GetQueueUrlCommand({ QueueName }))).QueueUrl ?? "";
  } catch (error) {
    if (!(error instanceof QueueDoesNotExist)) throw error;
    throw new NoSuchQueueError(`There is no queue "${QueueName}" in this account and region. Give its whole name, e.g. aurolot-prod-order-mail-dlq, and set AWS_PROFILE and AWS_REGION.`);
  }
}

async function arnOf(sqs: SQSClient, queue: string): Promise<string> {
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl: await urlOf(sqs, queue), AttributeNames: ["QueueArn"] }));
  return Attributes?.QueueArn ?? "";
}

function deadLetterOf({ MessageId = "", Body = "", Attributes, MessageAttributes = {} }: Message): DeadLetter {
  // The render worker, EventBridge and Lambda each have their own names for it.
  const said = ["reason", "ERROR_CODE", "ERROR_MESSAGE", "ErrorCode", "ErrorMessage"].map((name) => MessageAttributes[name]?.StringValue);
  return {
    messageId: MessageId,
    sentAt: new Date(Number(Attributes?.SentTimestamp ?? 0)),
    what: whatIn(Body),
    reason: said.filter(Boolean).join(": ") || "worked off too often in vain; see the function's log",
  };
}

function whatIn(body: string): string {
  try {
    const { "detail-type": type, detail, id } = JSON.parse(body) as { "detail-type"?: string; detail?: { id?: string }; id?: string };
    if (type !== undefined) return `${type} ${detail?.id ?? id ?? ""}`;
  } catch {
    // Whatever it is, people get to see how it begins.
  }
  return body.slice(0, 60);
}

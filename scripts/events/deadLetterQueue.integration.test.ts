import { CreateQueueCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { shopEnvelope } from "~/functions/testing/awsEvents";
import { shopEvent } from "~/functions/testing/shopEvents";
import { HOW_TO_GET_MOTO, startEmulator, type Emulator } from "../../terraform/verify/emulator.ts";
import { which } from "../../terraform/verify/process.ts";
import { deadLetters, replayDeadLetters } from "./deadLetterQueue.ts";

const QUEUE = "aurolot-test-order-mail-dlq";
const hasEmulator = which("moto_server") !== undefined;

describe.skipIf(!hasEmulator)(`a dead-letter queue in SQS${hasEmulator ? "" : ` (skipped: ${HOW_TO_GET_MOTO})`}`, () => {
  let emulator: Emulator;
  let sqs: SQSClient;
  /** What SQS was asked to move: moto does not know such tasks, so it is answered before it gets there. */
  let moves: unknown[];

  beforeAll(async () => {
    emulator = await startEmulator("123456789012");
    const credentials = { accessKeyId: "emulator", secretAccessKey: "emulator" };
    sqs = new SQSClient({ region: "eu-central-1", endpoint: emulator.endpoint, credentials });
    moves = [];
    sqs.middlewareStack.add(
      (next, context) => async (args) => {
        const answers: Record<string, object> = {
          StartMessageMoveTaskCommand: { TaskHandle: "1" },
          ListMessageMoveTasksCommand: { Results: [{ Status: "COMPLETED", ApproximateNumberOfMessagesMoved: 2 }] },
        };
        const output = answers[String(context.commandName)];
        if (!output) return next(args);
        moves.push(args.input);
        return { response: {}, output: { $metadata: {}, ...output } };
      },
      { step: "initialize" },
    );
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: QUEUE }));
    await sqs.send(new CreateQueueCommand({ QueueName: QUEUE.replace("-dlq", "") }));
    await sqs.send(new CreateQueueCommand({ QueueName: "aurolot-test-functions-dlq" }));
    const send = (body: string, code?: string) =>
      sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: body, ...(code && { MessageAttributes: { ERROR_CODE: { DataType: "String", StringValue: code } } }) }));
    for (let number = 0; number < 12; number++) await send(JSON.stringify(shopEnvelope(shopEvent("order.paid", number))));
    await send("no event at all", "NO_PERMISSIONS");
  });
  afterAll(async () => {
    sqs.destroy();
    await emulator.stop();
  });

  it("is listed whole, with what is in each message and why it is there, as often as somebody looks", async () => {
    for (let look = 0; look < 2; look++) {
      const letters = await deadLetters(sqs, QUEUE);
      expect(letters).toHaveLength(13);
      expect(letters.filter(({ what }) => what.startsWith("order.paid 019ab3d2"))).toHaveLength(12);
      expect(letters).toContainEqual(expect.objectContaining({ what: "no event at all", reason: "NO_PERMISSIONS" }));
    }
  });

  it("is moved back to the queue that it stands behind", async () => {
    expect(await replayDeadLetters(sqs, QUEUE)).toBe(2);
    expect(moves[0]).toEqual({
      SourceArn: `arn:aws:sqs:eu-central-1:123456789012:${QUEUE}`,
      DestinationArn: "arn:aws:sqs:eu-central-1:123456789012:aurolot-test-order-mail",
    });
  });

  it.each([
    ["nowhere-dlq", /no queue "nowhere-dlq".*AWS_REGION/],
    ["aurolot-test-order-mail", /no dead-letter queue/],
    ["aurolot-test-functions-dlq", /behind no queue of work/],
  ])("must be one that stands behind a queue of work: %s does not", async (queue, message) => {
    await expect(replayDeadLetters(sqs, queue)).rejects.toThrow(message);
  });
});

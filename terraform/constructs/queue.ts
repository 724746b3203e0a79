import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy";
import { SqsQueueRedriveAllowPolicy } from "@cdktf/provider-aws/lib/sqs-queue-redrive-allow-policy";
import { Construct } from "../cdktf.ts";
import { REGION_CODE, type EDGE_REGION, type Region } from "../config/regions.ts";
import { policyDocument, type Statement } from "./policyDocument.ts";
import type { EnvironmentStack } from "./stack.ts";

/** SQS keeps a message no longer than this; dead letters are kept that long, so that a holiday loses none. */
const LONGEST_RETENTION_SECONDS = 14 * 24 * 60 * 60;

/** A service that may send to a queue, for one of its resources. */
export interface Sender {
  /** What it sends, in CamelCase: the statement's Sid. */
  sid: string;
  service: string;
  sourceArn: string | string[];
}

export interface DeadLetterQueueProps {
  /** As `Names.of` takes it, `-dlq` included. */
  name: string;
  /** Where it is declared once for each region, in one stack; the stack's own region where left out. */
  region?: Region | typeof EDGE_REGION;
  keyArn: string;
  /** The queues that may move messages here; none where services send here themselves. */
  sourceQueues?: readonly [string, ...string[]];
  senders?: readonly Sender[];
}

/** Where what could not be handled waits for a person: encrypted, TLS only, kept for 14 days. */
export class DeadLetterQueue extends Construct {
  readonly queue: SqsQueue;
  readonly arn: string;

  constructor(stack: EnvironmentStack, { name, region, keyArn, sourceQueues, senders = [] }: DeadLetterQueueProps) {
    const id = [...name.split("-"), ...(region ? [REGION_CODE[region]] : [])].join("_");
    super(stack, `queue_${id}`);
    const provider = region && stack.provider(region);
    this.arn = stack.names.queueArn(name, region ?? stack.region);
    this.queue = new SqsQueue(this, "queue", {
      provider,
      name: stack.names.of(name),
      kmsMasterKeyId: keyArn,
      kmsDataKeyReusePeriodSeconds: 300,
      messageRetentionSeconds: LONGEST_RETENTION_SECONDS,
    });
    // Before anything refers to it: the first reference settles the address.
    this.queue.overrideLogicalId(id);
    const policy = new SqsQueuePolicy(this, "policy", { provider, queueUrl: this.queue.id, policy: queuePolicy(stack, this.arn, senders) });
    const redrive = new SqsQueueRedriveAllowPolicy(this, "redrive", {
      provider,
      queueUrl: this.queue.id,
      redriveAllowPolicy: JSON.stringify(
        sourceQueues
          ? { redrivePermission: "byQueue", sourceQueueArns: sourceQueues.map((source) => stack.names.queueArn(source, stack.region)) }
          : { redrivePermission: "denyAll" },
      ),
    });
    for (const part of [policy, redrive]) part.overrideLogicalId(id);
  }
}

export interface QueueProps {
  /** As `Names.of` takes it. */
  name: string;
  keyArn: string;
  /** How long a receiver has before others see the message again. */
  visibilityTimeoutSeconds: number;
  retentionSeconds: number;
  /** Attempts before a message counts as hopeless. */
  maxReceives: number;
  senders?: readonly Sender[];
}

/** A queue and its `<name>-dlq`, which takes messages from it alone. */
export class Queue extends Construct {
  readonly queue: SqsQueue;
  readonly deadLetters: DeadLetterQueue;
  readonly arn: string;

  constructor(stack: EnvironmentStack, props: QueueProps) {
    const { name, keyArn, senders = [] } = props;
    const id = name.replaceAll("-", "_");
    super(stack, `queue_${id}`);
    this.arn = stack.names.queueArn(name, stack.region);
    this.deadLetters = new DeadLetterQueue(stack, { name: `${name}-dlq`, keyArn, sourceQueues: [name], senders });
    this.queue = new SqsQueue(this, "queue", {
      name: stack.names.of(name),
      kmsMasterKeyId: keyArn,
      kmsDataKeyReusePeriodSeconds: 300,
      visibilityTimeoutSeconds: props.visibilityTimeoutSeconds,
      messageRetentionSeconds: props.retentionSeconds,
      // Long polling: fewer empty answers are paid for.
      receiveWaitTimeSeconds: 20,
      redrivePolicy: JSON.stringify({ deadLetterTargetArn: this.deadLetters.arn, maxReceiveCount: props.maxReceives }),
      dependsOn: [this.deadLetters.queue],
    });
    this.queue.overrideLogicalId(id);
    const policy = new SqsQueuePolicy(this, "policy", { queueUrl: this.queue.id, policy: queuePolicy(stack, this.arn, senders) });
    policy.overrideLogicalId(id);
  }
}

function queuePolicy(stack: EnvironmentStack, arn: string, senders: readonly Sender[]): string {
  const allowed = senders.map(({ sid, service, sourceArn }): Statement => ({
    Sid: sid,
    Principal: { Service: service },
    Action: "sqs:SendMessage",
    Resource: arn,
    // The ARN has the account in it.
    Condition: { ArnEquals: { "aws:SourceArn": sourceArn } },
  }));
  return policyDocument(
    {
      Sid: "RefuseRequestsWithoutTls",
      Effect: "Deny",
      Principal: "*",
      Action: "sqs:*",
      Resource: arn,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
    ...allowed,
  );
}

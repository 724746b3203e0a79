import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { REGION_CODE, type EDGE_REGION, type Region } from "../../config/regions.ts";
import type { EncryptionKey } from "../../constructs/encryptionKey.ts";
import { UNSENT_NOTICES } from "../../constructs/noticeTarget.ts";
import { DeadLetterQueue } from "../../constructs/queue.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";

/** Keeps what EventBridge could not tell a topic of a region, and pages somebody, as a finding may be among it. */
export function declareUnsentNotices(stack: EnvironmentStack, region: Region | typeof EDGE_REGION, key: EncryptionKey): void {
  const { names } = stack;
  new DeadLetterQueue(stack, {
    name: UNSENT_NOTICES,
    region,
    keyArn: key.arn,
    senders: [{ sid: "RulesLeaveWhatNoTopicTook", service: "events.amazonaws.com", sourceArn: names.arn("events", region, `rule/${names.of("*")}`) }],
  });
  const topic = [names.topicArn("page", region)];
  new CloudwatchMetricAlarm(stack, `unsent_notices_${REGION_CODE[region]}`, {
    provider: stack.provider(region),
    alarmName: names.of(UNSENT_NOTICES),
    alarmDescription: `EventBridge could not tell a topic of something that somebody should know: read ${names.of(UNSENT_NOTICES)}, then look at the policies of the topic and of its key.`,
    namespace: "AWS/SQS",
    metricName: "ApproximateNumberOfMessagesVisible",
    dimensions: { QueueName: names.of(UNSENT_NOTICES) },
    statistic: "Maximum",
    period: 300,
    evaluationPeriods: 1,
    threshold: 0,
    comparisonOperator: "GreaterThanThreshold",
    treatMissingData: "notBreaching",
    alarmActions: topic,
    okActions: topic,
  });
}

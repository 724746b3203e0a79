import type { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget, type CloudwatchEventTargetInputTransformer } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import type { EDGE_REGION, Region } from "../config/regions.ts";
import type { EnvironmentStack } from "./stack.ts";

/** The queue of a region that keeps what a topic did not take; the security stack declares it. */
export const UNSENT_NOTICES = "notices-dlq";

export interface NoticeTargetProps {
  rule: CloudwatchEventRule;
  region: Region | typeof EDGE_REGION;
  topic: "page" | "inform";
  /** The event as a sentence; as it is where left out. */
  inputTransformer?: CloudwatchEventTargetInputTransformer;
}

/** Tells people of what a rule matches: tried again for a day, then kept where an alarm says so. */
export function noticeTarget(stack: EnvironmentStack, id: string, { rule, region, topic, inputTransformer }: NoticeTargetProps): void {
  new CloudwatchEventTarget(stack, id, {
    provider: stack.provider(region),
    rule: rule.name,
    targetId: topic,
    arn: stack.names.topicArn(topic, region),
    inputTransformer,
    retryPolicy: { maximumEventAgeInSeconds: 24 * 60 * 60, maximumRetryAttempts: 185 },
    deadLetterConfig: { arn: stack.names.queueArn(UNSENT_NOTICES, region) },
  });
}

import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import type { Names } from "../../config/names.ts";
import { REGION_CODE, type EDGE_REGION, type Region } from "../../config/regions.ts";
import type { EncryptionKey } from "../../constructs/encryptionKey.ts";
import { except } from "../../constructs/exception.ts";
import { policyDocument } from "../../constructs/policyDocument.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import { EVENT_BRIDGE, PUBLISHERS } from "./keyUsers.ts";

type TopicName = "page" | "inform";

const DISPLAY_NAME: Record<TopicName, string> = { page: "Aurolot: act now", inform: "Aurolot: for your information" };

/**
 * The topics of a region: `page` wakes somebody up, `inform` can wait for the morning.
 * @returns their policies: what AWS checks before it takes a topic as a target
 */
export function declareTopics(stack: EnvironmentStack, region: Region | typeof EDGE_REGION, key: EncryptionKey): SnsTopicPolicy[] {
  const provider = stack.provider(region);
  return (["page", "inform"] as const).map((name) => {
    const id = `${name}_${REGION_CODE[region]}`;
    const topic = new SnsTopic(stack, id, {
      provider,
      name: stack.names.of(name),
      displayName: DISPLAY_NAME[name],
      kmsMasterKeyId: key.arn,
      signatureVersion: 2,
    });
    new SnsTopicSubscription(stack, `${id}_mail`, { provider, topicArn: topic.arn, protocol: "email", endpoint: stack.environment.contacts[name] });
    const policy = new SnsTopicPolicy(stack, `${id}_policy`, { provider, arn: topic.arn, policy: topicPolicy(stack.names, name, region) });
    except(policy, {
      policy: "MSG-005",
      reason: "EventBridge is documented not to support conditions in topic policies: findings would be lost silently. Another account's rule that knows the name could send a mail to us, and read nothing.",
    });
    return policy;
  });
}

/** Only services of this account publish, and only over TLS; people and roles do so by their own policies. */
export function topicPolicy(names: Names, name: TopicName, region: Region | typeof EDGE_REGION): string {
  const { accountId } = names.environment;
  const topic = names.topicArn(name, region);
  return policyDocument(
    {
      Sid: "RefusePublishingWithoutTls",
      Effect: "Deny",
      Principal: "*",
      Action: "sns:Publish",
      Resource: topic,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
    {
      Sid: "ServicesOfThisAccountPublish",
      Principal: { Service: PUBLISHERS.filter((service) => service !== EVENT_BRIDGE) },
      Action: "sns:Publish",
      Resource: topic,
      Condition: { StringEquals: { "aws:SourceAccount": accountId } },
    },
    // EventBridge gives topics nothing that a condition could ask for: with one, every notice would be dropped.
    { Sid: "RulesPublish", Principal: { Service: EVENT_BRIDGE }, Action: "sns:Publish", Resource: topic },
    {
      Sid: "ThisAccountManages",
      Principal: { AWS: `arn:aws:iam::${accountId}:root` },
      Action: ["sns:GetTopicAttributes", "sns:SetTopicAttributes", "sns:ListSubscriptionsByTopic", "sns:Subscribe", "sns:Publish", "sns:DeleteTopic"],
      Resource: topic,
    },
  );
}

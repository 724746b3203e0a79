import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import type { EncryptionKey } from "../../constructs/encryptionKey.ts";
import { policyDocument } from "../../constructs/policyDocument.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import { trailArn } from "./keyUsers.ts";

/** Announces each new file of the trail to whatever reads them; nobody is subscribed by mail. */
export function declareTrailTopic(stack: EnvironmentStack, key: EncryptionKey): { name: string; policy: SnsTopicPolicy } {
  const name = stack.names.of("trail-files");
  const arn = stack.names.arn("sns", stack.region, name);
  const topic = new SnsTopic(stack, "trail_files", { name, kmsMasterKeyId: key.arn, signatureVersion: 2 });
  const policy = new SnsTopicPolicy(stack, "trail_files_policy", {
    arn: topic.arn,
    policy: policyDocument(
      {
        Sid: "RefusePublishingWithoutTls",
        Effect: "Deny",
        Principal: "*",
        Action: "sns:Publish",
        Resource: arn,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
      {
        Sid: "TheTrailAnnouncesFiles",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: "sns:Publish",
        Resource: arn,
        Condition: { StringEquals: { "aws:SourceArn": trailArn(stack.names, stack.region) } },
      },
    ),
  });
  return { name, policy };
}

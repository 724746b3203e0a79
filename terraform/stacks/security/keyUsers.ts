import type { Names } from "../../config/names.ts";
import type { EDGE_REGION, Region } from "../../config/regions.ts";
import { UNSENT_NOTICES } from "../../constructs/noticeTarget.ts";
import type { Statement } from "../../constructs/policyDocument.ts";

/** The name of the environment's trail; its ARN is in the policies of what it writes to. */
export function trailArn(names: Names, region: Region): string {
  return names.arn("cloudtrail", region, `trail/${names.of("trail")}`);
}

/** CloudWatch Logs may use the key for log groups of this account, each with itself as encryption context. */
export function logsKeyUsers(names: Names, region: Region | typeof EDGE_REGION): Statement[] {
  return [
    {
      Sid: "CloudWatchLogsOfThisAccount",
      Principal: { Service: `logs.${region}.amazonaws.com` },
      Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
      Resource: "*",
      Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": names.arn("logs", region, "log-group:*") } },
    },
  ];
}

/** Auto Scaling may attach volumes of this key to the instances that it starts, by grants that EC2 uses. */
export function computeKeyUsers(names: Names): Statement[] {
  const scaling = names.arn("iam", "", "role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling");
  return [
    {
      Sid: "AutoScalingStartsInstances",
      Principal: { AWS: scaling },
      Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
      Resource: "*",
    },
    {
      Sid: "AutoScalingLetsEc2AttachVolumes",
      Principal: { AWS: scaling },
      Action: "kms:CreateGrant",
      Resource: "*",
      Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ];
}

/** Who publishes to the encrypted topics: SNS encrypts in the publisher's name. */
export function alertsKeyUsers(names: Names): Statement[] {
  const Action = ["kms:GenerateDataKey*", "kms:Decrypt"];
  return [
    {
      Sid: "PublishersOfThisAccount",
      Principal: { Service: PUBLISHERS.filter((service) => service !== EVENT_BRIDGE) },
      Action,
      Resource: "*",
      Condition: { StringEquals: { "aws:SourceAccount": names.environment.accountId } },
    },
    {
      // EventBridge states no source account or ARN when it encrypts: asked for one, it would drop every finding.
      Sid: "EventBridgePublishesToOurTopics",
      Principal: { Service: EVENT_BRIDGE },
      Action,
      Resource: "*",
      Condition: { ArnLike: { "kms:EncryptionContext:aws:sns:topicArn": names.arn("sns", "*", names.of("*")) } },
    },
    {
      Sid: "EventBridgeKeepsWhatNoTopicTook",
      Principal: { Service: EVENT_BRIDGE },
      Action,
      Resource: "*",
      Condition: { ArnLike: { "kms:EncryptionContext:aws:sqs:arn": names.arn("sqs", "*", names.of(UNSENT_NOTICES)) } },
    },
  ];
}

/** Publishes without saying for which account, to topics as to keys. */
export const EVENT_BRIDGE = "events.amazonaws.com";

/** The services that publish to the topics `page` and `inform`. */
export const PUBLISHERS = ["cloudwatch.amazonaws.com", EVENT_BRIDGE, "budgets.amazonaws.com", "costalerts.amazonaws.com", "events.rds.amazonaws.com", "backup.amazonaws.com"] as const;

/** CloudTrail may encrypt the files of this environment's trail, Config those of its history. */
export function auditKeyUsers(names: Names, region: Region): Statement[] {
  const trail = trailArn(names, region);
  return [
    {
      Sid: "TrailEncryptsItsFiles",
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Action: "kms:GenerateDataKey*",
      Resource: "*",
      Condition: {
        StringEquals: { "aws:SourceArn": trail },
        StringLike: { "kms:EncryptionContext:aws:cloudtrail:arn": names.arn("cloudtrail", "*", "trail/*") },
      },
    },
    {
      Sid: "TrailDescribesTheKey",
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Action: "kms:DescribeKey",
      Resource: "*",
      Condition: { StringEquals: { "aws:SourceArn": trail } },
    },
    {
      Sid: "TrailAnnouncesItsFiles",
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Action: ["kms:GenerateDataKey*", "kms:Decrypt"],
      Resource: "*",
      Condition: {
        StringEquals: { "aws:SourceArn": trail },
        ArnLike: { "kms:EncryptionContext:aws:sns:topicArn": names.arn("sns", region, names.of("trail-files")) },
      },
    },
    {
      Sid: "ConfigEncryptsItsHistory",
      Principal: { Service: "config.amazonaws.com" },
      Action: ["kms:GenerateDataKey", "kms:Decrypt"],
      Resource: "*",
      Condition: { StringEquals: { "aws:SourceAccount": names.environment.accountId } },
    },
  ];
}

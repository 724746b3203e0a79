import { Bucket } from "../../constructs/bucket.ts";
import type { EncryptionKey } from "../../constructs/encryptionKey.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import { waitFor } from "../../constructs/waitFor.ts";

/** The bucket that Config delivers every region's snapshots and history to. */
export function declareConfigBucket(stack: EnvironmentStack, key: EncryptionKey, logs: Bucket): Bucket {
  const { accountId, deletionProtection } = stack.environment;
  const arn = stack.names.bucketArn("config", stack.region);
  const config = { Service: "config.amazonaws.com" };
  const bucket = new Bucket(stack, stack, {
    purpose: "config",
    encryption: { keyArn: key.arn },
    statements: [
      {
        Sid: "ConfigChecksTheBucket",
        Principal: config,
        Action: ["s3:GetBucketAcl", "s3:ListBucket"],
        Resource: arn,
        Condition: { StringEquals: { "aws:SourceAccount": accountId } },
      },
      {
        Sid: "ConfigDeliversItsHistory",
        Principal: config,
        Action: "s3:PutObject",
        Resource: `${arn}/AWSLogs/${accountId}/Config/*`,
        Condition: { StringEquals: { "aws:SourceAccount": accountId, "s3:x-amz-acl": "bucket-owner-full-control" } },
      },
    ],
    lifecycle: [
      {
        id: "archive-history",
        status: "Enabled",
        filter: [{ prefix: "" }],
        transition: deletionProtection ? [{ days: 90, storageClass: "GLACIER_IR" }] : [],
        expiration: [{ days: deletionProtection ? 2555 : 30 }],
      },
    ],
  });
  waitFor(bucket.bucket, logs.policy);
  return bucket;
}

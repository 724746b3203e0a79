import { S3BucketObjectLockConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-object-lock-configuration";
import { Bucket } from "../../constructs/bucket.ts";
import type { EncryptionKey } from "../../constructs/encryptionKey.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import { waitFor } from "../../constructs/waitFor.ts";
import { trailArn } from "./keyUsers.ts";

/** The years that auditors ask for; in other environments a month is enough to find out what happened. */
const KEPT_DAYS = { protected: 2555, other: 30 };

/** The bucket of the trail's files; in protected environments nobody deletes one in its first year. */
export function declareTrailBucket(stack: EnvironmentStack, key: EncryptionKey, logs: Bucket): Bucket {
  const { names } = stack;
  const { accountId, deletionProtection } = stack.environment;
  const arn = names.bucketArn("trail", stack.region);
  const trail = { "aws:SourceArn": trailArn(names, stack.region) };
  const bucket = new Bucket(stack, stack, {
    purpose: "trail",
    encryption: { keyArn: key.arn },
    statements: [
      {
        Sid: "TrailChecksTheBucket",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: "s3:GetBucketAcl",
        Resource: arn,
        Condition: { StringEquals: trail },
      },
      {
        Sid: "TrailDeliversItsFiles",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: "s3:PutObject",
        Resource: `${arn}/AWSLogs/${accountId}/*`,
        Condition: { StringEquals: { ...trail, "s3:x-amz-acl": "bucket-owner-full-control" } },
      },
    ],
    lifecycle: [
      {
        id: "archive-files",
        status: "Enabled",
        filter: [{ prefix: "" }],
        transition: deletionProtection ? [{ days: 90, storageClass: "GLACIER_IR" }] : [],
        expiration: [{ days: deletionProtection ? KEPT_DAYS.protected : KEPT_DAYS.other }],
      },
    ],
  });
  waitFor(bucket.bucket, logs.policy);
  if (deletionProtection) {
    bucket.bucket.objectLockEnabled = true;
    new S3BucketObjectLockConfigurationA(stack, "trail_lock", {
      bucket: bucket.bucket.bucket,
      rule: { defaultRetention: { mode: "GOVERNANCE", days: 365 } },
      dependsOn: [bucket.versioning],
    });
  }
  return bucket;
}

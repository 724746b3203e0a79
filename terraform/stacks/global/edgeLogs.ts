import { Bucket } from "../../constructs/bucket.ts";
import { except } from "../../constructs/exception.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";

/** The bucket of CloudFront's access logs, which it writes by an access control list and without a key of ours. */
export function declareEdgeLogs(stack: EnvironmentStack): Bucket {
  const { deletionProtection, logRetentionDays } = stack.environment;
  const logs = new Bucket(stack, stack, {
    purpose: "edge-logs",
    encryption: "s3",
    ownership: "BucketOwnerPreferred",
    lifecycle: [
      {
        id: "age-logs",
        status: "Enabled",
        filter: [{ prefix: "" }],
        transition: deletionProtection && logRetentionDays > 30 ? [{ days: 30, storageClass: "STANDARD_IA" }] : [],
        expiration: [{ days: logRetentionDays }],
      },
    ],
  });
  except(
    logs.bucket,
    {
      policy: "S3-003",
      reason: "To write with a key of ours CloudFront wants one that its log delivery may use for any account; S3's own keys give less away.",
    },
    { policy: "S3-011", reason: "CloudFront's standard logs are written by an access control list; only CloudFront and this account are in it." },
  );
  return logs;
}

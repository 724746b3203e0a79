import { Bucket } from "../../constructs/bucket.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";

/** The bucket of CloudFront's access logs, which it writes by an access control list and without a key of ours. */
export function declareEdgeLogs(stack: EnvironmentStack): Bucket {
  const { deletionProtection, logRetentionDays } = stack.environment;
  return new Bucket(stack, stack, {
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
}

import { Bucket } from "../../constructs/bucket.ts";
import type { Names } from "../../config/names.ts";
import type { Region } from "../../config/regions.ts";
import { except } from "../../constructs/exception.ts";
import type { Statement } from "../../constructs/policyDocument.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";

/**
 * The bucket that load balancers (`alb/`) and buckets (`s3/`) of a region deliver their access logs to. Both services
 * write to buckets with S3-managed keys only.
 */
export function declareLogsBucket(stack: EnvironmentStack, region: Region): Bucket {
  const { deletionProtection } = stack.environment;
  const logs = new Bucket(stack, stack, {
    purpose: "logs",
    region,
    encryption: "s3",
    accessLogs: false,
    statements: deliveries(stack.names, region),
    lifecycle: [
      {
        id: "age-logs",
        status: "Enabled",
        filter: [{ prefix: "" }],
        transition: deletionProtection ? [{ days: 30, storageClass: "STANDARD_IA" }, { days: 90, storageClass: "GLACIER_IR" }] : [],
        expiration: [{ days: Math.max(stack.environment.logRetentionDays, 14) }],
      },
    ],
  });
  except(
    logs.bucket,
    { policy: "S3-003", reason: "Load balancers and S3's access logs are delivered to buckets with S3-managed keys only." },
    { policy: "S3-006", reason: "It is where access logs go: logging its own deliveries would never end. The trail records its management." },
  );
  except(logs.policy, {
    policy: "MSG-005",
    reason: "Load balancers document no source account for their deliveries, and one whose bucket refuses it can't be made. The path that it may write to has this account in it.",
  });
  return logs;
}

function deliveries(names: Names, region: Region): Statement[] {
  const { accountId } = names.environment;
  const bucket = names.bucketArn("logs", region);
  return [
    {
      Sid: "BucketsDeliverAccessLogs",
      Principal: { Service: "logging.s3.amazonaws.com" },
      Action: "s3:PutObject",
      // Not only below `s3/`: the emulator takes the whole bucket or a single prefix; S3 puts nothing elsewhere.
      Resource: `${bucket}/*`,
      Condition: { StringEquals: { "aws:SourceAccount": accountId }, ArnLike: { "aws:SourceArn": `arn:aws:s3:::${names.of("*")}` } },
    },
    {
      Sid: "LoadBalancersDeliverAccessLogs",
      Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
      Action: "s3:PutObject",
      // The path has the account in it. Load balancers document no source account, and must be able to write to be made.
      Resource: `${bucket}/alb/AWSLogs/${accountId}/*`,
    },
  ];
}

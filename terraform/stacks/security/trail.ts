import { Cloudtrail, type CloudtrailAdvancedEventSelector } from "@cdktf/provider-aws/lib/cloudtrail";
import type { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import type { Bucket } from "../../constructs/bucket.ts";
import type { EncryptionKey } from "../../constructs/encryptionKey.ts";
import { logGroup } from "../../constructs/logGroup.ts";
import { policyDocument } from "../../constructs/policyDocument.ts";
import { Role } from "../../constructs/role.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import { trailArn } from "./keyUsers.ts";
import { declareTrailBucket } from "./trailBucket.ts";
import { declareTrailTopic } from "./trailTopic.ts";

export interface TrailProps {
  /** For the files. */
  key: EncryptionKey;
  /** For the log group. */
  logsKey: EncryptionKey;
  /** Where access to the files is logged. */
  logs: Bucket;
}

/**
 * Records every call to AWS in every region: files whose digests prove them unchanged, and a log group that the
 * filters of `trailAlarms.ts` read.
 */
export function declareTrail(stack: EnvironmentStack, { key, logsKey, logs }: TrailProps): CloudwatchLogGroup {
  const { names } = stack;
  const bucket = declareTrailBucket(stack, key, logs);
  const topic = declareTrailTopic(stack, key);
  const records = logGroup(stack, "trail_records", names.logGroup("trail"), { keyArn: logsKey.arn });
  const streams = `${names.logGroupArn(stack.region, "trail")}:log-stream:${stack.environment.accountId}_CloudTrail_${stack.region}*`;
  const role = new Role(stack, "trail", stack, {
    name: names.of("trail"),
    description: "CloudTrail writes its records to a log group",
    trust: policyDocument({
      Sid: "TrustTheTrail",
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Action: "sts:AssumeRole",
      Condition: { StringEquals: { "aws:SourceArn": trailArn(names, stack.region), "aws:SourceAccount": stack.environment.accountId } },
    }),
    statements: [{ Sid: "WriteRecords", Action: ["logs:CreateLogStream", "logs:PutLogEvents"], Resource: streams }],
  });
  new Cloudtrail(stack, "all_calls", {
    name: names.of("trail"),
    s3BucketName: bucket.name,
    kmsKeyId: key.arn,
    cloudWatchLogsGroupArn: `${records.arn}:*`,
    cloudWatchLogsRoleArn: role.arn,
    snsTopicName: topic.name,
    isMultiRegionTrail: true,
    includeGlobalServiceEvents: true,
    enableLogFileValidation: true,
    enableLogging: true,
    advancedEventSelector: eventSelectors(stack),
    insightSelector: [{ insightType: "ApiCallRateInsight" }, { insightType: "ApiErrorRateInsight" }],
    dependsOn: [bucket.policy, role.policy, topic.policy],
  });
  return records;
}

/**
 * All management events, and the reads and writes of objects and functions: CloudFront keeps what it serves, so that few
 * reads reach the buckets (1 USD for a million). Left out is what logs are delivered to: the trail would record itself.
 * Tables are left out too: each page reads several items, and what wrote them is in the shop's events.
 */
function eventSelectors({ names, region: primary, regions }: EnvironmentStack): CloudtrailAdvancedEventSelector[] {
  const delivered = [names.bucketArn("trail", primary), names.bucketArn("edge-logs", primary), ...regions.map((region) => names.bucketArn("logs", region))];
  return [
    { name: "Management events", fieldSelector: [{ field: "eventCategory", equalTo: ["Management"] }] },
    {
      name: "Objects of every bucket but those that logs are delivered to",
      fieldSelector: [
        { field: "eventCategory", equalTo: ["Data"] },
        { field: "resources.type", equalTo: ["AWS::S3::Object"] },
        { field: "resources.ARN", notStartsWith: delivered.map((arn) => `${arn}/`) },
      ],
    },
    {
      name: "Function calls",
      fieldSelector: [
        { field: "eventCategory", equalTo: ["Data"] },
        { field: "resources.type", equalTo: ["AWS::Lambda::Function"] },
      ],
    },
  ];
}

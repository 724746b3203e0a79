import { CloudwatchLogStream } from "@cdktf/provider-aws/lib/cloudwatch-log-stream";
import { KinesisFirehoseDeliveryStream } from "@cdktf/provider-aws/lib/kinesis-firehose-delivery-stream";
import { useKey } from "../../constructs/keyUse.ts";
import { logGroup } from "../../constructs/logGroup.ts";
import { trustService } from "../../constructs/policyDocument.ts";
import { lookup } from "../../constructs/registry.ts";
import { Role } from "../../constructs/role.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import { ANALYTICS_TABLE, analyticsDatabase, makeAnalyticsTable } from "./analyticsTable.ts";
import { ANALYTICS_STREAM } from "./functionEnvironment.ts";

/** Firehose into the analytics bucket: JSON in, Parquet out, in folders by day and kind. */
export function makeAnalyticsStream(stack: EnvironmentStack, keyArn: string): void {
  const { names, region } = stack;
  const table = makeAnalyticsTable(stack, keyArn);
  const logs = logGroup(stack, "analytics_errors", names.logGroup("analytics-stream"));
  const logStream = new CloudwatchLogStream(stack, "analytics_delivery", { name: "delivery", logGroupName: logs.name });
  const role = streamRole(stack);
  new KinesisFirehoseDeliveryStream(stack, "analytics", {
    name: names.of(ANALYTICS_STREAM),
    destination: "extended_s3",
    serverSideEncryption: { enabled: true, keyType: "CUSTOMER_MANAGED_CMK", keyArn },
    extendedS3Configuration: {
      roleArn: role.arn,
      bucketArn: names.bucketArn("analytics", region),
      kmsKeyArn: lookup(stack, "data", "data-key-arn"),
      prefix: "events/day=!{partitionKeyFromQuery:day}/kind=!{partitionKeyFromQuery:kind}/",
      errorOutputPrefix: "undelivered/!{firehose:error-output-type}/!{timestamp:yyyy-MM-dd}/",
      // Partitioned streams take at least 64 MB or a time, whatever is reached first.
      bufferingSize: 64,
      bufferingInterval: 300,
      cloudwatchLoggingOptions: { enabled: true, logGroupName: logs.name, logStreamName: logStream.name },
      dynamicPartitioningConfiguration: { enabled: true, retryDuration: 300 },
      processingConfiguration: {
        enabled: true,
        processors: [
          {
            type: "MetadataExtraction",
            parameters: [
              { parameterName: "MetadataExtractionQuery", parameterValue: "{day: .occurred_at[0:10], kind: .kind}" },
              { parameterName: "JsonParsingEngine", parameterValue: "JQ-1.6" },
            ],
          },
        ],
      },
      dataFormatConversionConfiguration: {
        enabled: true,
        inputFormatConfiguration: { deserializer: { openXJsonSerDe: {} } },
        outputFormatConfiguration: { serializer: { parquetSerDe: { compression: "SNAPPY", writerVersion: "V2" } } },
        schemaConfiguration: { databaseName: analyticsDatabase(stack), tableName: table.name, roleArn: role.arn, region },
      },
    },
    dependsOn: [role.policy],
  });
}

function streamRole(stack: EnvironmentStack): Role {
  const { names, region, environment } = stack;
  const bucket = names.bucketArn("analytics", region);
  const database = analyticsDatabase(stack);
  return new Role(stack, "analytics_stream", stack, {
    name: names.regional(region, "analytics-stream"),
    description: "Firehose writes analytics events to their bucket",
    trust: trustService("firehose.amazonaws.com", environment.accountId),
    statements: [
      { Sid: "FindTheBucket", Action: ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"], Resource: bucket },
      {
        Sid: "WriteEvents",
        Action: ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"],
        Resource: [`${bucket}/events/*`, `${bucket}/undelivered/*`],
      },
      {
        Sid: "ReadTheSchema",
        Action: ["glue:GetTable", "glue:GetTableVersion", "glue:GetTableVersions"],
        Resource: [names.arn("glue", region, "catalog"), names.arn("glue", region, `database/${database}`), names.arn("glue", region, `table/${database}/${ANALYTICS_TABLE}`)],
      },
      { Sid: "ReportErrors", Action: "logs:PutLogEvents", Resource: `${names.logGroupArn(region, "analytics-stream")}:log-stream:*` },
      useKey(stack, "UseTheBucketsKey", "data"),
      useKey(stack, "UseTheStreamsKey", "events"),
    ],
  });
}

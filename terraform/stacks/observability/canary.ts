import { SyntheticsCanary } from "@cdktf/provider-aws/lib/synthetics-canary";
import { Bucket } from "../../constructs/bucket.ts";
import { useKey } from "../../constructs/keyUse.ts";
import { policyDocument } from "../../constructs/policyDocument.ts";
import { lookup } from "../../constructs/registry.ts";
import { Role } from "../../constructs/role.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import { alarm } from "./alarm.ts";

const MINUTE = 60;
/** Days that pictures and traffic of a run are kept. */
const KEPT_DAYS = 31;

/**
 * A browser that walks through the shop every five minutes from this region (`canary/shop.mjs`, which a release packs
 * into `canary.zip`), and the alarm on it.
 */
export function makeCanary(stack: EnvironmentStack, release: string): void {
  const { names, environment, region } = stack;
  const keyArn = lookup(stack, "events", "events-key-arn");
  const artifacts = new Bucket(stack, stack, {
    purpose: "canary",
    encryption: { keyArn },
    oldVersionDays: 7,
    lifecycle: [{ id: "end-runs", status: "Enabled", filter: [{ prefix: "runs/" }], expiration: [{ days: KEPT_DAYS }] }],
  });
  const role = canaryRole(stack, artifacts.arn);
  const name = names.of("shop");
  new SyntheticsCanary(stack, "shop", {
    name,
    runtimeVersion: "syn-nodejs-playwright-8.0",
    handler: "shop.handler",
    s3Bucket: names.bucket("releases", region),
    s3Key: `releases/${release}/canary.zip`,
    executionRoleArn: role.arn,
    artifactS3Location: `s3://${artifacts.name}/runs/`,
    artifactConfig: { s3Encryption: { encryptionMode: "SSE_KMS", kmsKeyArn: keyArn } },
    schedule: { expression: "rate(5 minutes)" },
    runConfig: {
      timeoutInSeconds: 2 * MINUTE,
      memoryInMb: 1536,
      activeTracing: true,
      environmentVariables: { SHOP_ORIGIN: `https://${environment.domain}` },
    },
    startCanary: true,
    deleteLambda: true,
    successRetentionPeriod: KEPT_DAYS,
    failureRetentionPeriod: KEPT_DAYS,
    dependsOn: [role.policy, artifacts.bucket],
  });
  alarm(stack, {
    name: "canary-failed",
    description: "A browser can't walk through the shop: its pictures lie in the canary's bucket",
    watched: { namespace: "CloudWatchSynthetics", metric: "SuccessPercent", dimensions: { CanaryName: name }, statistic: "Average" },
    below: 100,
    periodSeconds: 5 * MINUTE,
    periods: 2,
    of: 3,
    missing: "breaching",
  });
}

function canaryRole(stack: EnvironmentStack, bucketArn: string): Role {
  const { names, region } = stack;
  return new Role(stack, "canary", stack, {
    name: names.regional(region, "canary"),
    description: "The browser that walks through the shop keeps pictures and reports numbers",
    // Canaries run on Lambda, which states no source account when it takes on a role.
    trust: policyDocument({ Sid: "TrustLambda", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }),
    statements: [
      { Sid: "KeepPictures", Action: "s3:PutObject", Resource: `${bucketArn}/runs/*` },
      { Sid: "FindTheBucket", Action: "s3:GetBucketLocation", Resource: bucketArn },
      {
        Sid: "WriteOwnLogs",
        Action: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: names.arn("logs", region, `log-group:/aws/lambda/cwsyn-${names.of("shop")}-*`),
      },
      {
        Sid: "ReportMetricsWhichHaveNoArn",
        Action: "cloudwatch:PutMetricData",
        Resource: "*",
        Condition: { StringEquals: { "cloudwatch:namespace": "CloudWatchSynthetics" } },
      },
      { Sid: "SendTracesWhichHaveNoArn", Action: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"], Resource: "*" },
      useKey(stack, "UseTheBucketsKey", "events"),
    ],
  });
}

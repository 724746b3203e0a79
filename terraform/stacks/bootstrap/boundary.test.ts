import { describe, expect, test } from "vitest";
import { prod } from "../../config/prod.ts";
import { Names } from "../../config/names.ts";
import { policyDocument } from "../../constructs/policyDocument.ts";
import { decide } from "../../iam/simulator.ts";
import { boundaryPolicy } from "./boundary.ts";

const names = new Names(prod);
const boundary = boundaryPolicy(names, ["eu-central-1", "eu-west-1"]);
const everything = policyDocument({ Sid: "Everything", Action: "*", Resource: "*" });

/** What a role could do at most: one to which somebody gave every right. */
const withEveryRight = (action: string, resource: string, region = "eu-central-1") =>
  decide({ action, resource, context: { "aws:RequestedRegion": region, "iam:PassedToService": "scheduler.amazonaws.com" } }, [everything], boundary);

describe("a role with every right, within the boundary", () => {
  test.each([
    ["dynamodb:UpdateItem", names.tableArn("carts", "eu-central-1")],
    ["sqs:ReceiveMessage", names.queueArn("render-jobs", "eu-west-1")],
    ["s3:GetObject", `${names.bucketArn("models", "eu-central-1")}/chair.glb`],
    ["kms:Decrypt", names.arn("kms", "eu-central-1", "key/1234")],
    ["rds-db:connect", names.arn("rds-db", "eu-central-1", "dbuser:prx-1/aurolot_app")],
    ["cloudwatch:PutMetricData", "*"],
    ["iam:PassRole", names.roleArn(names.of("scheduler"))],
  ])("may %s on %s", (action, resource) => expect(withEveryRight(action, resource)).toBe("allowed"));

  test.each([
    ["iam:CreateUser", names.arn("iam", "", "user/intruder")],
    ["iam:AttachRolePolicy", names.roleArn(names.of("app"))],
    ["iam:PutRolePolicy", names.roleArn(names.of("app"))],
    ["iam:CreatePolicyVersion", names.boundaryArn],
    ["iam:DeleteRolePermissionsBoundary", names.roleArn(names.of("app"))],
    ["sts:AssumeRole", names.roleArn(names.of("apply"))],
    ["kms:PutKeyPolicy", names.arn("kms", "eu-central-1", "key/1234")],
    ["kms:ScheduleKeyDeletion", names.arn("kms", "eu-central-1", "key/1234")],
    ["s3:PutBucketPolicy", names.bucketArn("models", "eu-central-1")],
    ["s3:GetObject", `${names.bucketArn("state", "eu-central-1")}/prod-data.tfstate`],
    ["s3:DeleteObject", `${names.bucketArn("trail", "eu-central-1")}/AWSLogs/x`],
    ["cloudtrail:StopLogging", names.arn("cloudtrail", "eu-central-1", "trail/x")],
    ["guardduty:DeleteDetector", names.arn("guardduty", "eu-central-1", "detector/x")],
    ["config:StopConfigurationRecorder", "*"],
    ["dynamodb:DeleteTable", names.tableArn("carts", "eu-central-1")],
    ["rds:DeleteDBCluster", names.arn("rds", "eu-central-1", "cluster:aurolot-prod")],
    ["organizations:LeaveOrganization", "*"],
  ])("never %s on %s", (action, resource) => expect(withEveryRight(action, resource)).toBe("denied explicitly"));

  test.each([
    ["s3:GetObject", "arn:aws:s3:::somebody-elses-bucket/secret"],
    ["s3:PutObject", "arn:aws:s3:::somebody-elses-bucket/stolen"],
    ["dynamodb:GetItem", "arn:aws:dynamodb:eu-central-1:999999999999:table/x"],
    ["iam:PassRole", names.roleArn("administrator")],
  ])("not %s on %s, outside of the shop", (action, resource) => expect(withEveryRight(action, resource)).not.toBe("allowed"));

  test("nothing in a region where the shop is not", () =>
    expect(withEveryRight("ec2:RunInstances", names.arn("ec2", "ap-southeast-2", "instance/i-1"), "ap-southeast-2")).toBe("denied explicitly"));
});

test("the boundary fits into a managed policy of 6,144 characters", () => expect(boundary.replaceAll(/\s/g, "").length).toBeLessThanOrEqual(6144));

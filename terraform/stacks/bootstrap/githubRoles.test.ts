import { describe, expect, test } from "vitest";
import { prod } from "../../config/prod.ts";
import { Names } from "../../config/names.ts";
import { policyDocument } from "../../constructs/policyDocument.ts";
import { decide } from "../../iam/simulator.ts";
import { limitStatements, manageStatements } from "./applyPermissions.ts";
import { describeStatements, planStatements } from "./planPermissions.ts";

const names = new Names(prod);
const PLAN = [policyDocument(...describeStatements()), policyDocument(...planStatements(names))];
const APPLY = [policyDocument(...manageStatements(["eu-central-1", "eu-west-1"])), policyDocument(...limitStatements(names))];
const state = `${names.bucketArn("state", "eu-central-1")}/prod-data.tfstate`;

function may(policies: readonly string[], action: string, resource: string, context: Record<string, string> = {}): boolean {
  return decide({ action, resource, context: { "aws:RequestedRegion": "eu-central-1", ...context } }, policies) === "allowed";
}

describe("plan", () => {
  test.each([
    ["s3:GetObject", state],
    ["s3:PutObject", `${state}.tflock`],
    ["rds:DescribeDBClusters", "*"],
    ["secretsmanager:GetRandomPassword", "*"],
    ["secretsmanager:GetSecretValue", names.arn("secretsmanager", "eu-central-1", "secret:aurolot-prod-database-app-x1")],
    ["cloudformation:DescribeStacks", "*"],
    ["ssm:GetParameter", "arn:aws:ssm:eu-central-1::parameter/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64"],
    ["ssm:GetParametersByPath", names.arn("ssm", "eu-west-1", "parameter/aurolot/prod/registry/network")],
  ])("may %s on %s", (action, resource) => expect(may(PLAN, action, resource)).toBe(true));

  test.each([
    ["s3:PutObject", state],
    ["s3:GetObject", `${names.bucketArn("sources", "eu-central-1")}/chair.glb`],
    ["dynamodb:Scan", names.tableArn("carts", "eu-central-1")],
    ["secretsmanager:GetSecretValue", names.arn("secretsmanager", "eu-central-1", "secret:x")],
    ["ec2:RunInstances", "*"],
    ["iam:PassRole", names.roleArn(names.of("app"))],
    ["kms:Decrypt", names.arn("kms", "eu-central-1", "key/of-the-data")],
  ])("may not %s on %s", (action, resource) => expect(may(PLAN, action, resource)).toBe(false));
});

describe("apply", () => {
  const role = names.roleArn(names.of("app-euc1"));
  test("makes roles within the boundary, and no others", () => {
    expect(may(APPLY, "iam:CreateRole", role, { "iam:PermissionsBoundary": names.boundaryArn })).toBe(true);
    expect(may(APPLY, "iam:CreateRole", role)).toBe(false);
    expect(may(APPLY, "iam:CreateRole", names.roleArn("administrator"), { "iam:PermissionsBoundary": names.boundaryArn })).toBe(false);
    expect(may(APPLY, "iam:DeleteRolePermissionsBoundary", role)).toBe(false);
  });

  test.each([
    ["iam:PutRolePolicy", names.roleArn(names.of("apply"))],
    ["iam:UpdateAssumeRolePolicy", names.roleArn(names.of("apply"))],
    ["iam:UpdateAssumeRolePolicy", names.roleArn(names.of("plan"))],
    ["iam:CreatePolicyVersion", names.boundaryArn],
    ["iam:CreateAccessKey", names.arn("iam", "", "user/x")],
    ["s3:DeleteBucket", names.bucketArn("state", "eu-central-1")],
    ["s3:DeleteObjectVersion", state],
    ["s3:PutAccountPublicAccessBlock", "*"],
    ["organizations:LeaveOrganization", "*"],
  ])("may not %s on %s", (action, resource) => expect(may(APPLY, action, resource, { "iam:PermissionsBoundary": names.boundaryArn })).toBe(false));

  test("manages the shop's regions and no others", () => {
    expect(may(APPLY, "ec2:RunInstances", "*")).toBe(true);
    expect(may(APPLY, "ec2:RunInstances", "*", { "aws:RequestedRegion": "us-west-2" })).toBe(false);
  });
});

test("inline policies fit into the 10,240 characters of a role, managed ones into 6,144", () => {
  for (const [reach = "", limits = ""] of [PLAN, APPLY]) {
    expect(reach.length).toBeLessThanOrEqual(6144);
    expect(limits.length).toBeLessThanOrEqual(10240);
  }
});

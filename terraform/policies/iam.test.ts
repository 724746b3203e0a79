import { describe } from "vitest";
import { iam } from "./iam.ts";
import { document, one, testPolicies } from "./testing.ts";

const allows = (Action: string | string[], Resource: string | string[] = "*", more: Record<string, unknown> = {}) =>
  one("aws_iam_role_policy", { policy: document({ Action, Resource, ...more }) });
const trust = (statement: Record<string, unknown>) => one("aws_iam_role", { name: "r", assume_role_policy: document({ Action: "sts:AssumeRole", ...statement }) });
const service = { Principal: { Service: "scheduler.amazonaws.com" } };
const github = (condition: Record<string, string>) =>
  trust({ Principal: { Federated: "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com" }, Condition: { StringLike: condition } });
const sub = "token.actions.githubusercontent.com:sub";
const aud = { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" };
const own = one("aws_iam_role", { description: "arn:aws:sns:eu-central-1:111111111111:a arn:aws:sns:eu-central-1:111111111111:b" });

describe("iam", () => {
  testPolicies(iam, {
    "IAM-001": {
      holds: [
        allows("s3:GetObject"),
        { aws_iam_policy: { it: { name: "boundary", policy: document({ Action: "*", Resource: "*" }) } }, aws_iam_role: { r: { permissions_boundary: "arn:aws:iam::111111111111:policy/boundary" } } },
      ],
      breaks: [allows("*"), one("aws_iam_policy", { name: "p", policy: document({ Action: ["s3:GetObject", "*"], Resource: "*" }) })],
    },
    "IAM-002": { holds: allows("s3:Get*"), breaks: allows("s3:*", "arn:aws:s3:::b/*") },
    "IAM-003": {
      holds: allows("s3:GetObject"),
      breaks: [one("aws_iam_policy", { policy: document({ NotAction: "iam:*", Resource: "*" }) }), one("aws_iam_policy", { policy: document({ Action: "s3:GetObject", NotResource: "arn:aws:s3:::b" }) })],
    },
    "IAM-004": {
      holds: [allows("sqs:SendMessage", "arn:aws:sqs:eu-central-1:111111111111:q"), allows(["cloudwatch:PutMetricData", "ec2:DescribeInstances"]), allows("ec2:TerminateInstances", "*", { Condition: { StringEquals: { "aws:ResourceTag/a": "b" } } })],
      breaks: [allows("sqs:SendMessage"), allows(["xray:PutTraceSegments", "dynamodb:PutItem"])],
    },
    "IAM-005": { holds: allows("s3:GetObject", "arn:aws:s3:::b/*"), breaks: [allows("s3:GetObject"), allows("s3:GetObject", "arn:aws:s3:::*/*"), allows("secretsmanager:GetSecretValue"), allows("ssm:Get*")] },
    "IAM-006": {
      holds: [allows("kms:Decrypt", "arn:aws:kms:eu-central-1:111111111111:key/*", { Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": ["alias/a"] } } }), allows("kms:Decrypt", "arn:aws:kms:eu-central-1:111111111111:key/1")],
      breaks: [allows("kms:Decrypt"), allows("kms:Decrypt", "arn:aws:kms:eu-central-1:111111111111:key/*")],
    },
    "IAM-007": {
      holds: [allows("iam:AttachRolePolicy", "*", { Condition: { StringEquals: { "iam:PermissionsBoundary": "arn:b" } } }), allows("lambda:InvokeFunction")],
      breaks: [allows("iam:PutRolePolicy"), allows(["iam:PassRole", "lambda:CreateFunction"]), allows("iam:*")],
    },
    "IAM-008": {
      holds: allows("iam:PassRole", "arn:aws:iam::111111111111:role/app", { Condition: { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } } }),
      breaks: [allows("iam:PassRole"), allows("iam:PassRole", "arn:aws:iam::111111111111:role/app")],
    },
    "IAM-009": { holds: allows("s3:PutBucketPolicy", "arn:aws:s3:::b"), breaks: [allows("s3:PutBucketPolicy"), allows("kms:PutKeyPolicy")] },
    "IAM-010": { holds: allows("iam:GetRole"), breaks: allows("iam:CreateAccessKey", "arn:aws:iam::111111111111:user/u") },
    "IAM-011": { holds: allows("sts:AssumeRole", "arn:aws:iam::111111111111:role/app"), breaks: allows("sts:AssumeRole") },
    "IAM-012": {
      holds: [one("aws_iam_role", { permissions_boundary: "arn:b" }), one("aws_iam_role", { path: "/aws-service-role/x" })],
      breaks: one("aws_iam_role", { name: "r" }),
    },
    "IAM-013": { holds: trust(service), breaks: [trust({ Principal: "*" }), trust({ Principal: { AWS: "*" } })] },
    "IAM-014": {
      holds: [trust({ ...service, Condition: { StringEquals: { "aws:SourceAccount": "111111111111" } } }), trust({ Principal: { Service: "lambda.amazonaws.com" } })],
      breaks: trust(service),
    },
    "IAM-015": {
      holds: trust({ Principal: { AWS: "arn:aws:iam::111111111111:root" } }),
      breaks: { aws_iam_role: { ...own.aws_iam_role, other: { assume_role_policy: document({ Principal: { AWS: "arn:aws:iam::999999999999:root" } }) } } },
    },
    "IAM-016": {
      holds: github({ ...aud, [sub]: "repo:aurolot/aurolot-3d:ref:refs/heads/main" }),
      breaks: [github(aud), github({ ...aud, [sub]: "repo:aurolot/*" }), github({ [sub]: "repo:aurolot/aurolot-3d:ref:refs/heads/main" })],
    },
    "IAM-017": { holds: trust(service), breaks: [one("aws_iam_user", { name: "u" }), one("aws_iam_access_key", { user: "u" })] },
    "IAM-018": {
      holds: one("aws_iam_role_policy_attachment", { policy_arn: "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore" }),
      breaks: [one("aws_iam_role_policy_attachment", { policy_arn: "arn:aws:iam::aws:policy/AdministratorAccess" }), one("aws_iam_role", { managed_policy_arns: ["arn:aws:iam::aws:policy/AmazonS3FullAccess"] })],
    },
    "IAM-019": { holds: one("aws_iam_role", { max_session_duration: 3600 }), breaks: one("aws_iam_role", { max_session_duration: 43_200 }) },
    "IAM-020": { holds: allows("s3:GetObject"), breaks: one("aws_iam_policy", { policy: "${data.aws_iam_policy_document.p.json}" }) },
    "IAM-021": { holds: allows("s3:GetObject"), breaks: one("aws_iam_policy", { policy: document({ Action: "s3:GetObject", Resource: "x".repeat(6_200) }) }) },
    "IAM-022": { holds: allows("s3:GetObject"), breaks: one("aws_iam_policy", { policy: JSON.stringify({ Statement: [{ Effect: "Allow", Action: "s3:GetObject" }] }) }) },
  });
});

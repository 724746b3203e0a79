import type { Names } from "../../config/names.ts";
import { EDGE_REGION, type Region } from "../../config/regions.ts";
import type { Statement } from "../../constructs/policyDocument.ts";
import { GITHUB_ISSUER } from "./githubTrust.ts";
import { MANAGED_SERVICES, READ_BUILT_BY_AWS } from "./managedServices.ts";

/** The services that run in a role that the stacks give them. */
const PASSED_TO = [
  ...["ec2", "lambda", "rds", "backup", "firehose", "events", "scheduler", "s3", "cloudtrail", "vpc-flow-logs", "delivery.logs"],
  ...["synthetics", "sagemaker", "redshift", "redshift-serverless", "glue", "cognito-idp", "ivs", "monitoring.rds", "autoscaling", "sns"],
] as const;

/** To make, change and end what the stacks declare, in the environment's regions and at the edge. */
export function manageStatements(regions: readonly Region[]): Statement[] {
  return [
    {
      Sid: "ManageWhatTheStacksDeclare",
      Action: [...MANAGED_SERVICES.map((service) => `${service}:*`), ...READ_BUILT_BY_AWS],
      Resource: "*",
      Condition: { StringEquals: { "aws:RequestedRegion": [...regions, EDGE_REGION] } },
    },
  ];
}

/**
 * IAM: roles within the boundary, and a denial of what would set the limits aside. The bootstrap stack, that holds
 * these limits, is applied by a person.
 */
export function limitStatements(names: Names): Statement[] {
  const { accountId } = names.environment;
  const roles = names.roleArn(names.of("*"));
  const bounded = { StringEquals: { "iam:PermissionsBoundary": names.boundaryArn } };
  return [
    { Sid: "ReadAccess", Action: ["iam:Get*", "iam:List*"], Resource: ["role/*", "policy/*", "instance-profile/*"].map((all) => names.arn("iam", "", all)) },
    {
      Sid: "GiveRolesWithinTheBoundaryOnly",
      Action: [
        ...["iam:CreateRole", "iam:PutRolePermissionsBoundary", "iam:PutRolePolicy", "iam:DeleteRolePolicy"],
        ...["iam:AttachRolePolicy", "iam:DetachRolePolicy"],
      ],
      Resource: roles,
      Condition: bounded,
    },
    {
      Sid: "TendRoles",
      Action: ["iam:DeleteRole", "iam:UpdateRole", "iam:UpdateRoleDescription", "iam:UpdateAssumeRolePolicy", "iam:TagRole", "iam:UntagRole"],
      Resource: roles,
    },
    {
      Sid: "TendInstanceProfiles",
      Action: [
        ...["iam:CreateInstanceProfile", "iam:DeleteInstanceProfile", "iam:AddRoleToInstanceProfile", "iam:RemoveRoleFromInstanceProfile"],
        ...["iam:TagInstanceProfile", "iam:UntagInstanceProfile"],
      ],
      Resource: names.arn("iam", "", `instance-profile/${names.of("*")}`),
    },
    {
      Sid: "HandRolesToServices",
      Action: "iam:PassRole",
      Resource: roles,
      Condition: { StringEquals: { "iam:PassedToService": PASSED_TO.map((service) => `${service}.amazonaws.com`) } },
    },
    {
      Sid: "MakeRolesOfServices",
      Action: ["iam:CreateServiceLinkedRole", "iam:DeleteServiceLinkedRole", "iam:TagRole", "iam:UntagRole"],
      Resource: names.arn("iam", "", "role/aws-service-role/*"),
    },
    {
      Sid: "NeverMakeUsersOrKeysForThem",
      Effect: "Deny",
      Action: ["iam:CreateUser", "iam:CreateAccessKey", "iam:CreateLoginProfile", "iam:UploadSSHPublicKey"],
      Resource: "*",
    },
    {
      Sid: "NeverSetLimitsAside",
      Effect: "Deny",
      NotAction: ["iam:Get*", "iam:List*"],
      Resource: [
        names.roleArn(names.of("plan")),
        names.roleArn(names.of("apply")),
        names.boundaryArn,
        ...["plan", "apply"].map((role) => names.arn("iam", "", `policy/${names.of(role, "reach")}`)),
        names.arn("iam", "", `oidc-provider/${GITHUB_ISSUER}`),
      ],
    },
    {
      Sid: "NeverTakeProtectionOff",
      Effect: "Deny",
      Action: ["iam:DeleteRolePermissionsBoundary", "s3:PutAccountPublicAccessBlock", "organizations:*"],
      Resource: "*",
    },
    {
      Sid: "NeverLoseState",
      Effect: "Deny",
      Action: ["s3:DeleteBucket*", "s3:DeleteObjectVersion", "s3:PutBucketVersioning", "s3:PutBucketPolicy", "s3:PutLifecycleConfiguration"],
      Resource: [`arn:aws:s3:::${names.of("state", accountId)}-*`],
    },
    {
      Sid: "NeverLoseTheStatesKey",
      Effect: "Deny",
      Action: ["kms:ScheduleKeyDeletion", "kms:DisableKey", "kms:PutKeyPolicy"],
      Resource: "*",
      Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": [names.keyAlias("state")] } },
    },
  ];
}

import type { Names } from "../../config/names.ts";
import { EDGE_REGION, type Region } from "../../config/regions.ts";
import type { Statement } from "../../constructs/policyDocument.ts";
import { GITHUB_ISSUER } from "./githubTrust.ts";

/**
 * Beside PowerUserAccess, which leaves IAM out: roles within the boundary, and a denial of what would set the limits
 * aside. The bootstrap stack, that holds these limits, is applied by a person.
 */
export function applyStatements(names: Names, regions: readonly Region[]): Statement[] {
  const { accountId } = names.environment;
  const roles = names.roleArn(names.of("*"));
  const bounded = { StringEquals: { "iam:PermissionsBoundary": names.boundaryArn } };
  return [
    { Sid: "ReadAccess", Action: ["iam:Get*", "iam:List*"], Resource: names.arn("iam", "", "*") },
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
    { Sid: "HandRolesToServices", Action: "iam:PassRole", Resource: roles },
    {
      Sid: "MakeRolesOfServices",
      Action: ["iam:CreateServiceLinkedRole", "iam:DeleteServiceLinkedRole", "iam:TagRole", "iam:UntagRole"],
      Resource: names.arn("iam", "", "role/aws-service-role/*"),
    },
    {
      Sid: "TendTheAccountsPasswordPolicyAndContacts",
      Action: ["iam:UpdateAccountPasswordPolicy", "iam:DeleteAccountPasswordPolicy", "account:PutAlternateContact", "account:DeleteAlternateContact"],
      // Both are of the account: IAM ties them to no resource.
      Resource: "*",
    },
    { Sid: "NeverMakeUsersOrKeysForThem", Effect: "Deny", Action: ["iam:CreateUser", "iam:CreateAccessKey", "iam:CreateLoginProfile", "iam:*SSHPublicKey"], Resource: "*" },
    {
      Sid: "NeverSetLimitsAside",
      Effect: "Deny",
      NotAction: ["iam:Get*", "iam:List*"],
      Resource: [
        names.roleArn(names.of("plan")),
        names.roleArn(names.of("apply")),
        names.boundaryArn,
        names.arn("iam", "", `oidc-provider/${GITHUB_ISSUER}`),
      ],
    },
    { Sid: "NeverTakeABoundaryOff", Effect: "Deny", Action: "iam:DeleteRolePermissionsBoundary", Resource: "*" },
    { Sid: "NeverLoseState", Effect: "Deny", Action: ["s3:DeleteBucket*", "s3:DeleteObjectVersion", "s3:PutBucketVersioning", "s3:PutLifecycleConfiguration"], Resource: [`arn:aws:s3:::${names.of("state", accountId)}-*`] },
    {
      Sid: "NeverLoseTheStatesKey",
      Effect: "Deny",
      Action: ["kms:ScheduleKeyDeletion", "kms:DisableKey", "kms:PutKeyPolicy"],
      Resource: "*",
      Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": [names.keyAlias("state")] } },
    },
    {
      Sid: "NeverElsewhere",
      Effect: "Deny",
      Action: ["ec2:*", "rds:*", "s3:CreateBucket", "dynamodb:*", "lambda:*", "kms:*", "sagemaker:*", "redshift-serverless:*"],
      Resource: "*",
      Condition: { StringNotEquals: { "aws:RequestedRegion": [...regions, EDGE_REGION] } },
    },
  ];
}

import { actionCovers } from "./coverage.ts";

/** Actions by which a role can make itself mightier, or undo what protects it. */
const ESCALATIONS = [
  "iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion", "iam:AttachRolePolicy", "iam:AttachUserPolicy", "iam:AttachGroupPolicy", "iam:PutRolePolicy", "iam:PutUserPolicy",
  "iam:PutGroupPolicy", "iam:UpdateAssumeRolePolicy", "iam:CreateAccessKey", "iam:CreateLoginProfile", "iam:UpdateLoginProfile", "iam:AddUserToGroup", "iam:PassRole",
  "iam:DeleteRolePermissionsBoundary", "iam:DeleteUserPermissionsBoundary", "iam:PutRolePermissionsBoundary", "iam:CreateUser", "iam:CreateRole",
  "organizations:*", "account:*", "sso:*", "sts:AssumeRole", "kms:PutKeyPolicy", "kms:ScheduleKeyDeletion", "kms:DisableKey", "kms:CreateGrant", "s3:PutBucketPolicy", "s3:PutBucketAcl",
  "s3:PutBucketPublicAccessBlock", "s3:PutAccountPublicAccessBlock", "secretsmanager:PutResourcePolicy", "lambda:AddPermission", "cloudtrail:StopLogging", "cloudtrail:DeleteTrail",
  "guardduty:DeleteDetector", "config:StopConfigurationRecorder", "ec2:AuthorizeSecurityGroupIngress", "rds:ModifyDBSnapshotAttribute", "ec2:ModifySnapshotAttribute",
];

/** Actions that read what is secret. */
const SECRETS = ["secretsmanager:GetSecretValue", "ssm:GetParameter", "kms:Decrypt", "s3:GetObject", "dynamodb:Scan", "rds-data:ExecuteStatement"];

const READS = /^[\w-]+:(Get|List|Describe|Lookup|Search|BatchGet|Check|Simulate|Query|View|Filter|Estimate|Validate)/i;

/** Services and actions that know no resource: `*` is all one can write. */
const TAKES_NO_RESOURCE = /^(cloudwatch|xray|ssmmessages|ec2messages|logs|synthetics|tag|ce|pricing|mobiletargeting):|^ec2:(CreateNetworkInterface|DeleteNetworkInterface|AssignPrivateIpAddresses|UnassignPrivateIpAddresses)|^ecr:GetAuthorizationToken$|^autoscaling:Complete/i;

/** How much an action on a resource gives away. */
export type Power = "everything" | "a whole service" | "more rights" | "changes anywhere" | "all that is secret" | "ordinary";

/** Judges one action on one resource pattern. What only reads lists is ordinary, on whatever resource. */
export function powerOf(action: string, resource: string): Power {
  const anywhere = resource === "" || resource === "*" || resource.startsWith("!") || /^arn:aws:[\w*-]+:[^:]*:[^:]*:\*$/.test(resource) || resource === "arn:aws:s3:::*";
  if (action === "*" || action === "*:*") return "everything";
  if (action.startsWith("!")) return "everything";
  if (/^[\w-]+:\*$/.test(action) && (anywhere || /^(iam|organizations|kms|sts|account|sso):/.test(action))) return "a whole service";
  if (!anywhere) return "ordinary";
  if (ESCALATIONS.some((known) => actionCovers(action, known))) return "more rights";
  if (SECRETS.some((known) => actionCovers(action, known))) return "all that is secret";
  return !READS.test(action) && !TAKES_NO_RESOURCE.test(action) ? "changes anywhere" : "ordinary";
}

const ORDER: readonly Power[] = ["ordinary", "all that is secret", "changes anywhere", "more rights", "a whole service", "everything"];

/** The greatest power that actions and resources have together. */
export function greatestPower(actions: readonly string[], resources: readonly string[]): Power {
  const powers = actions.flatMap((action) => (resources.length > 0 ? resources : [""]).map((resource) => powerOf(action, resource)));
  return powers.reduce<Power>((most, power) => (ORDER.indexOf(power) > ORDER.indexOf(most) ? power : most), "ordinary");
}

/** AWS's managed policies that amount to running the account. */
export const MIGHTY_MANAGED = /\/(AdministratorAccess(-\w+)?|PowerUserAccess|IAMFullAccess|job-function\/(SystemAdministrator|DatabaseAdministrator|NetworkAdministrator)|AWSOrganizationsFullAccess|AWSKeyManagementServicePowerUser|SecretsManagerReadWrite)$/;

/** AWS's managed policies that give all of one service. */
export const FULL_MANAGED = /FullAccess(_v\d)?$|PowerUser$/;

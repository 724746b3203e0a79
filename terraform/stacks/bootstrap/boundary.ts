import type { Names } from "../../config/names.ts";
import { EDGE_REGION, type Region } from "../../config/regions.ts";
import { policyDocument, type Statement } from "../../constructs/policyDocument.ts";

/** The services that the shop's roles call, as in actions and ARNs; S3's ARNs lack the account and stand apart. */
const SERVICES = [
  ...["dynamodb", "rds", "rds-db", "elasticache", "redshift", "redshift-serverless", "backup", "backup-storage"],
  ...["sqs", "sns", "events", "scheduler", "lambda", "firehose", "ses", "cognito-idp"],
  ...["glue", "athena", "sagemaker", "ivs", "xray", "synthetics"],
  ...["logs", "cloudwatch", "kms", "secretsmanager", "ssm", "ec2", "autoscaling", "elasticloadbalancing"],
] as const;

/** Calls that IAM can tie to no resource, or that are about what belongs to AWS. */
const WITHOUT_RESOURCE = [
  ...["cloudwatch:PutMetricData", "cloudwatch:GetMetricData", "cloudwatch:ListMetrics"],
  ...["xray:PutTraceSegments", "xray:PutTelemetryRecords", "xray:GetSampling*"],
  ...["ssm:UpdateInstanceInformation", "ssmmessages:*", "ec2messages:*"],
  ...["ec2:Describe*", "ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface", "ec2:*PrivateIpAddresses"],
  ...["autoscaling:Describe*", "rds:Describe*", "dynamodb:ListTables", "logs:Describe*", "s3:ListAllMyBuckets"],
  ...["ecr:GetAuthorizationToken", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer", "ecr:BatchCheckLayerAvailability"],
  ...["kms:ListAliases", "kms:GenerateRandom", "tag:GetResources"],
] as const;

const ACCESS_CHANGES = [
  ...["iam:Add*", "iam:Attach*", "iam:Change*", "iam:Create*", "iam:Deactivate*", "iam:Delete*", "iam:Detach*", "iam:Enable*"],
  ...["iam:Put*", "iam:Remove*", "iam:Set*", "iam:Tag*", "iam:Untag*", "iam:Update*", "iam:Upload*"],
  ...["sts:AssumeRole", "organizations:*", "account:*", "kms:PutKeyPolicy", "lambda:AddPermission"],
  ...["s3:PutBucketPolicy", "s3:DeleteBucketPolicy", "s3:PutBucketAcl", "s3:Put*PublicAccessBlock", "secretsmanager:PutResourcePolicy"],
];

const BLINDING = ["cloudtrail:*", "config:*", "guardduty:*", "securityhub:*", "access-analyzer:*", "inspector2:*", "macie2:*", "logs:DeleteLogGroup"];

const DESTRUCTION = [
  ...["kms:ScheduleKeyDeletion", "kms:DisableKey", "kms:DisableKeyRotation", "dynamodb:DeleteTable", "rds:DeleteDBCluster"],
  ...["rds:DeleteDBInstance", "rds:DeleteGlobalCluster", "s3:DeleteBucket", "s3:DeleteObjectVersion", "s3:PutBucketVersioning"],
  ...["backup:DeleteBackupVault*", "backup:DeleteRecoveryPoint", "secretsmanager:DeleteSecret", "ec2:TerminateInstances"],
];

/**
 * The most that any role of the environment can be allowed: to use what is in this account and these regions, never to
 * change who may do what, to blind those who watch, or to destroy stores and keys. Kept below IAM's 6,144 characters.
 */
export function boundaryPolicy(names: Names, regions: readonly Region[]): string {
  const { accountId } = names.environment;
  const statements: Statement[] = [
    {
      Sid: "UseWhatIsInThisAccount",
      Action: SERVICES.map((service) => `${service}:*`),
      Resource: SERVICES.map((service) => `arn:aws:${service}:*:${accountId}:*`),
    },
    { Sid: "UseTheShopsBuckets", Action: "s3:*", Resource: `arn:aws:s3:::${names.of("*")}` },
    { Sid: "CallsThatKnowNoResource", Action: [...WITHOUT_RESOURCE], Resource: "*" },
    {
      Sid: "HandRolesToServices",
      Action: "iam:PassRole",
      Resource: names.roleArn(names.of("*")),
      Condition: { StringEquals: { "iam:PassedToService": ["backup.amazonaws.com", "scheduler.amazonaws.com", "events.amazonaws.com", "lambda.amazonaws.com"] } },
    },
    { Sid: "NeverChangeWhoMayDoWhat", Effect: "Deny", Action: ACCESS_CHANGES, Resource: "*" },
    {
      // Backups and volumes need grants, which a service asks for on a role's behalf.
      Sid: "NeverLendKeysButToServices",
      Effect: "Deny",
      Action: "kms:CreateGrant",
      Resource: "*",
      Condition: { BoolIfExists: { "kms:GrantIsForAWSResource": "false" } },
    },
    { Sid: "NeverBlindWhoWatches", Effect: "Deny", Action: BLINDING, Resource: "*" },
    { Sid: "NeverDestroyStoresAndKeys", Effect: "Deny", Action: DESTRUCTION, Resource: "*" },
    {
      Sid: "NeverTouchStateAndRecords",
      Effect: "Deny",
      Action: "s3:*",
      Resource: (["state", "trail", "config"] as const).map((purpose) => `arn:aws:s3:::${names.of(purpose, accountId)}-*`),
    },
    {
      Sid: "NeverElsewhere",
      Effect: "Deny",
      NotAction: ["iam:*", "sts:*", "s3:*", "cloudfront:*", "route53:*"],
      Resource: "*",
      Condition: { StringNotEquals: { "aws:RequestedRegion": [...regions, EDGE_REGION] } },
    },
  ];
  return policyDocument(...statements);
}

/** The services that the stacks declare resources of, as they are named in actions; IAM stands apart. */
export const MANAGED_SERVICES = [
  ...["access-analyzer", "acm", "application-autoscaling", "athena", "autoscaling", "backup", "backup-storage", "budgets", "ce"],
  ...["cloudfront", "cloudtrail", "cloudwatch", "cognito-idp", "config", "dynamodb", "ec2", "elasticache", "elasticloadbalancing"],
  ...["events", "firehose", "glue", "guardduty", "inspector2", "ivs", "kms", "lambda", "logs", "macie2", "rds", "redshift", "redshift-serverless"],
  ...["route53", "s3", "sagemaker", "scheduler", "schemas", "secretsmanager", "securityhub", "ses", "shield", "sns", "sqs", "ssm"],
  ...["synthetics", "tag", "wafv2", "xray"],
] as const;

/**
 * To read what AWS built for us: the function that rotates passwords is a stack of the Serverless Application Repository.
 * Making it is left to a person (`stacks/data/rotation.ts`).
 */
export const READ_BUILT_BY_AWS = ["cloudformation:Describe*", "cloudformation:Get*", "cloudformation:List*", "serverlessrepo:Get*"] as const;

/** Services whose Get calls give out what they hold, not only how they are set up. */
export const HOLDS_DATA: ReadonlySet<string> = new Set(["dynamodb", "s3", "secretsmanager", "sqs", "ssm"]);

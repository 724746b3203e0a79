import { fits } from "./documents.ts";

/**
 * Actions that know no resource: IAM accepts nothing but `*` for them. From the Service Authorization Reference,
 * those that this shop's services call (November 2026).
 */
const WITHOUT_RESOURCE = [
  "autoscaling:Describe*", "budgets:ViewBudget", "ce:Get*", "cloudfront:List*", "cloudtrail:DescribeTrails", "cloudwatch:PutMetricData", "cloudwatch:GetMetricData",
  "cloudwatch:GetMetricStatistics", "cloudwatch:ListMetrics", "ec2:Describe*", "ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface", "ec2:AssignPrivateIpAddresses",
  "ec2:UnassignPrivateIpAddresses", "ec2messages:*", "ec2messages:AcknowledgeMessage", "ec2messages:DeleteMessage", "ec2messages:FailMessage", "ec2messages:GetEndpoint",
  "ec2messages:GetMessages", "ec2messages:SendReply", "ecr:GetAuthorizationToken", "elasticloadbalancing:Describe*", "iam:ListRoles", "iam:ListPolicies", "iam:GetAccountSummary",
  "kms:ListAliases", "kms:ListKeys", "kms:GenerateRandom", "kms:CreateKey", "logs:DescribeLogGroups", "logs:CreateLogDelivery", "logs:GetLogDelivery", "logs:UpdateLogDelivery",
  "logs:DeleteLogDelivery", "logs:ListLogDeliveries", "logs:PutResourcePolicy", "logs:DescribeResourcePolicies", "organizations:Describe*", "rds:Describe*",
  "s3:ListAllMyBuckets", "s3:GetAccountPublicAccessBlock", "secretsmanager:GetRandomPassword", "ses:GetAccount", "ses:GetSendQuota", "shield:GetSubscriptionState",
  "sns:ListTopics", "sqs:ListQueues", "ssm:DescribeParameters", "ssm:UpdateInstanceInformation", "ssm:ListAssociations", "ssm:ListInstanceAssociations", "ssm:PutInventory",
  "ssm:PutComplianceItems", "ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel", "ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel", "ssmmessages:*",
  "sts:GetCallerIdentity", "synthetics:DescribeCanaries", "tag:GetResources", "wafv2:List*", "xray:GetSamplingRules", "xray:GetSamplingStatisticSummaries", "xray:GetSamplingTargets",
  "xray:PutTelemetryRecords", "xray:PutTraceSegments", "cloudwatch:DescribeAlarms", "trustedadvisor:Describe*", "support:*", "textract:*", "rekognition:DetectModerationLabels",
];

export function needsNoResource(action: string): boolean {
  return WITHOUT_RESOURCE.some((pattern) => fits(pattern, action));
}

/** Reading names and settings, not data: what a plan has to do over everything. */
export function onlyReadsCatalogues(action: string): boolean {
  return /^[\w-]+:(describe|list)/i.test(action) || /^[\w-]+:get(?!object\b|object$|parameter|secretvalue|item|records|session|authorization|federation|random|\*)\w+\*?$/i.test(action);
}

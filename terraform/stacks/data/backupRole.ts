import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { except } from "../../constructs/exception.ts";
import { policyDocument } from "../../constructs/policyDocument.ts";
import { Role } from "../../constructs/role.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";

/** What AWS maintains for backups and for restores: it follows what the service needs, hundreds of actions over time. */
const MANAGED_POLICIES = {
  backup: "service-role/AWSBackupServiceRolePolicyForBackup",
  restore: "service-role/AWSBackupServiceRolePolicyForRestores",
  s3_backup: "AWSBackupServiceRolePolicyForS3Backup",
  s3_restore: "AWSBackupServiceRolePolicyForS3Restore",
} as const;

/** The role by which AWS Backup reads the stores and, when asked to, restores them. */
export function declareBackupRole(stack: EnvironmentStack): Role {
  const { names } = stack;
  const role = new Role(stack, "backup", stack, {
    name: names.of("backup"),
    description: "AWS Backup of the shop's stores",
    trust: policyDocument({ Sid: "TrustBackup", Principal: { Service: "backup.amazonaws.com" }, Action: "sts:AssumeRole" }),
    statements: [
      {
        Sid: "UseDataKey",
        Action: ["kms:Decrypt", "kms:GenerateDataKey", "kms:DescribeKey"],
        Resource: stack.regions.map((region) => names.arn("kms", region, "key/*")),
        Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": [names.keyAlias("data")] } },
      },
      {
        Sid: "LendDataKeyToServices",
        Action: "kms:CreateGrant",
        Resource: stack.regions.map((region) => names.arn("kms", region, "key/*")),
        Condition: {
          "ForAnyValue:StringEquals": { "kms:ResourceAliases": [names.keyAlias("data")] },
          Bool: { "kms:GrantIsForAWSResource": "true" },
        },
      },
    ],
  });
  for (const [id, policy] of Object.entries(MANAGED_POLICIES)) {
    new IamRolePolicyAttachment(stack, `backup_${id}`, { role: role.role.name, policyArn: `arn:aws:iam::aws:policy/${policy}` });
  }
  except(role.role, {
    policy: "IAM-014",
    reason: "Backup does not document that it states a source account when it takes on its role; refused, there would be no backups. Only this account's principals can pass the role to Backup.",
  });
  return role;
}

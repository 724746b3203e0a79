import { BackupPlan, type BackupPlanRule } from "@cdktf/provider-aws/lib/backup-plan";
import { BackupRegionSettings } from "@cdktf/provider-aws/lib/backup-region-settings";
import { BackupSelection } from "@cdktf/provider-aws/lib/backup-selection";
import { BackupVault } from "@cdktf/provider-aws/lib/backup-vault";
import { BackupVaultLockConfiguration } from "@cdktf/provider-aws/lib/backup-vault-lock-configuration";
import { BackupVaultNotifications } from "@cdktf/provider-aws/lib/backup-vault-notifications";
import { BackupVaultPolicy } from "@cdktf/provider-aws/lib/backup-vault-policy";
import { REGION_CODE, type Region } from "../../config/regions.ts";
import { policyDocument } from "../../constructs/policyDocument.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import { waitFor } from "../../constructs/waitFor.ts";
import { declareBackupEvents } from "./backupEvents.ts";
import { declareBackupRole } from "./backupRole.ts";
import type { DataKeys } from "./keys.ts";

/** Monthly recovery points outlive a mistake that nobody saw for most of a year. */
const MONTHLY_KEPT_DAYS = 365;

/**
 * Declares a vault in each region and the plan that fills them: every day from all stores of the primary region, with
 * a copy in the other region's vault.
 */
export function declareBackup(stack: EnvironmentStack, keys: DataKeys): void {
  const { names, environment } = stack;
  const vaults = new Map(stack.regions.map((region) => [region, declareVault(stack, region, keys.arn(region))]));
  const role = declareBackupRole(stack);
  for (const region of stack.regions) declareBackupEvents(stack, region);

  const copies = (deleteAfter: number) =>
    stack.regions
      .filter((region) => region !== stack.region)
      .map((region) => ({ destinationVaultArn: vaultArn(stack, region), lifecycle: { deleteAfter } }));
  const rule = (ruleName: string, schedule: string, deleteAfter: number): BackupPlanRule => ({
    ruleName,
    schedule,
    targetVaultName: names.of("stores"),
    startWindow: 60,
    completionWindow: 480,
    lifecycle: { deleteAfter },
    copyAction: copies(deleteAfter),
  });
  const plan = new BackupPlan(stack, "stores", {
    name: names.of("stores"),
    rule: [
      rule("daily", "cron(0 3 * * ? *)", environment.database.backupDays),
      ...(environment.deletionProtection ? [rule("monthly", "cron(0 4 1 * ? *)", MONTHLY_KEPT_DAYS)] : []),
    ],
  });
  waitFor(plan, ...vaults.values());
  new BackupSelection(stack, "stores_selection", {
    name: names.of("stores"),
    planId: plan.id,
    iamRoleArn: role.arn,
    // By name, not by tag: a tag that is missing would be a backup that is missing.
    resources: [
      names.arn("rds", stack.region, `cluster:${names.of("shop")}`),
      ...(["sessions", "carts", "catalog"] as const).map((table) => names.tableArn(table, stack.region)),
      ...(["sources", "models", "releases"] as const).map((purpose) => names.bucketArn(purpose, stack.region)),
    ],
  }).overrideLogicalId("stores");
}

function vaultArn(stack: EnvironmentStack, region: Region): string {
  return stack.names.arn("backup", region, `backup-vault:${stack.names.of("stores")}`);
}

function declareVault(stack: EnvironmentStack, region: Region, kmsKeyArn: string): BackupVault {
  const { names, environment } = stack;
  const id = `stores_${REGION_CODE[region]}`;
  const provider = stack.provider(region);
  new BackupRegionSettings(stack, `${id}_settings`, {
    provider,
    // Only with Backup's own management of DynamoDB are its recovery points encrypted with the vault's key and copied.
    resourceTypeManagementPreference: { DynamoDB: true },
    resourceTypeOptInPreference: { Aurora: true, DynamoDB: true, S3: true },
    // AWS answers with every type it knows, and their number grows.
    lifecycle: { ignoreChanges: ["resource_type_management_preference", "resource_type_opt_in_preference"] },
  }).overrideLogicalId(id);
  const vault = new BackupVault(stack, id, {
    provider,
    name: names.of("stores"),
    kmsKeyArn,
    forceDestroy: !environment.deletionProtection,
    lifecycle: environment.deletionProtection ? { preventDestroy: true } : undefined,
  });
  new BackupVaultNotifications(stack, `${id}_notifications`, {
    provider,
    backupVaultName: vault.name,
    snsTopicArn: names.topicArn("inform", region),
    // Single objects; of jobs that fail AWS tells here no longer (backupEvents.ts).
    backupVaultEvents: ["S3_BACKUP_OBJECT_FAILED", "S3_RESTORE_OBJECT_FAILED"],
  }).overrideLogicalId(id);
  if (!environment.deletionProtection) return vault;

  // Governance: whom IAM allows may still lift it. Compliance mode could not be undone by anyone, AWS included.
  new BackupVaultLockConfiguration(stack, `${id}_lock`, {
    provider,
    backupVaultName: vault.name,
    minRetentionDays: Math.min(7, environment.database.backupDays),
    maxRetentionDays: MONTHLY_KEPT_DAYS,
  }).overrideLogicalId(id);
  new BackupVaultPolicy(stack, `${id}_policy`, {
    provider,
    backupVaultName: vault.name,
    policy: policyDocument({
      Sid: "NobodyDeletesRecoveryPoints",
      Effect: "Deny",
      Principal: "*",
      Action: ["backup:DeleteRecoveryPoint", "backup:UpdateRecoveryPointLifecycle", "backup:DeleteBackupVault"],
      Resource: "*",
    }),
  }).overrideLogicalId(id);
  return vault;
}

import type { PlanChange } from "../../plan/planChange.ts";
import { finding, type Detector, type Finding, type Severity } from "../finding.ts";
import { isMadeElsewhere } from "../pairing.ts";
import { words } from "../words.ts";

/** Resources that are protections themselves: destroying one turns it off. */
export const GUARDS: Readonly<Record<string, readonly [Severity, string]>> = {
  aws_s3_bucket_public_access_block: ["danger", "Nothing keeps the bucket from being made public any more"],
  aws_s3_account_public_access_block: ["danger", "Nothing keeps the account's buckets from being made public any more"],
  aws_s3_bucket_policy: ["danger", "The bucket loses its policy, and with it what that forbade"],
  aws_s3_bucket_versioning: ["danger", "What is overwritten or deleted in the bucket may be gone for good"],
  aws_s3_bucket_server_side_encryption_configuration: ["danger", "New objects are no longer encrypted as they were"],
  aws_s3_bucket_object_lock_configuration: ["danger", "New objects can be deleted at once"],
  aws_s3_bucket_replication_configuration: ["danger", "The copy in the other bucket is kept up no longer"],
  aws_s3_bucket_logging: ["danger", "Nobody can tell any more who read what"],
  aws_s3_bucket_ownership_controls: ["look", "Access control lists may count again"],
  aws_kms_key_policy: ["danger", "The key falls back to the default policy"],
  aws_secretsmanager_secret_policy: ["look", "The secret loses its policy, and with it what that forbade"],
  aws_secretsmanager_secret_rotation: ["danger", "The secret is rotated no longer"],
  aws_sqs_queue_policy: ["look", "The queue loses its policy, and with it what that forbade"],
  aws_sns_topic_policy: ["look", "The topic loses its policy, and with it what that forbade"],
  aws_ecr_lifecycle_policy: ["note", "Old images are kept"],
  aws_backup_plan: ["danger", "No backups are taken by this plan any more"],
  aws_backup_selection: ["danger", "What it selected is backed up no longer"],
  aws_backup_vault_lock_configuration: ["danger", "Backups can be deleted before their time"],
  aws_backup_vault_policy: ["danger", "The vault loses its policy, and with it what that forbade"],
  aws_dlm_lifecycle_policy: ["danger", "No snapshots are taken by this policy any more"],
  aws_cloudtrail: ["danger", "Nobody can tell any more who did what in the account"],
  aws_guardduty_detector: ["danger", "Nobody watches for intruders any more"],
  aws_guardduty_detector_feature: ["danger", "Intruders are watched for less closely"],
  aws_securityhub_account: ["danger", "Findings are collected no longer"],
  aws_securityhub_standards_subscription: ["danger", "A standard is checked no longer"],
  aws_config_configuration_recorder: ["danger", "Changes of configuration are recorded no longer"],
  aws_config_configuration_recorder_status: ["danger", "Changes of configuration are recorded no longer"],
  aws_config_delivery_channel: ["danger", "What Config records goes nowhere"],
  aws_config_config_rule: ["look", "A rule is checked no longer"],
  aws_config_conformance_pack: ["danger", "Its rules are checked no longer"],
  aws_accessanalyzer_analyzer: ["danger", "Nobody looks for access from outside any more"],
  aws_inspector2_enabler: ["danger", "Nobody looks for known vulnerabilities any more"],
  aws_macie2_account: ["danger", "Nobody looks for personal data any more"],
  aws_flow_log: ["danger", "Nobody can tell any more who connected to what"],
  aws_route53_query_log: ["look", "Queries are logged no longer"],
  aws_route53_hosted_zone_dnssec: ["danger", "The zone is signed no longer; while the parent still says it is, the domain does not resolve"],
  aws_wafv2_web_acl: ["danger", "Requests are filtered no longer"],
  aws_wafv2_web_acl_association: ["danger", "Requests reach it unfiltered"],
  aws_wafv2_web_acl_logging_configuration: ["look", "Nobody can tell any more what was blocked"],
  aws_wafv2_ip_set: ["look", "Rules that name its addresses change"],
  aws_shield_protection: ["danger", "It loses its protection from floods of traffic"],
  aws_networkfirewall_firewall: ["danger", "Traffic is filtered no longer"],
  aws_cloudwatch_metric_alarm: ["look", "Nobody is told any more"],
  aws_cloudwatch_composite_alarm: ["look", "Nobody is told any more"],
  aws_cloudwatch_log_metric_filter: ["look", "The alarms on it see nothing any more"],
  aws_budgets_budget: ["look", "Nobody is told any more what it costs"],
  aws_ce_anomaly_subscription: ["look", "Nobody is told any more of unusual costs"],
  aws_ebs_encryption_by_default: ["danger", "New volumes are no longer encrypted unless each says so"],
  aws_iam_account_password_policy: ["danger", "Passwords may be as weak as AWS allows"],
  aws_ec2_instance_metadata_defaults: ["danger", "New instances may give their credentials to IMDSv1 requests"],
  aws_cognito_risk_configuration: ["danger", "Stolen passwords and odd sign-ins are answered no longer"],
  aws_organizations_policy: ["danger", "What it forbade in its accounts is forbidden no longer"],
  aws_organizations_policy_attachment: ["danger", "What it forbade is forbidden no longer"],
  aws_default_security_group: ["look", "The default group is managed no longer: its rules stay as they are"],
  aws_appautoscaling_target: ["look", "It is scaled no longer"],
  aws_appautoscaling_policy: ["look", "It is scaled no longer"],
  aws_autoscaling_policy: ["look", "The group is scaled no longer"],
  aws_dynamodb_table_replica: ["danger", "The region's copy of the table is deleted"],
  aws_lambda_function_event_invoke_config: ["look", "Failed events may be lost"],
  aws_lb_listener_rule: ["look", "Requests that it matched go to the next rule"],
};

/** Protections that are destroyed while what they protect stays. */
export const guards: Detector = (scene) =>
  scene.changes.flatMap((change): Finding[] => {
    const guard = change.action === "delete" && !change.deposed ? GUARDS[change.type] : undefined;
    if (guard === undefined || isMadeElsewhere(change, scene)) return [];
    const [severity, consequence] = guard;
    const orphan = wardGoes(change, scene.changes);
    return [finding(change, orphan ? "note" : severity, "protection", words`${[consequence]}: ${change.address} is destroyed`, orphan ? { detail: words`What it protects is destroyed too.` } : {})];
  });

/** Whether what a guard stands before is destroyed in the same plan. */
function wardGoes({ before, references, type }: PlanChange, changes: readonly PlanChange[]): boolean {
  const gone = changes.filter(({ action, type: other }) => action === "delete" && other !== type);
  const wards = ["bucket", "key_id", "secret_id", "queue_url", "arn", "resource_arn", "vpc_id", "table_name", "function_name"].flatMap((attribute) => before?.[attribute] ?? []);
  return gone.some(({ address, before: state }) => Object.values(references).some((addresses) => addresses.includes(address)) || ["id", "bucket", "arn", "key_id", "name"].some((attribute) => wards.includes(state?.[attribute] ?? null)));
}

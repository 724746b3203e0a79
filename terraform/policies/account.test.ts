import { describe } from "vitest";
import type { Value } from "../plan/resource.ts";
import { account } from "./account.ts";
import { one, testPolicies, type Declarations } from "./testing.ts";

type Values = Record<string, Value>;
/** Something that makes eu-central-1 a region in use. */
const used = one("aws_vpc", {});
/** The same in two regions of which only the first has what is asked for. */
const halfOf = (declarations: Declarations): Declarations => ({ ...declarations, aws_vpc: { it: { provider: "aws.euw1" } } });
const named = (type: string, attribute: string, names: readonly string[], values: Values = {}): Declarations => ({ [type]: Object.fromEntries(names.map((name) => [name, { [attribute]: name, ...values }])) });
const rule = (source: string, values: Values = {}): Values => ({ event_pattern: JSON.stringify({ source: [source] }), ...values });
const detections = ["S3_DATA_EVENTS", "EBS_MALWARE_PROTECTION", "RDS_LOGIN_EVENTS", "LAMBDA_NETWORK_LOGS", "RUNTIME_MONITORING"];
const detector = one("aws_guardduty_detector", { enable: true });
const recorder = { ...one("aws_config_configuration_recorder", {}), ...one("aws_config_configuration_recorder_status", { is_enabled: true }) };
const hub = { ...one("aws_securityhub_account", {}), ...one("aws_securityhub_standards_subscription", { standards_arn: "arn:aws:securityhub:eu-central-1::standards/aws-foundational-security-best-practices/v/1.0.0" }) };
const allBlocked = { block_public_acls: true, block_public_policy: true, ignore_public_acls: true, restrict_public_buckets: true };
const passwords = { minimum_password_length: 14, password_reuse_prevention: 24, max_password_age: 90, require_lowercase_characters: true, require_uppercase_characters: true, require_numbers: true, require_symbols: true };
const told = [
  "UnauthorizedOperation", "MFAUsed", "Root", "PutRolePolicy", "StopLogging", "Failed authentication", "ScheduleKeyDeletion", "PutBucketPolicy", "StopConfigurationRecorder",
  "AuthorizeSecurityGroupIngress", "CreateNetworkAcl", "CreateInternetGateway", "CreateRoute", "CreateVpc",
];
const budget = { notification: [{ threshold: 80 }] };

describe("account", () => {
  testPolicies(account, {
    "ACC-001": { holds: one("aws_cloudtrail", { is_multi_region_trail: true }), breaks: [used, one("aws_cloudtrail", {})] },
    "ACC-002": { holds: detector, breaks: [used, halfOf(detector), one("aws_guardduty_detector", { enable: false })] },
    "ACC-003": { holds: named("aws_guardduty_detector_feature", "name", detections, { status: "ENABLED" }), breaks: [detector, named("aws_guardduty_detector_feature", "name", detections, { status: "DISABLED" })] },
    "ACC-004": { holds: recorder, breaks: [used, halfOf(recorder), { ...recorder, ...one("aws_config_configuration_recorder_status", { is_enabled: false }) }] },
    "ACC-005": { holds: one("aws_config_conformance_pack", {}), breaks: used },
    "ACC-006": { holds: hub, breaks: [used, one("aws_securityhub_account", {})] },
    "ACC-007": { holds: one("aws_accessanalyzer_analyzer", {}), breaks: used },
    "ACC-008": { holds: one("aws_inspector2_enabler", { resource_types: ["EC2", "LAMBDA"] }), breaks: [used, one("aws_inspector2_enabler", { resource_types: ["EC2"] })] },
    "ACC-009": { holds: one("aws_ebs_encryption_by_default", { enabled: true }), breaks: used },
    "ACC-010": { holds: one("aws_s3_account_public_access_block", allBlocked), breaks: [used, one("aws_s3_account_public_access_block", { ...allBlocked, ignore_public_acls: false })] },
    "ACC-011": { holds: one("aws_iam_account_password_policy", passwords), breaks: [used, one("aws_iam_account_password_policy", { ...passwords, minimum_password_length: 8 })] },
    "ACC-012": { holds: one("aws_ec2_instance_metadata_defaults", { http_tokens: "required" }), breaks: [used, one("aws_ec2_instance_metadata_defaults", { http_tokens: "optional" })] },
    "ACC-013": { holds: one("aws_ebs_snapshot_block_public_access", { state: "block-all-sharing" }), breaks: used },
    "ACC-014": { holds: one("aws_account_alternate_contact", { alternate_contact_type: "SECURITY" }), breaks: [used, one("aws_account_alternate_contact", { alternate_contact_type: "BILLING" })] },
    "ACC-015": { holds: { aws_cloudwatch_event_rule: { a: rule("aws.guardduty"), b: rule("aws.securityhub") } }, breaks: [used, { aws_cloudwatch_event_rule: { a: rule("aws.guardduty") } }] },
    "ACC-016": { holds: named("aws_cloudwatch_log_metric_filter", "pattern", told), breaks: [used, named("aws_cloudwatch_log_metric_filter", "pattern", told.slice(1))] },
    "ACC-017": { holds: one("aws_budgets_budget", budget), breaks: [used, one("aws_budgets_budget", {})] },
    "ACC-018": { holds: { ...one("aws_ce_anomaly_monitor", {}), ...one("aws_ce_anomaly_subscription", {}) }, breaks: one("aws_ce_anomaly_monitor", {}) },
    "ACC-019": { holds: named("aws_ce_cost_allocation_tag", "tag_key", ["Project", "Environment", "CostCentre"]), breaks: used },
    "ACC-020": { holds: one("aws_cloudwatch_event_rule", rule("aws.trustedadvisor", { provider: "aws.use1" })), breaks: [used, one("aws_cloudwatch_event_rule", rule("aws.trustedadvisor"))] },
  });
});

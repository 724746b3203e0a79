import { at, first, type DeclaredResource, type Value } from "../plan/resource.ts";
import type { Inventory } from "./inventory.ts";
import type { EnvironmentPolicy } from "./policy.ts";

const EDGE_ONLY = "us-east-1";

/** For every region in use, whether a resource of the type with the values asked for is there. */
function inEachRegion(type: string, what: string, fits: (resource: DeclaredResource) => boolean = () => true, { edge = true }: { edge?: boolean } = {}) {
  return (inventory: Inventory): string[] =>
    inventory.regions
      .filter((region) => edge || region !== EDGE_ONLY)
      .filter((region) => !inventory.ofType(type).some((resource) => resource.region === region && fits(resource)))
      .map((region) => `${region} has no ${what}`);
}

/** Whether anything of the type with the values asked for is there at all. */
function somewhere(type: string, what: string, fits: (resource: DeclaredResource, inventory: Inventory) => boolean = () => true) {
  return (inventory: Inventory): string[] => (inventory.ofType(type).some((resource) => fits(resource, inventory)) ? [] : [`no stack declares ${what}`]);
}

const has = (attribute: string, ...expected: Value[]) => (resource: DeclaredResource) => expected.includes(first(resource, attribute) ?? null);

const DETECTIONS = ["S3_DATA_EVENTS", "EBS_MALWARE_PROTECTION", "RDS_LOGIN_EVENTS", "LAMBDA_NETWORK_LOGS", "RUNTIME_MONITORING"];
/** What CIS 4.1–4.14 wants to be told of, by words that the filter's pattern must have. */
const TOLD: readonly (readonly [string, RegExp])[] = [
  ["unauthorised calls", /UnauthorizedOperation|AccessDenied/],
  ["log-ins without a second factor", /MFAUsed/],
  ["use of root", /Root/],
  ["changed IAM policies", /PutRolePolicy|CreatePolicyVersion|AttachRolePolicy/],
  ["a changed trail", /StopLogging|UpdateTrail|DeleteTrail/],
  ["failed log-ins", /Failed authentication/],
  ["disabled keys", /ScheduleKeyDeletion|DisableKey/],
  ["changed bucket policies", /PutBucketPolicy/],
  ["a changed Config recorder", /StopConfigurationRecorder/],
  ["changed security groups", /AuthorizeSecurityGroupIngress/],
  ["changed network lists", /CreateNetworkAcl|ReplaceNetworkAcl/],
  ["changed gateways", /InternetGateway/],
  ["changed routes", /CreateRoute|ReplaceRoute/],
  ["changed networks", /CreateVpc|DeleteVpc|ModifyVpcAttribute/],
];
const COST_TAGS = ["Project", "Environment", "CostCentre"];

const asked = (rule: Omit<EnvironmentPolicy, "pillars" | "severity"> & Partial<Pick<EnvironmentPolicy, "pillars" | "severity">>): EnvironmentPolicy => ({ severity: "medium", pillars: ["security"], ...rule });

/** What an account needs beside the shop's own resources. */
export const account: readonly EnvironmentPolicy[] = [
  asked({
    id: "ACC-001",
    title: "One trail records the account",
    reason: "Without it nobody can say who did what.",
    fix: "Declare a multi-Region aws_cloudtrail in the security stack.",
    severity: "critical",
    frameworks: ["FSBP CloudTrail.1", "FSBP CloudTrail.3", "CIS 3.1"],
    judgeEnvironment: somewhere("aws_cloudtrail", "a multi-Region trail", has("is_multi_region_trail", true)),
  }),
  asked({
    id: "ACC-002",
    title: "Every region has GuardDuty",
    reason: "Stolen credentials and mining are seen within minutes.",
    fix: "Declare an aws_guardduty_detector with enable = true.",
    severity: "high",
    frameworks: ["CKV2_AWS_3", "CKV_AWS_238", "FSBP GuardDuty.1"],
    judgeEnvironment: inEachRegion("aws_guardduty_detector", "GuardDuty detector", (detector) => first(detector, "enable") !== false),
  }),
  asked({
    id: "ACC-003",
    title: "GuardDuty looks at buckets, disks, log-ins, functions and hosts",
    reason: "Each plan sees what the others don't.",
    fix: `Declare aws_guardduty_detector_feature for ${DETECTIONS.join(", ")}.`,
    frameworks: ["FSBP GuardDuty.6", "FSBP GuardDuty.8", "FSBP GuardDuty.9", "FSBP GuardDuty.10", "FSBP GuardDuty.11"],
    waivedIn: ["dev"],
    judgeEnvironment: (inventory) =>
      inventory.regions.flatMap((region) => {
        const on = inventory.ofType("aws_guardduty_detector_feature").filter((feature) => feature.region === region && first(feature, "status") === "ENABLED").map((feature) => first(feature, "name"));
        const missing = DETECTIONS.filter((name) => !on.includes(name));
        return missing.length > 0 ? [`GuardDuty in ${region} lacks ${missing.join(", ")}`] : [];
      }),
  }),
  asked({
    id: "ACC-004",
    title: "Every region records its configuration",
    reason: "What was changed, when and by whom.",
    fix: "Declare aws_config_configuration_recorder, _delivery_channel and _recorder_status with is_enabled = true.",
    frameworks: ["CKV2_AWS_45", "CKV2_AWS_48", "FSBP Config.1", "CIS 3.3"],
    judgeEnvironment: (inventory) => [
      ...inEachRegion("aws_config_configuration_recorder", "Config recorder")(inventory),
      ...inEachRegion("aws_config_configuration_recorder_status", "Config recorder that is on", has("is_enabled", true))(inventory),
    ],
  }),
  asked({
    id: "ACC-005",
    title: "Compliance is checked by itself",
    reason: "What is changed by hand is noticed without a plan.",
    fix: "Declare an aws_config_conformance_pack, or Config rules.",
    frameworks: ["Well-Architected SEC 1"],
    judgeEnvironment: (inventory) => (inventory.ofType("aws_config_conformance_pack", "aws_config_config_rule").length > 0 ? [] : ["no stack declares a conformance pack"]),
  }),
  asked({
    id: "ACC-006",
    title: "Every region has Security Hub, with AWS's own standard",
    reason: "All findings in one place, and AWS's best practices checked daily.",
    fix: "Declare aws_securityhub_account and aws_securityhub_standards_subscription for aws-foundational-security-best-practices.",
    frameworks: ["FSBP SecurityHub.1", "CIS 4.16"],
    judgeEnvironment: (inventory) => [
      ...inEachRegion("aws_securityhub_account", "Security Hub")(inventory),
      ...inEachRegion("aws_securityhub_standards_subscription", "subscription to aws-foundational-security-best-practices", (subscription) => /foundational/.test(String(first(subscription, "standards_arn"))))(inventory),
    ],
  }),
  asked({
    id: "ACC-007",
    title: "Every region looks for what is shared outside",
    reason: "It names each bucket, key and role that others can reach.",
    fix: "Declare an aws_accessanalyzer_analyzer.",
    frameworks: ["FSBP IAM.28", "CIS 1.20"],
    judgeEnvironment: inEachRegion("aws_accessanalyzer_analyzer", "Access Analyzer"),
  }),
  asked({
    id: "ACC-008",
    title: "Instances and functions are scanned for known holes",
    reason: "A library's hole is published, and tried, the same day.",
    fix: "Declare an aws_inspector2_enabler with EC2 and LAMBDA in each region that runs any.",
    frameworks: ["FSBP Inspector.1", "FSBP Inspector.3"],
    judgeEnvironment: inEachRegion("aws_inspector2_enabler", "Inspector for EC2 and LAMBDA", (enabler) => ["EC2", "LAMBDA"].every((type) => at(enabler, "resource_types").includes(type)), { edge: false }),
  }),
  asked({
    id: "ACC-009",
    title: "New volumes are encrypted in every region",
    reason: "Those that no code declares too.",
    fix: "Declare an aws_ebs_encryption_by_default.",
    frameworks: ["CKV_AWS_106", "FSBP EC2.7", "CIS 5.1.1"],
    judgeEnvironment: inEachRegion("aws_ebs_encryption_by_default", "encryption of EBS by default", (setting) => first(setting, "enabled") !== false),
  }),
  asked({
    id: "ACC-010",
    title: "No bucket of the account can be public",
    reason: "It holds for buckets that no code declares too.",
    fix: "Declare an aws_s3_account_public_access_block with all four settings.",
    severity: "high",
    frameworks: ["FSBP S3.1", "CIS 2.1.4"],
    judgeEnvironment: somewhere("aws_s3_account_public_access_block", "a public access block for the account", (block) => ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"].every((setting) => first(block, setting) === true)),
  }),
  asked({
    id: "ACC-011",
    title: "Passwords of the account are long and not used again",
    reason: "For the day on which a user is made after all.",
    fix: "Declare an aws_iam_account_password_policy: 14 characters, all kinds, 24 remembered.",
    severity: "low",
    frameworks: ["CKV_AWS_9", "CKV_AWS_10", "CKV_AWS_11", "CKV_AWS_12", "CKV_AWS_13", "CKV_AWS_14", "CKV_AWS_15", "FSBP IAM.7", "CIS 1.8", "CIS 1.9"],
    judgeEnvironment: somewhere(
      "aws_iam_account_password_policy",
      "a password policy of 14 characters of all kinds, 24 remembered, 90 days",
      (policy) =>
        Number(first(policy, "minimum_password_length")) >= 14 && Number(first(policy, "password_reuse_prevention")) >= 24 && Number(first(policy, "max_password_age") ?? 1000) <= 90 &&
        ["require_lowercase_characters", "require_uppercase_characters", "require_numbers", "require_symbols"].every((kind) => first(policy, kind) === true),
    ),
  }),
  asked({
    id: "ACC-012",
    title: "New instances need IMDSv2 in every region",
    reason: "Those that no code declares too.",
    fix: 'Declare an aws_ec2_instance_metadata_defaults with http_tokens = "required".',
    frameworks: ["FSBP EC2.8"],
    judgeEnvironment: inEachRegion("aws_ec2_instance_metadata_defaults", "IMDSv2 by default", has("http_tokens", "required"), { edge: false }),
  }),
  asked({
    id: "ACC-013",
    title: "Snapshots and images can't be made public",
    reason: "A snapshot shared with everyone is copied by somebody who looks for just that.",
    fix: "Declare aws_ebs_snapshot_block_public_access (block-all-sharing) in each region.",
    frameworks: ["FSBP EC2.1", "FSBP EC2.182"],
    judgeEnvironment: inEachRegion("aws_ebs_snapshot_block_public_access", "block of public EBS snapshots", (block) => first(block, "state") !== "unblocked", { edge: false }),
  }),
  asked({
    id: "ACC-014",
    title: "AWS knows whom to tell of a breach",
    reason: "Else the warning goes to the address of whoever opened the account.",
    fix: "Declare an aws_account_alternate_contact of type SECURITY.",
    frameworks: ["FSBP Account.1", "CIS 1.2"],
    judgeEnvironment: somewhere("aws_account_alternate_contact", "a security contact", has("alternate_contact_type", "SECURITY")),
  }),
  asked({
    id: "ACC-015",
    title: "Findings reach people",
    reason: "Nobody looks at a console every morning.",
    fix: "Declare event rules for aws.guardduty and aws.securityhub with the topics as targets, in each region.",
    pillars: ["security", "operations"],
    frameworks: ["Well-Architected SEC 4"],
    judgeEnvironment: (inventory) =>
      ["aws.guardduty", "aws.securityhub"].flatMap((source) =>
        inEachRegion("aws_cloudwatch_event_rule", `event rule for ${source}`, (rule) => String(first(rule, "event_pattern")).includes(source), { edge: false })(inventory),
      ),
  }),
  asked({
    id: "ACC-016",
    title: "Changes to what guards the account are told",
    reason: "An intruder's first calls are known; CIS lists them.",
    fix: "Declare a metric filter on the trail's log group, with an alarm, for each.",
    frameworks: TOLD.map((_, index) => `CIS 4.${index + 1}`),
    judgeEnvironment: (inventory) => {
      const patterns = inventory.ofType("aws_cloudwatch_log_metric_filter").map((filter) => String(first(filter, "pattern")));
      const missing = TOLD.filter(([, words]) => !patterns.some((pattern) => words.test(pattern))).map(([what]) => what);
      return missing.length > 0 ? [`nobody is told of ${missing.join(", ")}`] : [];
    },
  }),
  asked({
    id: "ACC-017",
    title: "There is a budget that speaks up",
    reason: "The bill comes when the money is spent.",
    fix: "Declare an aws_budgets_budget with notifications.",
    pillars: ["cost"],
    frameworks: ["Well-Architected COST 2"],
    judgeEnvironment: somewhere("aws_budgets_budget", "a budget with a notification", (budget) => at(budget, "notification").length > 0),
  }),
  asked({
    id: "ACC-018",
    title: "Unusual costs are noticed",
    reason: "A loop of functions is seen in a day, not in a month.",
    fix: "Declare aws_ce_anomaly_monitor and aws_ce_anomaly_subscription.",
    pillars: ["cost"],
    frameworks: ["Well-Architected COST 3"],
    judgeEnvironment: (inventory) => [...somewhere("aws_ce_anomaly_monitor", "a cost anomaly monitor")(inventory), ...somewhere("aws_ce_anomaly_subscription", "a cost anomaly subscription")(inventory)],
  }),
  asked({
    id: "ACC-019",
    title: "Costs are told apart by tag",
    reason: "Tags show in the bill only when they are activated.",
    fix: `Declare aws_ce_cost_allocation_tag for ${COST_TAGS.join(", ")}.`,
    severity: "low",
    pillars: ["cost"],
    frameworks: ["Well-Architected COST 3"],
    judgeEnvironment: (inventory) => {
      const active = inventory.ofType("aws_ce_cost_allocation_tag").map((tag) => first(tag, "tag_key"));
      const missing = COST_TAGS.filter((tag) => !active.includes(tag));
      return missing.length > 0 ? [`${missing.join(", ")} are not activated for cost allocation`] : [];
    },
  }),
  asked({
    id: "ACC-020",
    title: "What Trusted Advisor finds reaches people",
    reason: "It knows quotas that are nearly used up and things that are paid for and not used.",
    fix: "Declare an event rule for aws.trustedadvisor in us-east-1 with a topic as target.",
    severity: "low",
    pillars: ["cost", "reliability"],
    frameworks: ["Well-Architected REL 1"],
    judgeEnvironment: somewhere("aws_cloudwatch_event_rule", "an event rule for aws.trustedadvisor in us-east-1", (rule) => rule.region === EDGE_ONLY && String(first(rule, "event_pattern")).includes("aws.trustedadvisor")),
  }),
];

import type { Change } from "./changes.ts";

/** A change that a second plan shows against the emulator only. */
export interface EmulatorDifference {
  type: string;
  /** As in `Change.attribute`; what lies below it is included. */
  attribute: string;
  /** What the emulator does otherwise than AWS. */
  reason: string;
}

/** What moto gives back otherwise than it was told, seen as updates in a second plan. */
export const EMULATOR_DIFFERENCES: readonly EmulatorDifference[] = [
  { type: "aws_vpc_security_group_egress_rule", attribute: "description", reason: "A rule that names a group or a prefix list is given back without its description" },
  { type: "aws_vpc_security_group_ingress_rule", attribute: "description", reason: "A rule that names a group or a prefix list is given back without its description" },
  { type: "aws_cloudfront_distribution", attribute: "default_cache_behavior", reason: "Functions are not kept, and forwarded values are given back where a policy takes their place" },
  { type: "aws_cloudfront_distribution", attribute: "ordered_cache_behavior", reason: "Functions are not kept, and forwarded values are given back where a policy takes their place" },
  { type: "aws_cloudfront_distribution", attribute: "origin.origin_access_control_id", reason: "An origin without one is given back with an empty one" },
  { type: "aws_cloudfront_distribution", attribute: "viewer_certificate.cloudfront_default_certificate", reason: "Given back as false beside a certificate of ours" },
  { type: "aws_backup_plan", attribute: "tags_all", reason: "Tags are kept below another ARN than they are asked for" },
  { type: "aws_backup_vault", attribute: "tags_all", reason: "Tags are kept below another ARN than they are asked for" },
  { type: "aws_dynamodb_table", attribute: "on_demand_throughput", reason: "Ceilings of on-demand capacity are not kept" },
  { type: "aws_dynamodb_table", attribute: "global_secondary_index", reason: "Ceilings of on-demand capacity are not kept" },
  { type: "aws_rds_cluster", attribute: "database_insights_mode", reason: "Not kept" },
  { type: "aws_rds_cluster", attribute: "engine_lifecycle_support", reason: "Not kept" },
  { type: "aws_rds_cluster", attribute: "performance_insights_enabled", reason: "Performance Insights are kept for instances only" },
  { type: "aws_rds_cluster", attribute: "performance_insights_kms_key_id", reason: "Performance Insights are kept for instances only" },
  { type: "aws_rds_cluster", attribute: "performance_insights_retention_period", reason: "Performance Insights are kept for instances only" },
  { type: "aws_rds_cluster", attribute: "scaling_configuration", reason: "That of Serverless v1 is given back for Serverless v2" },
  { type: "aws_rds_global_cluster", attribute: "engine_lifecycle_support", reason: "Not kept" },
  { type: "aws_rds_global_cluster", attribute: "tags_all", reason: "Given back without its tags" },
  { type: "aws_s3_bucket_replication_configuration", attribute: "rule.delete_marker_replication", reason: "Given back as disabled" },
  { type: "aws_s3_bucket_replication_configuration", attribute: "rule.source_selection_criteria", reason: "Not kept" },
  { type: "aws_secretsmanager_secret", attribute: "replica", reason: "A replica is given back as encrypted with AWS's own key" },
  { type: "aws_lambda_function", attribute: "dead_letter_config", reason: "Not kept when a function is made from a package in S3" },
  { type: "aws_lambda_function", attribute: "kms_key_arn", reason: "Not kept when a function is made from a package in S3" },
  { type: "aws_lambda_function", attribute: "logging_config", reason: "Not kept when a function is made from a package in S3" },
  { type: "aws_sesv2_configuration_set", attribute: "tags_all", reason: "Tags are kept with the set of SES's first version" },
  { type: "aws_sqs_queue", attribute: "redrive_policy", reason: "Given back as another spelling of the same JSON" },
  { type: "aws_autoscaling_group", attribute: "availability_zone_distribution", reason: "Not kept; the launch template's version follows its difference" },
  { type: "aws_autoscaling_group", attribute: "capacity_reservation_specification", reason: "Not kept; the launch template's version follows its difference" },
  { type: "aws_autoscaling_group", attribute: "default_instance_warmup", reason: "Not kept; the launch template's version follows its difference" },
  { type: "aws_autoscaling_group", attribute: "instance_maintenance_policy", reason: "Not kept; the launch template's version follows its difference" },
  { type: "aws_autoscaling_group", attribute: "max_instance_lifetime", reason: "Not kept; the launch template's version follows its difference" },
  { type: "aws_autoscaling_group", attribute: "mixed_instances_policy.launch_template.launch_template_specification.version", reason: "Not kept; the launch template's version follows its difference" },
  { type: "aws_autoscaling_lifecycle_hook", attribute: "notification_target_arn", reason: "An example's queue and role are given back for none" },
  { type: "aws_autoscaling_lifecycle_hook", attribute: "role_arn", reason: "An example's queue and role are given back for none" },
  { type: "aws_autoscaling_policy", attribute: "enabled", reason: "Policies count as disabled, and an empty predictive configuration is given back" },
  { type: "aws_autoscaling_policy", attribute: "predictive_scaling_configuration", reason: "Policies count as disabled, and an empty predictive configuration is given back" },
  { type: "aws_launch_template", attribute: "default_version", reason: "The template's own tags are given back among those of its instances" },
  { type: "aws_launch_template", attribute: "latest_version", reason: "The template's own tags are given back among those of its instances" },
  { type: "aws_launch_template", attribute: "tag_specifications", reason: "The template's own tags are given back among those of its instances" },
];

/** Whether a change is the emulator's own. */
export function isTheEmulators({ type, action, attribute }: Change): boolean {
  return (
    action === "update" &&
    EMULATOR_DIFFERENCES.some((known) => known.type === type && (attribute === known.attribute || attribute.startsWith(`${known.attribute}.`)))
  );
}

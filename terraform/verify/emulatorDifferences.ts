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
];

/** Whether a change is the emulator's own. */
export function isTheEmulators({ type, action, attribute }: Change): boolean {
  return (
    action === "update" &&
    EMULATOR_DIFFERENCES.some((known) => known.type === type && (attribute === known.attribute || attribute.startsWith(`${known.attribute}.`)))
  );
}

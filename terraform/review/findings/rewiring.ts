import type { Block, PlanChange } from "../../plan/planChange.ts";
import { isMasked, same } from "../../plan/planValues.ts";
import { at, isUnknown, type Value } from "../../plan/resource.ts";
import { isSecretName } from "../differences/secrets.ts";
import { finding, type Detector, type Finding, type Severity, type Topic } from "../finding.ts";
import { STATEFUL_TYPES } from "../statefulTypes.ts";
import { list, words, type Words } from "../words.ts";

/** An attribute that changes in place and yet changes what a thing is to others. */
interface Rewire {
  types: RegExp;
  paths: readonly string[];
  topic: Topic;
  severity: Severity;
  says: string;
}

const REWIRES: readonly Rewire[] = [
  { types: /^aws_(db_instance|rds_cluster|rds_cluster_instance|docdb_cluster|neptune_cluster|redshift_cluster|elasticache_replication_group)$/, paths: ["identifier", "cluster_identifier", "replication_group_id"], topic: "data", severity: "look", says: "Another name, and with it another address: who connects by the old one fails" },
  { types: /^aws_(db_instance|rds_cluster|rds_global_cluster|docdb_cluster|neptune_cluster|opensearch_domain|elasticache_replication_group|eks_cluster|mq_broker|msk_cluster)$/, paths: ["engine_version", "kafka_version"], topic: "data", severity: "look", says: "Another version of the engine: it can't be taken back, and it restarts" },
  { types: /^aws_eks_cluster$/, paths: ["version"], topic: "data", severity: "look", says: "Another version of the cluster: it can't be taken back" },
  { types: /^aws_(db_instance|rds_cluster_instance|elasticache_replication_group|redshift_cluster)$/, paths: ["instance_class", "node_type"], topic: "capacity", severity: "look", says: "Another size: it restarts" },
  { types: /^aws_(rds_cluster|db_instance|rds_cluster_instance)$/, paths: ["db_cluster_parameter_group_name", "parameter_group_name", "db_parameter_group_name"], topic: "data", severity: "look", says: "Another parameter group: what the old one enforced may not hold" },
  { types: /^aws_rds_cluster$/, paths: ["global_cluster_identifier", "replication_source_identifier"], topic: "data", severity: "danger", says: "Leaves its global database, or joins another" },
  { types: /^aws_route53_record$/, paths: ["records", "alias", "failover_routing_policy", "latency_routing_policy", "weighted_routing_policy", "health_check_id"], topic: "network", severity: "look", says: "The name leads elsewhere" },
  { types: /^aws_route53domains_registered_domain$/, paths: ["name_server.name"], topic: "network", severity: "danger", says: "Other name servers answer for the whole domain" },
  { types: /^aws_cloudtrail$/, paths: ["s3_bucket_name"], topic: "protection", severity: "danger", says: "The trail is kept elsewhere: the audit that is watched ends" },
  { types: /^aws_backup_plan$/, paths: ["rule.schedule"], topic: "data", severity: "look", says: "Backups are taken at other times, perhaps less often" },
  { types: /^aws_cloudwatch_metric_alarm$/, paths: ["comparison_operator", "treat_missing_data"], topic: "protection", severity: "look", says: "The alarm rings on something else" },
  { types: /^aws_(rds_cluster|db_instance|docdb_cluster|neptune_cluster|redshift_cluster)$/, paths: ["master_password", "password", "master_username"], topic: "data", severity: "look", says: "Another password of the administrator: who uses the old one is refused" },
  { types: /^aws_route_table_association$/, paths: ["route_table_id"], topic: "network", severity: "look", says: "The subnet takes other ways" },
  { types: /^aws_cloudfront_distribution$/, paths: ["origin.domain_name", "aliases"], topic: "network", severity: "look", says: "Pages come from elsewhere, or under other names" },
  { types: /^aws_s3_bucket_replication_configuration$/, paths: ["rule.destination.bucket", "rule.destination.account", "role"], topic: "data", severity: "look", says: "Objects are copied elsewhere" },
  { types: /^aws_sns_topic_subscription$/, paths: ["endpoint"], topic: "permissions", severity: "look", says: "Messages go to somebody else" },
  { types: /./, paths: ["vpc_security_group_ids", "security_groups", "security_group_ids", "vpc_config.security_group_ids", "network_interfaces.security_groups"], topic: "network", severity: "look", says: "Other security groups decide who may connect" },
  { types: /^aws_(?!db_subnet_group)/, paths: ["subnet_ids", "subnets", "vpc_zone_identifier", "vpc_config.subnet_ids"], topic: "network", severity: "look", says: "It moves to other subnets" },
  { types: /^aws_(lambda_function|ecs_service|ecs_task_definition|instance|launch_template|sfn_state_machine|codebuild_project|sagemaker_model|glue_job)$/, paths: ["role", "role_arn", "task_role_arn", "execution_role_arn", "iam_instance_profile", "service_role"], topic: "permissions", severity: "look", says: "It runs under another role" },
  { types: /^aws_kms_alias$/, paths: ["target_key_id"], topic: "protection", severity: "danger", says: "The name stands for another key: what the old one encrypted can't be read by it" },
  { types: /^aws_lb_listener(_rule)?$/, paths: ["default_action", "condition", "action", "priority"], topic: "network", severity: "look", says: "Requests are answered otherwise" },
  { types: /^aws_cognito_user_pool_client$/, paths: ["callback_urls", "explicit_auth_flows", "allowed_oauth_flows", "supported_identity_providers"], topic: "permissions", severity: "look", says: "People sign in otherwise, or are sent elsewhere with their tokens" },
  { types: /^aws_iam_instance_profile$/, paths: ["role"], topic: "permissions", severity: "look", says: "Its machines run under another role" },
];

/** Changes in place that cut off, lead elsewhere or can't be taken back. */
export const rewiring: Detector = ({ changes }) => changes.flatMap((change) => (change.action === "update" || change.action === "replace" ? REWIRES.flatMap((rewire) => rewired(change, rewire)) : []));

function rewired(change: PlanChange, { types, paths, topic, severity, says }: Rewire): Finding[] {
  const { before, after, type, action } = change;
  if (!types.test(type) || before === null || after === null || /security_group/.test(type)) return [];
  const changed = paths.filter((path) => {
    const [was, is] = [sorted(at(before, path)), sorted(at(after, path))];
    return was.length > 0 && !same(was, is) && !(is.some(isUnknown) && (change.references[path] ?? []).length === 0);
  });
  const [first] = changed;
  const judged = type === "aws_route53_record" && leaves(before, after) ? "danger" : severity;
  // A replaced store is told by what is lost, not by its name.
  if (first === undefined || (action === "replace" && type in STATEFUL_TYPES)) return [];
  return [finding(change, judged, topic, words`${[says]}: ${change.address}`, { attribute: first, ...(isMasked(change.beforeSensitive, first.split(".")) || isMasked(change.afterSensitive, first.split(".")) || isSecretName(first) ? {} : { detail: fromTo(at(before, first), at(after, first)) }) })];
}

/** Whether a name of a resource of ours comes to stand for plain addresses, or a zone is handed to other name servers. */
function leaves(before: Block, after: Block): boolean {
  if (after.type === "NS" || after.type === "DS" || after.type === "MX") return !same(before.records ?? null, after.records ?? null);
  return at(before, "alias.name").length > 0 && at(after, "alias").length === 0 && at(after, "records").length > 0;
}

function sorted(values: readonly Value[]): Value[] {
  return [...values].sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
}

function fromTo(was: readonly Value[], is: readonly Value[]): Words {
  const texts = (values: readonly Value[]) => values.map((value) => (typeof value === "object" ? JSON.stringify(value) : String(value)));
  return words`${list(texts(was), 3)} → ${is.length === 0 ? ["nothing"] : list(texts(is), 3)}.`;
}

import type { Block } from "../../plan/planChange.ts";
import { at, isUnknown } from "../../plan/resource.ts";
import { CACHE_HOUR, DATABASE_HOUR, HOURS, INFERENCE_HOUR, INSTANCE_HOUR, USAGE, hourPrice, unitPrice } from "../prices.ts";

/** What a resource's price depends on beside itself: others of its plan, found by address or type. */
export interface Surroundings {
  /** States of a type in the same plan. */
  ofType: (type: string) => Block[];
}

type Pricer = (state: Block, region: string | undefined, around: Surroundings) => number | undefined;

/** A month of a resource in US dollars. Undefined where it can't be told; zero where it costs nothing by itself. */
export function monthly(type: string, state: Block, region: string | undefined, around: Surroundings): number | undefined {
  const pricer = PRICERS[type];
  return pricer ? pricer(state, region, around) : FREE.test(type) ? 0 : undefined;
}

const number = (state: Block, path: string, otherwise = 0): number => {
  const value = Number(at(state, path).find((found) => !isUnknown(found)) ?? otherwise);
  return Number.isFinite(value) ? value : otherwise;
};
const hours = (hour: number | undefined): number | undefined => (hour === undefined ? undefined : hour * HOURS);

const loadBalancer: Pricer = (_, region) => HOURS * (unitPrice("loadBalancerHour", region) + USAGE.loadBalancerUnits * unitPrice("loadBalancerUnitHour", region));

const PRICERS: Readonly<Record<string, Pricer>> = {
  aws_instance: ({ instance_type }, region) => hours(hourPrice(INSTANCE_HOUR, instance_type, region)),
  aws_autoscaling_group: fleet,
  aws_db_instance: (state, region) => {
    const hour = hourPrice(DATABASE_HOUR, state.instance_class, region);
    const zones = state.multi_az === true ? 2 : 1;
    return hour === undefined ? undefined : zones * (hour * HOURS + number(state, "allocated_storage") * unitPrice("rdsGbMonth", region));
  },
  aws_rds_cluster: (_, region) => USAGE.databaseGb * unitPrice("auroraGbMonth", region),
  aws_rds_cluster_instance: (state, region, around) => {
    if (state.instance_class !== "db.serverless") return hours(hourPrice(DATABASE_HOUR, state.instance_class, region));
    const cluster = around.ofType("aws_rds_cluster").find(({ cluster_identifier }) => cluster_identifier === state.cluster_identifier) ?? around.ofType("aws_rds_cluster")[0] ?? {};
    return HOURS * (number(cluster, "serverlessv2_scaling_configuration.min_capacity") + USAGE.auroraUnitsAboveMinimum) * unitPrice("auroraUnitHour", region);
  },
  aws_db_proxy: (_, region) => HOURS * 8 * unitPrice("proxyVcpuHour", region),
  aws_nat_gateway: (_, region) => HOURS * unitPrice("natGatewayHour", region) + USAGE.natGatewayGb * unitPrice("natGatewayGb", region),
  aws_eip: (_, region) => HOURS * unitPrice("publicAddressHour", region),
  aws_lb: loadBalancer,
  aws_alb: loadBalancer,
  aws_elb: loadBalancer,
  aws_vpc_endpoint: (state, region) => (state.vpc_endpoint_type === "Interface" ? Math.max(1, at(state, "subnet_ids").length) * HOURS * unitPrice("endpointHour", region) : 0),
  aws_ebs_volume: (state, region) => number(state, "size") * unitPrice("volumeGbMonth", region),
  aws_efs_file_system: (_, region) => USAGE.bucketGb * unitPrice("fileSystemGbMonth", region),
  aws_s3_bucket: (_, region) => USAGE.bucketGb * unitPrice("bucketGbMonth", region),
  aws_dynamodb_table: (state, region) => {
    const regions = 1 + at(state, "replica").length;
    return regions * (USAGE.tableReadsMillions * unitPrice("tableReadsMillion", region) + USAGE.tableWritesMillions * unitPrice("tableWritesMillion", region) + USAGE.tableGb * unitPrice("tableGbMonth", region));
  },
  aws_dynamodb_table_replica: (_, region) => USAGE.tableWritesMillions * unitPrice("tableWritesMillion", region) + USAGE.tableGb * unitPrice("tableGbMonth", region),
  aws_kms_key: (_, region) => unitPrice("keyMonth", region) + USAGE.keyRequestsMillions * 0.1 * unitPrice("keyRequestsMillion", region),
  aws_kms_replica_key: (_, region) => unitPrice("keyMonth", region),
  aws_secretsmanager_secret: (state, region) => (1 + at(state, "replica").length) * unitPrice("secretMonth", region),
  aws_sqs_queue: (_, region) => USAGE.queueRequestsMillions * 0.1 * unitPrice("queueMillion", region),
  aws_lambda_function: (state, region) =>
    USAGE.functionRequestsMillions * (unitPrice("functionMillion", region) + 1e6 * (USAGE.functionMilliseconds / 1000) * (number(state, "memory_size", 128) / 1024) * unitPrice("functionGbSecond", region)),
  aws_cloudwatch_log_group: (_, region) => USAGE.logGb * unitPrice("logGb", region),
  aws_cloudwatch_metric_alarm: (_, region) => unitPrice("alarmMonth", region),
  aws_cloudwatch_composite_alarm: (_, region) => unitPrice("compositeAlarmMonth", region),
  aws_cloudwatch_dashboard: (_, region) => unitPrice("dashboardMonth", region),
  aws_synthetics_canary: (state, region) => runsAMonth(at(state, "schedule.expression")[0]) * unitPrice("canaryRun", region),
  aws_wafv2_web_acl: (state, region) => unitPrice("firewallMonth", region) + at(state, "rule").length * unitPrice("firewallRuleMonth", region) + USAGE.firewallRequestsMillions * unitPrice("firewallMillion", region),
  aws_route53_zone: (_, region) => unitPrice("zoneMonth", region),
  aws_route53_health_check: (state, region) => unitPrice("healthCheckMonth", region) * (state.request_interval === 10 ? 4 : 2),
  aws_cloudfront_distribution: (_, region) => USAGE.edgeGb * unitPrice("edgeGb", region) + USAGE.edgeRequestsMillions * unitPrice("edgeMillion", region),
  aws_shield_subscription: (_, region) => unitPrice("shieldMonth", region),
  aws_elasticache_serverless_cache: (_, region) => HOURS * USAGE.cacheGb * unitPrice("cacheServerlessGbHour", region),
  aws_elasticache_replication_group: (state, region) => hours(times(hourPrice(CACHE_HOUR, state.node_type, region), Math.max(1, number(state, "num_cache_clusters", 1)))),
  aws_elasticache_cluster: (state, region) => hours(times(hourPrice(CACHE_HOUR, state.node_type, region), Math.max(1, number(state, "num_cache_nodes", 1)))),
  aws_redshiftserverless_workgroup: (state, region) => 30 * USAGE.warehouseHoursADay * number(state, "base_capacity", 128) * unitPrice("warehouseUnitHour", region),
  aws_kinesis_firehose_delivery_stream: (_, region) => USAGE.firehoseGb * unitPrice("firehoseGb", region),
  aws_kinesis_stream: (state, region) => HOURS * Math.max(1, number(state, "shard_count", 1)) * unitPrice("streamShardHour", region),
  aws_eks_cluster: (_, region) => HOURS * unitPrice("clusterHour", region),
  aws_ec2_transit_gateway_vpc_attachment: (_, region) => HOURS * unitPrice("gatewayAttachmentHour", region),
  aws_sagemaker_endpoint_configuration: (state, region) => hours(times(hourPrice(INFERENCE_HOUR, at(state, "production_variants.instance_type")[0], region), Math.max(1, number(state, "production_variants.initial_instance_count", 1)))),
};

/** Types that cost nothing, or whose cost is in what they belong to. */
const FREE =
  /^aws_(iam_|s3_bucket_|s3_account|s3_object|vpc$|subnet|route$|route_table|internet_gateway|egress_only|security_group|default_|network_acl|vpc_security_group|vpc_peering|vpc_endpoint_|vpc_dhcp|launch_template|autoscaling_(policy|schedule|lifecycle|attachment|group_tag)|appautoscaling|lb_|alb_|kms_(alias|key_policy|grant)|secretsmanager_secret_|ssm_(parameter|parameters)|sns_|sqs_queue_|lambda_(permission|event_source|alias|layer|function_)|cloudwatch_(event|log_(stream|resource|metric|subscription)|query|dashboard_)|acm_|route53_record|route53_(key|hosted|query)|cloudfront_|wafv2_(web_acl_|ip_set|rule_group|regex)|db_(subnet|parameter|option|proxy_)|rds_(global|cluster_(parameter|endpoint|role))|dynamodb_(contributor|resource|kinesis|table_item)|ecs_(cluster|task)|ecr_|glue_|athena_|xray_|budgets_|ce_|resourcegroups|ebs_(encryption|default)|ec2_(managed|instance_metadata|tag|image)|backup_(vault|plan|selection)|cognito_|ses|sfn_|scheduler_|schemas_|account_|accessanalyzer|elasticache_(subnet|parameter|user)|redshift_?(serverless_(name|usage)|subnet)|sagemaker_(model|endpoint)$|servicediscovery|key_pair|eip_association|volume_attachment|placement_group|organizations|ram_|flow_log|shield_(protection|drt|proactive|application)|api_gateway_|apigatewayv2_|config_|guardduty_|securityhub_|inspector2_|cloudtrail|macie2_|ivs_|db_event_|ebs_snapshot_block|ec2_serial|ssm_service|rds_integration|redshift_resource|serverlessapplicationrepository_)|^(random|null|time|tls|local|archive|terraform)_/;

/** The minimum of a group, or what is asked for now: on demand and Spot by its mix, the first type that has a price. */
function fleet(state: Block, region: string | undefined, around: Surroundings): number | undefined {
  const size = Math.max(number(state, "min_size"), number(state, "desired_capacity"));
  if (size === 0) return 0;
  const template = around.ofType("aws_launch_template");
  const types = [...at(state, "mixed_instances_policy.launch_template.override.instance_type"), ...template.flatMap(({ instance_type }) => instance_type ?? [])];
  const hour = types.map((type) => hourPrice(INSTANCE_HOUR, type, region)).find((found) => found !== undefined);
  if (hour === undefined) return undefined;
  const mixed = at(state, "mixed_instances_policy.instances_distribution").length > 0;
  const base = mixed ? Math.min(size, number(state, "mixed_instances_policy.instances_distribution.on_demand_base_capacity")) : size;
  const share = mixed ? number(state, "mixed_instances_policy.instances_distribution.on_demand_percentage_above_base_capacity", 100) / 100 : 1;
  const above = size - base;
  return HOURS * hour * (base + above * (share + (1 - share) * USAGE.spotShare));
}

function times(value: number | undefined, factor: number): number | undefined {
  return value === undefined ? undefined : value * factor;
}

/** `rate(5 minutes)` in runs a month. */
function runsAMonth(expression: unknown): number {
  const minutes = /rate\((\d+) minutes?\)/.exec(String(expression))?.[1];
  return minutes === undefined ? 0 : (HOURS * 60) / Number(minutes);
}

import { at, first } from "../plan/resource.ts";
import { all, isSet, mustBe, mustBeWithin, mustNotBe, mustSet } from "./judges.ts";
import type { ResourcePolicy } from "./policy.ts";

const STREAM = "aws_kinesis_firehose_delivery_stream";
const WORKGROUP = "aws_athena_workgroup";
const NAMESPACE = "aws_redshiftserverless_namespace";
const WAREHOUSE = "aws_redshiftserverless_workgroup";

/** Firehose, Athena, Glue, Redshift, SageMaker and IVS. */
export const analytics: readonly ResourcePolicy[] = [
  {
    id: "ANA-001",
    title: "Delivery streams are encrypted with a key of ours",
    reason: "Events wait there with whom they are about.",
    fix: "Set server_side_encryption with enabled = true, key_type CUSTOMER_MANAGED_CMK and key_arn.",
    severity: "medium",
    pillars: ["security"],
    frameworks: ["CKV_AWS_240", "CKV_AWS_241", "FSBP DataFirehose.1"],
    applies: [STREAM],
    judge: all(mustBe("server_side_encryption.enabled", true), mustBe("server_side_encryption.key_type", "CUSTOMER_MANAGED_CMK"), mustSet("server_side_encryption.key_arn")),
  },
  {
    id: "ANA-002",
    title: "Delivery streams log their errors",
    reason: "Events that fit no schema vanish silently otherwise.",
    fix: "Set extended_s3_configuration.cloudwatch_logging_options.enabled = true.",
    severity: "low",
    pillars: ["operations"],
    frameworks: ["Well-Architected OPS 8"],
    applies: [STREAM],
    judge: mustBe("extended_s3_configuration.cloudwatch_logging_options.enabled", true),
  },
  {
    id: "ANA-003",
    title: "Events are stored as partitioned columns",
    reason: "A query over JSON reads, and pays for, everything.",
    fix: "Set data_format_conversion_configuration to Parquet and a partitioned prefix.",
    severity: "low",
    pillars: ["cost", "performance"],
    frameworks: ["Well-Architected COST 8"],
    applies: [STREAM],
    judge: mustSet("extended_s3_configuration.data_format_conversion_configuration", "extended_s3_configuration.prefix"),
  },
  {
    id: "ANA-004",
    title: "Query results are encrypted with a key of ours, wherever the client points",
    reason: "Results are copies of the data.",
    fix: "Set configuration.enforce_workgroup_configuration and result_configuration.encryption_configuration with SSE_KMS.",
    severity: "medium",
    pillars: ["security"],
    frameworks: ["CKV_AWS_82", "CKV_AWS_159", "FSBP Athena.1"],
    applies: [WORKGROUP],
    judge: all(
      mustNotBe("configuration.enforce_workgroup_configuration", false),
      mustBe("configuration.result_configuration.encryption_configuration.encryption_option", "SSE_KMS", "CSE_KMS"),
      mustSet("configuration.result_configuration.encryption_configuration.kms_key_arn"),
    ),
  },
  {
    id: "ANA-005",
    title: "Queries are measured",
    reason: "Who scans terabytes should hear it.",
    fix: "Set configuration.publish_cloudwatch_metrics_enabled = true.",
    severity: "low",
    pillars: ["operations", "cost"],
    frameworks: ["FSBP Athena.4"],
    applies: [WORKGROUP],
    judge: mustNotBe("configuration.publish_cloudwatch_metrics_enabled", false),
  },
  {
    id: "ANA-006",
    title: "A query has a ceiling",
    reason: "A forgotten WHERE otherwise costs five dollars a terabyte.",
    fix: "Set configuration.bytes_scanned_cutoff_per_query.",
    severity: "low",
    pillars: ["cost"],
    frameworks: ["Well-Architected COST 9"],
    applies: [WORKGROUP],
    judge: mustBeWithin("configuration.bytes_scanned_cutoff_per_query", { least: 10_485_760 }),
  },
  {
    id: "ANA-007",
    title: "The warehouse is encrypted with a key of ours and logs who asks",
    reason: "It holds a copy of the orders.",
    fix: "Set kms_key_id and log_exports with connectionlog, userlog and useractivitylog.",
    severity: "high",
    pillars: ["security"],
    frameworks: ["CKV_AWS_282", "FSBP RedshiftServerless.4", "FSBP RedshiftServerless.6"],
    applies: [NAMESPACE],
    judge: (namespace, inventory) => {
      const missing = ["connectionlog", "userlog", "useractivitylog"].filter((log) => !at(namespace, "log_exports").includes(log));
      return mustSet("kms_key_id")(namespace, inventory) ?? (missing.length > 0 ? `does not export ${missing.join(", ")}` : undefined);
    },
  },
  {
    id: "ANA-008",
    title: "The warehouse's administrator has a managed password and a name of its own",
    reason: "State is read by whoever plans; admin is tried first.",
    fix: "Set manage_admin_password = true and an admin_username other than admin.",
    severity: "high",
    pillars: ["security"],
    frameworks: ["FSBP RedshiftServerless.5"],
    applies: [NAMESPACE],
    judge: (namespace, inventory) =>
      mustNotBe("admin_username", "admin", "awsuser", "root")(namespace, inventory) ?? (first(namespace, "manage_admin_password") === true || isSet(namespace, "admin_user_password_wo") ? undefined : "has no managed password"),
  },
  {
    id: "ANA-009",
    title: "The warehouse is within the network",
    reason: "Loads and log-ins otherwise cross the Internet.",
    fix: "Set publicly_accessible = false, enhanced_vpc_routing = true and security_group_ids.",
    severity: "high",
    pillars: ["security"],
    frameworks: ["FSBP RedshiftServerless.1", "FSBP RedshiftServerless.3"],
    applies: [WAREHOUSE],
    judge: all(mustNotBe("publicly_accessible", true), mustBe("enhanced_vpc_routing", true), mustSet("security_group_ids")),
  },
  {
    id: "ANA-010",
    title: "The warehouse refuses connections without TLS, and has a ceiling",
    reason: "A client that forgets TLS must fail; a forgotten join must not cost a month's budget.",
    fix: "Add config_parameter require_ssl = true, and max_capacity.",
    severity: "medium",
    pillars: ["security", "cost"],
    frameworks: ["FSBP RedshiftServerless.2"],
    applies: [WAREHOUSE],
    judge: (warehouse, inventory) => {
      const forced = at(warehouse, "config_parameter").some((parameter) => first(parameter, "parameter_key") === "require_ssl" && String(first(parameter, "parameter_value")) === "true");
      return forced ? mustSet("max_capacity")(warehouse, inventory) : "does not set require_ssl";
    },
  },
  {
    id: "ANA-011",
    title: "Recommendations are encrypted with a key of ours and survive an instance",
    reason: "The endpoint's disks hold the model and what shoppers looked at.",
    fix: "Set kms_key_arn, and initial_instance_count of 2 or more.",
    severity: "medium",
    pillars: ["security", "reliability"],
    frameworks: ["CKV_AWS_98", "FSBP SageMaker.4"],
    applies: ["aws_sagemaker_endpoint_configuration"],
    judge: all(mustSet("kms_key_arn"), mustBeWithin("production_variants.initial_instance_count", { least: 2 })),
  },
  {
    id: "ANA-012",
    title: "Models reach nothing",
    reason: "A model is somebody else's code: it must not call home.",
    fix: "Set enable_network_isolation = true.",
    severity: "medium",
    pillars: ["security"],
    frameworks: ["CKV_AWS_370", "FSBP SageMaker.5"],
    applies: ["aws_sagemaker_model"],
    judge: mustBe("enable_network_isolation", true),
  },
  {
    id: "ANA-014",
    title: "The data catalogue is encrypted with a key of ours",
    reason: "Names of tables and columns tell what is kept.",
    fix: "Declare an aws_glue_data_catalog_encryption_settings with SSE-KMS and encrypted connection passwords.",
    severity: "low",
    pillars: ["security"],
    frameworks: ["CKV_AWS_94"],
    applies: ["aws_glue_catalog_database"],
    judge: (database, inventory) => {
      const settings = inventory.ofType("aws_glue_data_catalog_encryption_settings").find(({ region }) => region === database.region);
      return settings ? mustBe("data_catalog_encryption_settings.encryption_at_rest.catalog_encryption_mode", "SSE-KMS", "SSE-KMS-WITH-SERVICE-ROLE")(settings, inventory) : "no aws_glue_data_catalog_encryption_settings is in its region";
    },
  },
  {
    id: "ANA-013",
    title: "Live streams are watched by those whom the shop lets in",
    reason: "An open channel can be embedded, and paid for, anywhere.",
    fix: "Set authorized = true, with a playback key pair.",
    severity: "low",
    pillars: ["security", "cost"],
    frameworks: ["Well-Architected SEC 3"],
    applies: ["aws_ivs_channel"],
    judge: mustBe("authorized", true),
  },
];

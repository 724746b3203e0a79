import { describe } from "vitest";
import type { Value } from "../plan/resource.ts";
import { analytics } from "./analytics.ts";
import { one, testPolicies } from "./testing.ts";

type Values = Record<string, Value>;
const stream = (values: Values = {}) => one("aws_kinesis_firehose_delivery_stream", values);
const toS3 = (values: Values) => stream({ extended_s3_configuration: values });
const workgroup = (configuration: Values) => one("aws_athena_workgroup", { configuration });
const encrypted = { result_configuration: { encryption_configuration: { encryption_option: "SSE_KMS", kms_key_arn: "arn:k" } } };
const namespace = (values: Values) => one("aws_redshiftserverless_namespace", values);
const warehouse = (values: Values) => one("aws_redshiftserverless_workgroup", values);
const inside = { enhanced_vpc_routing: true, security_group_ids: ["sg-1"] };
const tls = { config_parameter: [{ parameter_key: "require_ssl", parameter_value: "true" }] };
const logs = ["connectionlog", "userlog", "useractivitylog"];

describe("analytics", () => {
  testPolicies(analytics, {
    "ANA-001": { holds: stream({ server_side_encryption: { enabled: true, key_type: "CUSTOMER_MANAGED_CMK", key_arn: "arn:k" } }), breaks: [stream(), stream({ server_side_encryption: { enabled: true, key_type: "AWS_OWNED_CMK" } })] },
    "ANA-002": { holds: toS3({ cloudwatch_logging_options: { enabled: true } }), breaks: toS3({}) },
    "ANA-003": { holds: toS3({ prefix: "events/", data_format_conversion_configuration: { enabled: true } }), breaks: toS3({ prefix: "events/" }) },
    "ANA-004": { holds: workgroup(encrypted), breaks: [workgroup({}), workgroup({ ...encrypted, enforce_workgroup_configuration: false })] },
    "ANA-005": { holds: workgroup({}), breaks: workgroup({ publish_cloudwatch_metrics_enabled: false }) },
    "ANA-006": { holds: workgroup({ bytes_scanned_cutoff_per_query: 1e11 }), breaks: workgroup({}) },
    "ANA-007": { holds: namespace({ kms_key_id: "arn:k", log_exports: logs }), breaks: [namespace({ log_exports: logs }), namespace({ kms_key_id: "arn:k", log_exports: ["userlog"] })] },
    "ANA-008": { holds: namespace({ admin_username: "owner", manage_admin_password: true }), breaks: [namespace({ admin_username: "admin", manage_admin_password: true }), namespace({ admin_username: "owner" })] },
    "ANA-009": { holds: warehouse(inside), breaks: [warehouse({ ...inside, publicly_accessible: true }), warehouse({})] },
    "ANA-010": { holds: warehouse({ ...tls, max_capacity: 64 }), breaks: [warehouse(tls), warehouse({ max_capacity: 64 })] },
    "ANA-011": { holds: one("aws_sagemaker_endpoint_configuration", { kms_key_arn: "arn:k", production_variants: [{ initial_instance_count: 2 }] }), breaks: one("aws_sagemaker_endpoint_configuration", { production_variants: [{ initial_instance_count: 1 }] }) },
    "ANA-012": { holds: one("aws_sagemaker_model", { enable_network_isolation: true }), breaks: one("aws_sagemaker_model", {}) },
    "ANA-014": {
      holds: { ...one("aws_glue_catalog_database", {}), ...one("aws_glue_data_catalog_encryption_settings", { data_catalog_encryption_settings: { encryption_at_rest: { catalog_encryption_mode: "SSE-KMS" } } }) },
      breaks: [one("aws_glue_catalog_database", {}), { ...one("aws_glue_catalog_database", {}), ...one("aws_glue_data_catalog_encryption_settings", {}) }],
    },
    "ANA-013": { holds: one("aws_ivs_channel", { authorized: true }), breaks: one("aws_ivs_channel", {}) },
  });
});

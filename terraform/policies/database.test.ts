import { describe } from "vitest";
import type { Value } from "../plan/resource.ts";
import { database } from "./database.ts";
import { one, testPolicies, type Declarations } from "./testing.ts";

type Values = Record<string, Value>;
const cluster = (values: Values = {}) => one("aws_rds_cluster", { cluster_identifier: "c", ...values });
const member = (values: Values = {}) => one("aws_rds_cluster_instance", { cluster_identifier: "${aws_rds_cluster.it.id}", ...values });
const proxy = (values: Values = {}) => one("aws_db_proxy", values);
const cache = (values: Values = {}) => one("aws_elasticache_serverless_cache", values);
const parameters = (values: Record<string, string>) => one("aws_rds_cluster_parameter_group", { family: "aurora-postgresql17", parameter: Object.entries(values).map(([name, value]) => ({ name, value })) });
const withMembers = (...names: string[]): Declarations => ({ ...cluster(), aws_rds_cluster_instance: Object.fromEntries(names.map((name) => [name, { cluster_identifier: "${aws_rds_cluster.it.id}" }])) });
const subscriptions = (...sources: string[]): Declarations => ({ ...cluster(), aws_db_event_subscription: Object.fromEntries(sources.map((source) => [source, { source_type: source }])) });

describe("databases", () => {
  testPolicies(database, {
    "RDS-001": { holds: cluster({ storage_encrypted: true, kms_key_id: "arn:k" }), breaks: [cluster(), cluster({ storage_encrypted: true }), cluster({ storage_encrypted: true, kms_key_id: "${known after apply}" })] },
    "RDS-002": { holds: cluster({ deletion_protection: true }), breaks: [cluster(), one("aws_rds_global_cluster", { deletion_protection: false })] },
    "RDS-003": { holds: cluster({ iam_database_authentication_enabled: true }), breaks: cluster() },
    "RDS-004": { holds: cluster({ backup_retention_period: 35 }), breaks: [cluster(), cluster({ backup_retention_period: 1 })] },
    "RDS-005": { holds: cluster({ enabled_cloudwatch_logs_exports: ["postgresql"] }), breaks: [cluster(), cluster({ enabled_cloudwatch_logs_exports: [] })] },
    "RDS-006": { holds: cluster({ copy_tags_to_snapshot: true }), breaks: cluster() },
    "RDS-007": { holds: [cluster({ manage_master_user_password: true }), cluster({ global_cluster_identifier: "g" })], breaks: [cluster(), cluster({ master_username: "a", master_password: "hunter2" }), one("aws_db_instance", { password: "hunter2" })] },
    "RDS-008": { holds: withMembers("a", "b"), breaks: [withMembers("a"), one("aws_db_instance", {})] },
    "RDS-009": { holds: member(), breaks: member({ publicly_accessible: true }) },
    "RDS-010": {
      holds: [member({ performance_insights_enabled: true, performance_insights_kms_key_id: "arn:k" }), { ...member(), ...cluster({ performance_insights_enabled: true, performance_insights_kms_key_id: "arn:k" }) }],
      breaks: [member(), member({ performance_insights_enabled: true })],
    },
    "RDS-011": { holds: member({ monitoring_interval: 15, monitoring_role_arn: "arn:r" }), breaks: [member(), member({ monitoring_interval: 0, monitoring_role_arn: "arn:r" })] },
    "RDS-012": { holds: member({ auto_minor_version_upgrade: true }), breaks: member({ auto_minor_version_upgrade: false }) },
    "RDS-013": { holds: parameters({ "rds.force_ssl": "1" }), breaks: [parameters({}), parameters({ "rds.force_ssl": "0" })] },
    "RDS-014": { holds: parameters({ log_statement: "ddl", log_min_duration_statement: "500" }), breaks: parameters({ log_statement: "ddl" }) },
    "RDS-015": { holds: cluster({ db_cluster_parameter_group_name: "shop" }), breaks: [cluster(), cluster({ db_cluster_parameter_group_name: "default.aurora-postgresql17" })] },
    "RDS-016": { holds: cluster({ master_username: "aurolot_owner" }), breaks: [cluster({ master_username: "postgres" }), one("aws_db_instance", { username: "admin" })] },
    "RDS-017": { holds: cluster({ final_snapshot_identifier: "last" }), breaks: [cluster(), cluster({ skip_final_snapshot: true })] },
    "RDS-018": { holds: cluster(), breaks: cluster({ apply_immediately: true }) },
    "RDS-019": { holds: proxy({ require_tls: true }), breaks: proxy() },
    "RDS-020": { holds: proxy({ auth: [{ iam_auth: "REQUIRED" }] }), breaks: proxy({ auth: [{ iam_auth: "DISABLED" }] }) },
    "RDS-021": { holds: proxy(), breaks: proxy({ debug_logging: true }) },
    "RDS-022": { holds: one("aws_rds_global_cluster", { storage_encrypted: true }), breaks: one("aws_rds_global_cluster", {}) },
    "RDS-023": { holds: cluster({ vpc_security_group_ids: ["sg-1"] }), breaks: cluster() },
    "RDS-024": { holds: member({ ca_cert_identifier: "rds-ca-ecc384-g1" }), breaks: [member(), member({ ca_cert_identifier: "rds-ca-2019" })] },
    "RDS-025": { holds: subscriptions("db-cluster", "db-instance", "db-parameter-group"), breaks: subscriptions("db-cluster") },
    "CACHE-001": { holds: cache({ kms_key_id: "arn:k" }), breaks: cache() },
    "CACHE-002": { holds: cache({ snapshot_retention_limit: 7 }), breaks: cache() },
    "CACHE-004": { holds: cache({ security_group_ids: ["sg-1"] }), breaks: cache() },
    "CACHE-005": {
      holds: [one("aws_elasticache_user", { authentication_mode: { type: "iam" } }), one("aws_elasticache_user", { access_string: "off -@all", no_password_required: true })],
      breaks: one("aws_elasticache_user", { access_string: "on ~* +@all", authentication_mode: { type: "no-password-required" } }),
    },
    "CACHE-003": { holds: cache({ user_group_id: "g" }), breaks: cache() },
  });
});

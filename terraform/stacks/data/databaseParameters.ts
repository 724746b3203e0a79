import { RdsClusterParameterGroup, type RdsClusterParameterGroupParameter } from "@cdktf/provider-aws/lib/rds-cluster-parameter-group";
import { REGION_CODE, type Region } from "../../config/regions.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";

export const ENGINE = "aurora-postgresql";

/**
 * The engine's version, pinned: members of a global database must agree on it, and AWS upgrades none of them by itself. Where
 * AWS did raise the minor version of a single cluster, the next plan shows the downgrade that it would refuse: raise
 * this number then.
 */
export const ENGINE_VERSION = "17.7";

/** Declares a region's cluster parameters: TLS only, modern passwords, and logs that an auditor can work with. */
export function declareParameters(stack: EnvironmentStack, region: Region): RdsClusterParameterGroup {
  const parameters: RdsClusterParameterGroupParameter[] = [
    now("rds.force_ssl", "1"),
    now("ssl_min_protocol_version", "TLSv1.2"),
    now("password_encryption", "scram-sha-256"),
    now("rds.accepted_password_auth_method", "scram"),
    // Schema changes and slow statements; not every statement, which would put shoppers' addresses into logs.
    now("log_statement", "ddl"),
    now("log_min_duration_statement", "1000"),
    now("log_lock_waits", "1"),
    now("log_connections", "1"),
    now("log_disconnections", "1"),
    now("pgaudit.log", "ddl,role"),
    now("idle_in_transaction_session_timeout", "60000"),
    atReboot("shared_preload_libraries", "pg_stat_statements,pgaudit"),
    ...(stack.environment.options.warehouse ? ZERO_ETL : []),
  ];
  return new RdsClusterParameterGroup(stack, `shop_${REGION_CODE[region]}_parameters`, {
    provider: stack.provider(region),
    name: stack.names.of("shop"),
    family: `${ENGINE}${ENGINE_VERSION.split(".")[0]}`,
    description: "Aurora PostgreSQL of the shop: TLS only, audited",
    parameter: parameters,
  });
}

/** What AWS demands of a cluster that feeds a zero-ETL integration. */
const ZERO_ETL: RdsClusterParameterGroupParameter[] = [
  atReboot("rds.logical_replication", "1"),
  atReboot("aurora.enhanced_logical_replication", "1"),
  atReboot("aurora.logical_replication_backup", "0"),
  atReboot("aurora.logical_replication_globaldb", "0"),
];

function now(name: string, value: string): RdsClusterParameterGroupParameter {
  return { name, value, applyMethod: "immediate" };
}

function atReboot(name: string, value: string): RdsClusterParameterGroupParameter {
  return { name, value, applyMethod: "pending-reboot" };
}

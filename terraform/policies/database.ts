import { at, first, isUnknown, type DeclaredResource } from "../plan/resource.ts";
import type { Inventory } from "./inventory.ts";
import { all, isSet, mustBe, mustBeWithin, mustNotBe, mustSet, where } from "./judges.ts";
import type { ResourcePolicy } from "./policy.ts";

const CLUSTER = "aws_rds_cluster";
const SINGLE = "aws_db_instance";
const MEMBER = "aws_rds_cluster_instance";

const isPostgres = (resource: DeclaredResource) => /postgres/.test(String(first(resource, "engine") ?? first(resource, "family")));
/** A cluster that copies another one takes its users and databases from it. */
const isSecondary = (cluster: DeclaredResource) => isSet(cluster, "global_cluster_identifier") && !isSet(cluster, "master_username");
const membersOf = (cluster: DeclaredResource, inventory: Inventory) => inventory.attachedTo(cluster, MEMBER, "cluster_identifier", "cluster_identifier");
const parameter = (group: DeclaredResource, name: string) => at(group, "parameter").find((block) => first(block, "name") === name);

/** Aurora, RDS, its proxy and caches. */
export const database: readonly ResourcePolicy[] = [
  {
    id: "RDS-001",
    title: "Databases are encrypted with a key of ours",
    reason: "Orders and addresses; and encryption can't be turned on later without a new database.",
    fix: "Set storage_encrypted = true and kms_key_id.",
    severity: "critical",
    pillars: ["security"],
    frameworks: ["CKV_AWS_16", "CKV_AWS_96", "CKV_AWS_327", "FSBP RDS.3", "FSBP RDS.27", "CIS 2.2.1"],
    applies: [CLUSTER, SINGLE],
    judge: all(mustBe("storage_encrypted", true), mustSet("kms_key_id")),
  },
  {
    id: "RDS-002",
    title: "Databases can't be deleted by a slip",
    reason: "One line in a plan would otherwise end the shop.",
    fix: "Set deletion_protection = true.",
    severity: "critical",
    pillars: ["reliability"],
    frameworks: ["CKV_AWS_139", "CKV_AWS_293", "FSBP RDS.7", "FSBP RDS.8"],
    waivedIn: ["dev"],
    applies: [CLUSTER, SINGLE, "aws_rds_global_cluster"],
    judge: mustBe("deletion_protection", true),
  },
  {
    id: "RDS-003",
    title: "Databases accept IAM tokens",
    reason: "A token lives 15 minutes and lies on no disk.",
    fix: "Set iam_database_authentication_enabled = true.",
    severity: "medium",
    pillars: ["security"],
    frameworks: ["CKV_AWS_161", "CKV_AWS_162", "FSBP RDS.10", "FSBP RDS.12"],
    applies: [CLUSTER, SINGLE],
    judge: mustBe("iam_database_authentication_enabled", true),
  },
  {
    id: "RDS-004",
    title: "Databases keep backups for a week at least",
    reason: "A mistake is often found after days.",
    fix: "Set backup_retention_period to 7 or more.",
    severity: "high",
    pillars: ["reliability"],
    frameworks: ["CKV_AWS_133", "FSBP RDS.11"],
    applies: [CLUSTER, SINGLE],
    judge: mustBeWithin("backup_retention_period", { least: 7, most: 35 }),
  },
  {
    id: "RDS-005",
    title: "Databases send their logs to CloudWatch",
    reason: "Failed log-ins and slow queries are otherwise lost with the instance.",
    fix: 'Set enabled_cloudwatch_logs_exports = ["postgresql"].',
    severity: "medium",
    pillars: ["security", "operations"],
    frameworks: ["CKV_AWS_324", "FSBP RDS.9", "FSBP RDS.37"],
    applies: [CLUSTER, SINGLE],
    judge: mustSet("enabled_cloudwatch_logs_exports"),
  },
  {
    id: "RDS-006",
    title: "Snapshots carry the database's tags",
    reason: "Their cost and their owner would be unknown.",
    fix: "Set copy_tags_to_snapshot = true.",
    severity: "low",
    pillars: ["cost", "operations"],
    frameworks: ["CKV_AWS_313", "FSBP RDS.16", "FSBP RDS.17"],
    applies: [CLUSTER, SINGLE],
    judge: mustBe("copy_tags_to_snapshot", true),
  },
  {
    id: "RDS-007",
    title: "No password of a database is in code or state",
    reason: "State is read by whoever plans.",
    fix: "Set manage_master_user_password = true, or master_password_wo from an ephemeral value.",
    severity: "critical",
    pillars: ["security"],
    frameworks: ["Well-Architected SEC 2"],
    applies: [CLUSTER, SINGLE],
    judge: (database) => {
      if (first(database, "master_password") !== undefined || (first(database, "password") !== undefined && database.type === SINGLE)) return "has its password in the state";
      const kept = ["manage_master_user_password", "master_password_wo", "password_wo", "master_password_wo_version", "password_wo_version"].some((attribute) => isSet(database, attribute));
      return kept || isSecondary(database) ? undefined : "has no managed password";
    },
  },
  {
    id: "RDS-008",
    title: "Databases survive the loss of a zone",
    reason: "With one instance, its zone's outage is the shop's.",
    fix: "Declare at least two aws_rds_cluster_instance, or multi_az = true.",
    severity: "high",
    pillars: ["reliability"],
    frameworks: ["CKV_AWS_157", "FSBP RDS.5", "FSBP RDS.15"],
    waivedIn: ["dev"],
    applies: [CLUSTER, SINGLE],
    judge: (database, inventory) => {
      if (database.type === SINGLE) return mustBe("multi_az", true)(database, inventory);
      const members = membersOf(database, inventory).length;
      return members >= 2 ? undefined : `has ${members} instances`;
    },
  },
  {
    id: "RDS-009",
    title: "Databases are not on the Internet",
    reason: "Only the shop's own instances have business there.",
    fix: "Set publicly_accessible = false.",
    severity: "critical",
    pillars: ["security"],
    frameworks: ["CKV_AWS_17", "FSBP RDS.2", "CIS 2.2.3"],
    applies: [MEMBER, SINGLE],
    judge: mustNotBe("publicly_accessible", true),
  },
  {
    id: "RDS-010",
    title: "Queries are measured, and the measurements encrypted",
    reason: "Which statement is slow is otherwise guessed; the samples hold the statements.",
    fix: "Set performance_insights_enabled and performance_insights_kms_key_id.",
    severity: "low",
    pillars: ["performance", "operations"],
    frameworks: ["CKV_AWS_353", "CKV_AWS_354"],
    applies: [MEMBER, SINGLE],
    judge: (database, inventory) => {
      const [cluster] = inventory.referredBy(database, "cluster_identifier", CLUSTER);
      const carrier = cluster && isSet(cluster, "performance_insights_enabled") ? cluster : database;
      return all(mustBe("performance_insights_enabled", true), mustSet("performance_insights_kms_key_id"))(carrier, inventory);
    },
  },
  {
    id: "RDS-011",
    title: "Database hosts are measured by the second",
    reason: "CPU by process and memory are seen nowhere else.",
    fix: "Set monitoring_interval and monitoring_role_arn.",
    severity: "low",
    pillars: ["operations"],
    frameworks: ["CKV_AWS_118", "FSBP RDS.6"],
    applies: [MEMBER, SINGLE],
    judge: (database, inventory) => {
      const [cluster] = inventory.referredBy(database, "cluster_identifier", CLUSTER);
      const carrier = cluster && isSet(cluster, "monitoring_interval") ? cluster : database;
      return all(mustBeWithin("monitoring_interval", { least: 1, most: 60 }), mustSet("monitoring_role_arn"))(carrier, inventory);
    },
  },
  {
    id: "RDS-012",
    title: "Minor versions are installed by themselves",
    reason: "They carry the security fixes.",
    fix: "Set auto_minor_version_upgrade = true.",
    severity: "medium",
    pillars: ["security", "operations"],
    frameworks: ["CKV_AWS_226", "FSBP RDS.13", "FSBP RDS.35", "CIS 2.2.2"],
    applies: [MEMBER, SINGLE],
    judge: mustBe("auto_minor_version_upgrade", true),
  },
  {
    id: "RDS-013",
    title: "Databases refuse connections without TLS",
    reason: "A client that forgets TLS must fail, not whisper.",
    fix: "Set rds.force_ssl = 1 in the parameter group.",
    severity: "high",
    pillars: ["security"],
    frameworks: ["CKV2_AWS_69", "FSBP RDS.38"],
    applies: ["aws_rds_cluster_parameter_group"],
    judge: where(isPostgres, (group) => {
      const forced = parameter(group, "rds.force_ssl");
      return forced && String(first(forced, "value")) === "1" ? undefined : "does not set rds.force_ssl to 1";
    }),
  },
  {
    id: "RDS-014",
    title: "Slow queries and schema changes are logged",
    reason: "What was slow, and who changed a table, is asked afterwards.",
    fix: "Set log_statement = ddl and log_min_duration_statement in the parameter group.",
    severity: "low",
    pillars: ["operations", "security"],
    frameworks: ["CKV2_AWS_27", "CKV2_AWS_30"],
    applies: ["aws_rds_cluster_parameter_group"],
    judge: where(isPostgres, (group) => {
      const missing = ["log_statement", "log_min_duration_statement"].filter((name) => !parameter(group, name));
      return missing.length > 0 ? `does not set ${missing.join(", ")}` : undefined;
    }),
  },
  {
    id: "RDS-015",
    title: "Clusters use a parameter group of ours",
    reason: "The default group forces no TLS and can't be changed.",
    fix: "Set db_cluster_parameter_group_name.",
    severity: "medium",
    pillars: ["security"],
    frameworks: ["CKV2_AWS_69", "Well-Architected SEC 9"],
    applies: [CLUSTER],
    judge: all(mustSet("db_cluster_parameter_group_name"), mustNotBe("db_cluster_parameter_group_name", "default.aurora-postgresql17", "default.aurora-postgresql16")),
  },
  {
    id: "RDS-016",
    title: "The administrator has a name of its own",
    reason: "postgres and admin are what is tried first.",
    fix: "Set master_username to something else.",
    severity: "low",
    pillars: ["security"],
    frameworks: ["FSBP RDS.24", "FSBP RDS.25"],
    applies: [CLUSTER, SINGLE],
    judge: all(mustNotBe("master_username", "postgres", "admin", "root", "awsuser", "master"), mustNotBe("username", "postgres", "admin", "root", "awsuser", "master")),
  },
  {
    id: "RDS-017",
    title: "Databases leave a last snapshot",
    reason: "A deleted cluster takes its automatic backups along.",
    fix: "Set skip_final_snapshot = false and final_snapshot_identifier.",
    severity: "high",
    pillars: ["reliability"],
    frameworks: ["Well-Architected REL 9"],
    waivedIn: ["dev"],
    applies: [CLUSTER, SINGLE],
    judge: (database) => (first(database, "skip_final_snapshot") !== true && (isSet(database, "final_snapshot_identifier") || isSecondary(database)) ? undefined : "leaves no final snapshot"),
  },
  {
    id: "RDS-018",
    title: "Changes wait for the maintenance window",
    reason: "An immediate change restarts the database in the middle of a sale.",
    fix: "Leave apply_immediately out, or false.",
    severity: "medium",
    pillars: ["reliability", "operations"],
    frameworks: ["Well-Architected OPS 6"],
    waivedIn: ["dev"],
    applies: [CLUSTER, MEMBER, SINGLE],
    judge: mustNotBe("apply_immediately", true),
  },
  {
    id: "RDS-019",
    title: "Proxies insist on TLS",
    reason: "The app's queries pass here.",
    fix: "Set require_tls = true.",
    severity: "high",
    pillars: ["security"],
    frameworks: ["Well-Architected SEC 9"],
    applies: ["aws_db_proxy"],
    judge: mustBe("require_tls", true),
  },
  {
    id: "RDS-020",
    title: "Proxies take IAM tokens only",
    reason: "Then no instance needs the password.",
    fix: 'Set auth.iam_auth = "REQUIRED".',
    severity: "medium",
    pillars: ["security"],
    frameworks: ["Well-Architected SEC 2"],
    applies: ["aws_db_proxy"],
    judge: mustBe("auth.iam_auth", "REQUIRED"),
  },
  {
    id: "RDS-021",
    title: "Proxies don't log queries",
    reason: "Debug logging writes statements with their values, and turns itself off after a day anyway.",
    fix: "Leave debug_logging out.",
    severity: "low",
    pillars: ["security"],
    frameworks: ["Well-Architected SEC 4"],
    applies: ["aws_db_proxy"],
    judge: mustNotBe("debug_logging", true),
  },
  {
    id: "RDS-022",
    title: "Global clusters are encrypted",
    reason: "The setting is inherited by every region that joins.",
    fix: "Set storage_encrypted = true.",
    severity: "high",
    pillars: ["security"],
    frameworks: ["CKV_AWS_140"],
    applies: ["aws_rds_global_cluster"],
    judge: (cluster, inventory) => (isSet(cluster, "source_db_cluster_identifier") ? undefined : mustBe("storage_encrypted", true)(cluster, inventory)),
  },
  {
    id: "RDS-023",
    title: "Databases name their security groups",
    reason: "Without one they get the VPC's default group.",
    fix: "Set vpc_security_group_ids.",
    severity: "high",
    pillars: ["security"],
    frameworks: ["FSBP EC2.2"],
    applies: [CLUSTER, SINGLE, "aws_db_proxy"],
    judge: mustSet("vpc_security_group_ids"),
  },
  {
    id: "RDS-024",
    title: "Servers prove who they are with a current certificate",
    reason: "The old authority's certificates have expired; clients that verify would fail.",
    fix: "Set ca_cert_identifier to rds-ca-rsa2048-g1 or rds-ca-ecc384-g1.",
    severity: "low",
    pillars: ["security"],
    frameworks: ["CKV_AWS_211"],
    applies: [MEMBER, SINGLE],
    judge: (database) => {
      const authority = first(database, "ca_cert_identifier");
      return isUnknown(authority) || /-g1$/.test(String(authority)) ? undefined : `ca_cert_identifier is ${String(authority ?? "not set")}`;
    },
  },
  {
    id: "RDS-025",
    title: "Somebody hears what happens to databases",
    reason: "Fail-overs, low storage and maintenance are told as events only.",
    fix: "Declare an aws_db_event_subscription in the cluster's region with source_type db-cluster and one with db-instance.",
    severity: "low",
    pillars: ["operations", "reliability"],
    frameworks: ["FSBP RDS.19", "FSBP RDS.20", "FSBP RDS.21"],
    applies: [CLUSTER],
    judge: (cluster, inventory) => {
      const heard = inventory.ofType("aws_db_event_subscription").filter(({ region }) => region === cluster.region).flatMap((subscription) => at(subscription, "source_type"));
      const missing = ["db-cluster", "db-instance", "db-parameter-group"].filter((source) => !heard.includes(source));
      return missing.length > 0 ? `nobody is told of events of ${missing.join(", ")}` : undefined;
    },
  },
  {
    id: "CACHE-001",
    title: "Caches are encrypted with a key of ours",
    reason: "Sessions may be there.",
    fix: "Set kms_key_id (serverless) or at_rest_encryption_enabled.",
    severity: "high",
    pillars: ["security"],
    frameworks: ["CKV_AWS_29", "CKV_AWS_191", "FSBP ElastiCache.4"],
    applies: ["aws_elasticache_serverless_cache", "aws_elasticache_replication_group"],
    judge: mustSet("kms_key_id"),
  },
  {
    id: "CACHE-002",
    title: "Caches keep snapshots",
    reason: "A cold cache after a loss is an outage of the database.",
    fix: "Set snapshot_retention_limit.",
    severity: "low",
    pillars: ["reliability"],
    frameworks: ["CKV_AWS_134", "FSBP ElastiCache.1"],
    applies: ["aws_elasticache_serverless_cache", "aws_elasticache_replication_group", "aws_elasticache_cluster"],
    judge: mustBeWithin("snapshot_retention_limit", { least: 1, most: 35 }),
  },
  {
    id: "CACHE-003",
    title: "Caches know their users",
    reason: "Whoever reaches the port may otherwise read everything.",
    fix: "Set user_group_id (serverless), user_group_ids or an auth token with transit encryption.",
    severity: "medium",
    pillars: ["security"],
    frameworks: ["CKV_AWS_31", "FSBP ElastiCache.6"],
    applies: ["aws_elasticache_serverless_cache", "aws_elasticache_replication_group"],
    judge: (cache) => (["user_group_id", "user_group_ids", "auth_token"].some((attribute) => isSet(cache, attribute)) ? undefined : "anybody may use it"),
  },
  {
    id: "CACHE-004",
    title: "Caches name their security groups",
    reason: "Without one they get the VPC's default group.",
    fix: "Set security_group_ids.",
    severity: "high",
    pillars: ["security"],
    frameworks: ["FSBP EC2.2"],
    applies: ["aws_elasticache_serverless_cache", "aws_elasticache_replication_group"],
    judge: mustSet("security_group_ids"),
  },
  {
    id: "CACHE-005",
    title: "Users of caches prove who they are",
    reason: "A user without a password is everybody who reaches the port.",
    fix: 'Set authentication_mode.type = "iam"; a default user that may do nothing has access_string off.',
    severity: "high",
    pillars: ["security"],
    frameworks: ["FSBP ElastiCache.6"],
    applies: ["aws_elasticache_user"],
    judge: (user) => {
      const open = first(user, "no_password_required") === true || first(user, "authentication_mode.type") === "no-password-required";
      return open && !/^off\b/.test(String(first(user, "access_string"))) ? "needs no password" : undefined;
    },
  },
];

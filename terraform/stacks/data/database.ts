import { DbSubnetGroup } from "@cdktf/provider-aws/lib/db-subnet-group";
import { RdsCluster, type RdsClusterConfig } from "@cdktf/provider-aws/lib/rds-cluster";
import type { RdsClusterInstance } from "@cdktf/provider-aws/lib/rds-cluster-instance";
import { RdsGlobalCluster } from "@cdktf/provider-aws/lib/rds-global-cluster";
import type { ITerraformDependable } from "../../cdktf.ts";
import { REGION_CODE, type Region } from "../../config/regions.ts";
import { except } from "../../constructs/exception.ts";
import { logGroup } from "../../constructs/logGroup.ts";
import { lookup, lookupList } from "../../constructs/registry.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import { declareInstances } from "./databaseInstances.ts";
import { declareMonitoringRole } from "./databaseMonitoring.ts";
import { declareParameters, ENGINE, ENGINE_VERSION } from "./databaseParameters.ts";
import { ADMIN_USER, DATABASE_NAME, POSTGRES_PORT, type DatabaseUser } from "./databaseSecrets.ts";
import type { DataKeys } from "./keys.ts";

const LOGS = ["postgresql", "iam-db-auth-error"];

/** A region's cluster with its instances: the primary has a writer, the secondary readers only. */
export interface Database {
  cluster: RdsCluster;
  instances: RdsClusterInstance[];
}

/**
 * Declares Aurora in every region of the environment.
 * @param admin the administrator, where the environment has two regions: AWS does not manage master passwords of
 *   clusters in a global database. In one region it does, and rotates them.
 */
export function declareDatabase(stack: EnvironmentStack, keys: DataKeys, admin: DatabaseUser | undefined): Map<Region, Database> {
  const { placement, database, deletionProtection } = stack.environment;
  const monitoring = declareMonitoringRole(stack);
  if (placement.kind === "one-region") {
    const single = declareCluster(stack, placement.primary, keys, {
      ...newDatabase(),
      manageMasterUserPassword: true,
      masterUserSecretKmsKeyId: keys.arn(placement.primary),
    });
    const instances = declareInstances(stack, { region: placement.primary, cluster: single, count: 1 + database.readers, keys, monitoring });
    return new Map([[placement.primary, { cluster: single, instances }]]);
  }

  const global = new RdsGlobalCluster(stack, "shop", {
    globalClusterIdentifier: stack.names.of("shop-global"),
    engine: ENGINE,
    engineVersion: ENGINE_VERSION,
    engineLifecycleSupport: NO_EXTENDED_SUPPORT,
    storageEncrypted: true,
    deletionProtection,
    forceDestroy: !deletionProtection,
    lifecycle: deletionProtection ? { preventDestroy: true } : undefined,
  });
  const primary = declareCluster(stack, placement.primary, keys, {
    ...newDatabase(),
    globalClusterIdentifier: global.id,
    ...(admin && { masterPasswordWo: admin.password, masterPasswordWoVersion: admin.passwordVersion }),
  });
  const writerAndReaders = declareInstances(stack, {
    region: placement.primary,
    cluster: primary,
    count: 1 + database.readers,
    keys,
    monitoring,
  });
  const secondary = declareCluster(stack, placement.secondary, keys, { globalClusterIdentifier: global.id, dependsOn: writerAndReaders });
  const replicas = declareInstances(stack, {
    region: placement.secondary,
    cluster: secondary,
    count: Math.max(1, database.readers),
    keys,
    monitoring,
  });
  if (replicas.length === 1) {
    except(secondary, {
      policy: "RDS-008",
      reason: "Where fail-overs are rehearsed, one instance in the second region is enough to take over; writes and reads have two in the first.",
    });
  }
  return new Map([
    [placement.primary, { cluster: primary, instances: writerAndReaders }],
    [placement.secondary, { cluster: secondary, instances: replicas }],
  ]);
}

/** A version whose time is over is upgraded, not paid for year by year. */
const NO_EXTENDED_SUPPORT = "open-source-rds-extended-support-disabled";

function newDatabase(): Partial<RdsClusterConfig> {
  return { databaseName: DATABASE_NAME, masterUsername: ADMIN_USER };
}

function declareCluster(
  stack: EnvironmentStack,
  region: Region,
  keys: DataKeys,
  origin: Partial<RdsClusterConfig> & { dependsOn?: ITerraformDependable[] },
): RdsCluster {
  const { names, environment } = stack;
  const { database, deletionProtection } = environment;
  const code = REGION_CODE[region];
  const provider = stack.provider(region);
  const subnets = new DbSubnetGroup(stack, `shop_${code}_subnets`, {
    provider,
    name: names.of("shop"),
    description: "Data subnets, which have no way out",
    subnetIds: lookupList(stack, "network", "data-subnet-ids", region),
  });
  const keyArn = lookup(stack, "security", "logs-key-arn", region);
  // Made beforehand: RDS would make them without a key, and keep them for ever.
  const logs = LOGS.map((log) =>
    logGroup(stack, `shop_${code}_${log.replaceAll("-", "_")}`, `/aws/rds/cluster/${names.of("shop")}/${log}`, { provider, keyArn }),
  );
  return new RdsCluster(stack, `shop_${code}`, {
    engine: ENGINE,
    ...origin,
    provider,
    clusterIdentifier: names.of("shop"),
    engineMode: "provisioned",
    engineVersion: ENGINE_VERSION,
    engineLifecycleSupport: NO_EXTENDED_SUPPORT,
    port: POSTGRES_PORT,
    serverlessv2ScalingConfiguration: { minCapacity: database.minCapacity, maxCapacity: database.maxCapacity },
    dbClusterParameterGroupName: declareParameters(stack, region).name,
    dbSubnetGroupName: subnets.name,
    vpcSecurityGroupIds: [lookup(stack, "network", "database-security-group-id", region)],
    iamDatabaseAuthenticationEnabled: true,
    storageEncrypted: true,
    kmsKeyId: keys.arn(region),
    enabledCloudwatchLogsExports: LOGS,
    databaseInsightsMode: database.insightsDays > 7 ? "advanced" : "standard",
    performanceInsightsEnabled: true,
    performanceInsightsKmsKeyId: keys.arn(region),
    performanceInsightsRetentionPeriod: database.insightsDays,
    backupRetentionPeriod: database.backupDays,
    preferredBackupWindow: "01:00-01:45",
    preferredMaintenanceWindow: "sun:02:15-sun:03:15",
    copyTagsToSnapshot: true,
    deletionProtection,
    deleteAutomatedBackups: !deletionProtection,
    skipFinalSnapshot: !deletionProtection,
    finalSnapshotIdentifier: deletionProtection ? names.of("shop-final") : undefined,
    applyImmediately: false,
    dependsOn: [...(origin.dependsOn ?? []), ...logs, keys.alias(region)],
    lifecycle: {
      preventDestroy: deletionProtection,
      // The global cluster upgrades its members; which one replicates from which changes with a fail-over.
      ...(environment.placement.kind === "two-regions" && { ignoreChanges: ["engine_version", "replication_source_identifier"] }),
    },
  });
}

import type { RdsCluster } from "@cdktf/provider-aws/lib/rds-cluster";
import { RdsClusterInstance } from "@cdktf/provider-aws/lib/rds-cluster-instance";
import { REGION_CODE, type Region } from "../../config/regions.ts";
import type { Role } from "../../constructs/role.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import { ENGINE, ENGINE_VERSION } from "./databaseParameters.ts";
import type { DataKeys } from "./keys.ts";

export interface InstancesProps {
  region: Region;
  cluster: RdsCluster;
  count: number;
  keys: DataKeys;
  monitoring: Role;
}

/** Declares a cluster's instances over the zones, the first two scaling as one: either can take over the writes. */
export function declareInstances(stack: EnvironmentStack, { region, cluster, count, keys, monitoring }: InstancesProps): RdsClusterInstance[] {
  const { names, environment } = stack;
  const { database, network, deletionProtection, placement } = environment;
  return Array.from({ length: count }, (_, index) => {
    return new RdsClusterInstance(stack, `shop_${REGION_CODE[region]}_${index + 1}`, {
      provider: stack.provider(region),
      identifier: names.of("shop", String(index + 1)),
      clusterIdentifier: cluster.id,
      engine: ENGINE,
      engineVersion: ENGINE_VERSION,
      instanceClass: "db.serverless",
      availabilityZone: `${region}${network.zones[index % network.zones.length]}`,
      promotionTier: index,
      publiclyAccessible: false,
      autoMinorVersionUpgrade: true,
      // Valid until 2061; the older authorities end.
      caCertIdentifier: "rds-ca-rsa2048-g1",
      copyTagsToSnapshot: true,
      monitoringInterval: 60,
      monitoringRoleArn: monitoring.arn,
      performanceInsightsEnabled: true,
      performanceInsightsKmsKeyId: keys.arn(region),
      performanceInsightsRetentionPeriod: database.insightsDays,
      preferredMaintenanceWindow: `sun:0${4 + (index % 4)}:00-sun:0${4 + (index % 4)}:45`,
      applyImmediately: false,
      dependsOn: [monitoring.role],
      lifecycle: {
        preventDestroy: deletionProtection && index === 0,
        ...(placement.kind === "two-regions" && { ignoreChanges: ["engine_version"] }),
      },
    });
  });
}

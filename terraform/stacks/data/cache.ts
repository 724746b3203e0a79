import { ElasticacheServerlessCache } from "@cdktf/provider-aws/lib/elasticache-serverless-cache";
import { ElasticacheUser } from "@cdktf/provider-aws/lib/elasticache-user";
import { ElasticacheUserGroup } from "@cdktf/provider-aws/lib/elasticache-user-group";
import { REGION_CODE, type Region } from "../../config/regions.ts";
import type { Options } from "../../config/environment.ts";
import { lookup, lookupList } from "../../constructs/registry.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import type { DataKeys } from "./keys.ts";

/**
 * Declares a region's Valkey cache, TLS only as every serverless one. The app's user logs in with IAM tokens and may
 * neither administer the cache nor list its keys.
 */
export function declareCache(stack: EnvironmentStack, region: Region, keys: DataKeys, limits: NonNullable<Options["valkey"]>): void {
  const { names, environment } = stack;
  const code = REGION_CODE[region];
  const provider = stack.provider(region);
  // IAM demands that id and name are the same.
  const userId = names.of("app");
  const user = new ElasticacheUser(stack, `cache_${code}_app`, {
    provider,
    userId,
    userName: userId,
    engine: "valkey",
    // Clients of a serverless cache ask for its shards first, as it is a cluster.
    accessString: "on ~* -@all +@read +@write +@connection +@transaction +@scripting -@dangerous +cluster|slots +cluster|shards +info",
    authenticationMode: { type: "iam" },
  });
  const users = new ElasticacheUserGroup(stack, `cache_${code}_users`, {
    provider,
    userGroupId: names.of("cache"),
    engine: "valkey",
    userIds: [user.userId],
  });
  new ElasticacheServerlessCache(stack, `cache_${code}`, {
    provider,
    name: names.of("shop"),
    description: "Cache of the shop: may be lost at any time",
    engine: "valkey",
    majorEngineVersion: "8",
    kmsKeyId: keys.arn(region),
    userGroupId: users.userGroupId,
    subnetIds: lookupList(stack, "network", "data-subnet-ids", region),
    securityGroupIds: [lookup(stack, "network", "cache-security-group-id", region)],
    cacheUsageLimits: [
      { dataStorage: [{ maximum: limits.maxStorageGb, unit: "GB" }], ecpuPerSecond: [{ maximum: limits.maxEcpu }] },
    ],
    dailySnapshotTime: "02:00",
    snapshotRetentionLimit: environment.deletionProtection ? 7 : 1,
  });
}

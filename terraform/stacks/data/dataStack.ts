import type { Construct } from "../../cdktf.ts";
import type { Environment } from "../../config/environment.ts";
import type { Region } from "../../config/regions.ts";
import { publish } from "../../constructs/registry.ts";
import { EnvironmentStack } from "../../constructs/stack.ts";
import { declareBackup } from "./backup.ts";
import { declareBuckets } from "./buckets.ts";
import { declareDatabase, type Database } from "./database.ts";
import { ADMIN_USER, APP_USER, declareUser, storePassword } from "./databaseSecrets.ts";
import { declareDataKeys, type DataKeys } from "./keys.ts";
import { declareProxy } from "./proxy.ts";
import { declareReplication } from "./replication.ts";
import { declareSettings } from "./settings.ts";
import { declareTables } from "./tables.ts";

/**
 * What must not be lost: the stores of both regions in one stack, because a replica and what it copies are reviewed
 * together.
 */
export class DataStack extends EnvironmentStack {
  declare readonly kind: "data";

  constructor(scope: Construct, environment: Environment) {
    super(scope, { environment, kind: "data" });
    const { placement } = environment;
    const keys = declareDataKeys(this);
    const tables = declareTables(this, keys);
    const buckets = declareBuckets(this, keys);
    if (placement.kind === "two-regions") declareReplication(this, buckets, keys, placement.secondary);
    const databases = this.#declareDatabases(keys);
    declareBackup(this, keys);

    for (const [region, { cluster }] of databases) {
      publish(this, "data-key-arn", keys.arn(region), { region });
      publish(this, "cluster-resource-id", cluster.clusterResourceId, { region });
      publish(this, "sessions-stream-arn", tables.streamArn("sessions", region), { region });
      publish(this, "carts-stream-arn", tables.streamArn("carts", region), { region });
    }
  }

  #declareDatabases(keys: DataKeys): Map<Region, Database> {
    const { placement } = this.environment;
    const admin = placement.kind === "two-regions" ? declareUser(this, keys, "admin", ADMIN_USER) : undefined;
    const app = declareUser(this, keys, "app", APP_USER);
    const databases = declareDatabase(this, keys, admin);
    const writerHost = databases.get(this.region)?.cluster.endpoint ?? "";
    if (admin) storePassword(this, "admin", admin, writerHost);
    const password = storePassword(this, "app", app, writerHost);

    const proxies = new Map([...databases].map(([region, database]) => [region, declareProxy(this, { region, database, user: app, password })]));
    const writer = proxies.get(this.region)?.writer ?? "";
    for (const [region, proxy] of proxies) {
      declareSettings(this, region, { writer, reader: proxy.reader });
      publish(this, "proxy-resource-id", proxy.resourceId, { region });
    }
    return databases;
  }
}

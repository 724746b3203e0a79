import type { Construct } from "../../cdktf.ts";
import type { Environment } from "../../config/environment.ts";
import type { Region } from "../../config/regions.ts";
import { publish } from "../../constructs/registry.ts";
import { EnvironmentStack } from "../../constructs/stack.ts";
import { declareBackup } from "./backup.ts";
import { declareBuckets } from "./buckets.ts";
import { declareCache } from "./cache.ts";
import { declareDatabase, type Database } from "./database.ts";
import { declareDatabaseEvents } from "./databaseEvents.ts";
import { ADMIN_USER, APP_USER, declareUser, storePassword } from "./databaseSecrets.ts";
import { declareDataKeys, type DataKeys } from "./keys.ts";
import { declareProxy } from "./proxy.ts";
import { declareReplication } from "./replication.ts";
import { declareRotation } from "./rotation.ts";
import { databaseUrl, declareSettings } from "./settings.ts";
import { declareTables } from "./tables.ts";
import { declareWarehouse } from "./warehouse.ts";

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

    const { valkey, warehouse } = environment.options;
    if (valkey) for (const region of this.regions) declareCache(this, region, keys, valkey);

    for (const [region, database] of databases) {
      if (warehouse && region === this.region) declareWarehouse(this, keys, database, warehouse);
      publish(this, "data-key-arn", keys.arn(region), { region });
      publish(this, "cluster-resource-id", database.cluster.clusterResourceId, { region });
      publish(this, "sessions-stream-arn", tables.streamArn("sessions", region), { region });
      publish(this, "carts-stream-arn", tables.streamArn("carts", region), { region });
    }
  }

  #declareDatabases(keys: DataKeys): Map<Region, Database> {
    const { placement } = this.environment;
    const admin = placement.kind === "two-regions" ? declareUser(this, keys, "admin", ADMIN_USER) : undefined;
    const app = declareUser(this, keys, "app", APP_USER);
    const databases = declareDatabase(this, keys, admin);
    const primary = databases.get(this.region);
    if (!primary) throw new Error(`No database was declared in ${this.region}.`);

    const rotated = [...(admin ? [{ id: "admin" as const, user: admin }] : []), { id: "app" as const, user: app }].map(({ id, user }) => ({
      id,
      user,
      password: storePassword(this, id, user, primary.cluster.endpoint),
    }));
    declareRotation(this, keys, primary, rotated);
    publish(this, "app-secret-arn", app.secret.arn);
    // In one region AWS keeps the administrator's password itself.
    publish(this, "admin-secret-arn", admin?.secret.arn ?? primary.cluster.masterUserSecret.get(0).secretArn);
    const passwords = rotated.map(({ password }) => password);

    const proxyIn = (region: Region, database: Database) => declareProxy(this, { region, database, user: app, passwords });
    const proxies = new Map([...databases].map(([region, database]) => [region, proxyIn(region, database)]));
    const writer = proxies.get(this.region)?.writer ?? "";
    for (const [region, { reader, resourceId }] of proxies) {
      declareDatabaseEvents(this, region);
      declareSettings(this, region, { writer, reader });
      publish(this, "proxy-resource-id", resourceId, { region });
      publish(this, "database-url", databaseUrl(writer), { region });
    }
    return databases;
  }
}

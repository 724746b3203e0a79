import { CreateTableCommand, DeleteTableCommand } from "@aws-sdk/client-dynamodb";
import { GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import pg from "pg";
import type { CartLine } from "~/domain/cart";
import { dynamo, tableName, TABLES, type Table } from "~/platform/dynamodb.server";
import { migrateAndGrant } from "~/services/migrations/migrateAndGrant.server";
import { productInStock } from "~/services/testing/fixtures";
import { MIGRATION_FILES } from "../../database/migrate.ts";

/** Stores of an environment on this machine, with one product on the shelf. */
export interface ShopStores {
  /** As the app's role, which the migration has made. */
  databaseUrl: string;
  /** As the owner of the tables. */
  owner: pg.Client;
  product: CartLine;
  drop(): Promise<void>;
}

/**
 * Makes a database by the code of the function `migrate`, and tables of a prefix in the test's DynamoDB-compatible store.
 * @param prefix as DYNAMODB_TABLE_PREFIX
 */
export async function makeShopStores(prefix: string): Promise<ShopStores> {
  const server = new URL(process.env.DATABASE_URL ?? "");
  const database = `artifact_${crypto.randomUUID().replaceAll("-", "")}`;
  const app = { username: "aurolot_app", password: "Zm9yLXRlc3RzLW9ubHk" };
  const admin = new pg.Client({ connectionString: server.href });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${database}`);
  const connection = { host: server.hostname, port: Number(server.port), user: server.username, password: server.password, database };
  await migrateAndGrant(connection, MIGRATION_FILES, app);
  const owner = new pg.Client(connection);
  await owner.connect();

  for (const table of Object.keys(TABLES) as Table[]) await dynamo.send(new CreateTableCommand({ TableName: prefix + table, ...TABLES[table] }));
  const product = await productInStock(10);
  const { Item } = await dynamo.send(new GetCommand({ TableName: tableName("catalog"), Key: { slug: product.slug } }));
  await dynamo.send(new PutCommand({ TableName: `${prefix}catalog`, Item }));
  await owner.query("INSERT INTO stock (sku, on_hand, updated_at) VALUES ($1, 10, now())", [product.sku]);

  return {
    databaseUrl: `postgresql://${app.username}:${app.password}@${server.host}/${database}`,
    owner,
    product,
    drop: async () => {
      await owner.end();
      await admin.query(`DROP DATABASE ${database} WITH (FORCE)`);
      await admin.query(`DROP ROLE ${app.username}`);
      await admin.end();
      for (const table of Object.keys(TABLES)) await dynamo.send(new DeleteTableCommand({ TableName: prefix + table }));
    },
  };
}

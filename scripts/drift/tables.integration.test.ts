import { expect, it } from "vitest";
import { TABLES, type Table } from "~/platform/dynamodb.server";
import { first, at, type Value } from "../../terraform/plan/resource.ts";
import { Names } from "../../terraform/config/names.ts";
import { declared } from "./declared.ts";

const { environment, resources } = declared("prod");
const names = new Names(environment);
const tables = resources.filter(({ type, mode }) => type === "aws_dynamodb_table" && mode === "managed");

function tableOf(table: Table) {
  const found = tables.find((resource) => first(resource, "name") === `${names.tablePrefix}${table}`);
  if (!found) throw new Error(`terraform/ declares no table ${names.tablePrefix}${table}.`);
  return found;
}

it("declares the tables that the application uses and no other", () => {
  expect(tables.map((resource) => first(resource, "name")).sort()).toEqual(
    Object.keys(TABLES).map((table) => `${names.tablePrefix}${table}`).sort(),
  );
});

it.each(Object.keys(TABLES) as Table[])("declares the keys and indexes of %s as the application asks for them", (name) => {
  const table = tableOf(name);
  const used = TABLES[name];
  const keyOf = (schema: readonly { AttributeName?: string; KeyType?: string }[] | undefined, type: string) =>
    schema?.find(({ KeyType }) => KeyType === type)?.AttributeName;
  expect(first(table, "hash_key")).toBe(keyOf(used.KeySchema, "HASH"));
  expect(first(table, "range_key")).toBe(keyOf(used.KeySchema, "RANGE"));
  expect(pairs(at(table, "attribute"), "name", "type")).toEqual(
    (used.AttributeDefinitions ?? []).map(({ AttributeName, AttributeType }) => `${AttributeName}:${AttributeType}`).sort(),
  );
  const indexes = at(table, "global_secondary_index").map((index) =>
    [first(index, "name"), first(index, "hash_key"), first(index, "range_key"), first(index, "projection_type")].join(":"),
  );
  expect(indexes.sort()).toEqual(
    (used.GlobalSecondaryIndexes ?? [])
      .map(({ IndexName, KeySchema, Projection }) =>
        [IndexName, keyOf(KeySchema, "HASH"), keyOf(KeySchema, "RANGE"), Projection?.ProjectionType].join(":"),
      )
      .sort(),
  );
});

it.each(["sessions", "carts"] as const)("ends items of %s by the attribute that the services write", (name) => {
  expect(first(tableOf(name), "ttl.attribute_name")).toBe("expiresAt");
  expect(first(tableOf(name), "ttl.enabled")).toBe(true);
});

function pairs(blocks: Value[], key: string, value: string): string[] {
  return blocks.map((block) => `${String(first(block, key))}:${String(first(block, value))}`).sort();
}

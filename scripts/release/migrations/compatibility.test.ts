import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkMigration } from "./compatibility.ts";

const effects = (sql: string) => checkMigration("test", sql).findings.map(({ effect }) => effect);

describe("checkMigration", () => {
  it.each([
    ["drops a column", "ALTER TABLE orders DROP COLUMN email"],
    ["drops a table", "DROP TABLE orders"],
    ["drops a type", "DROP TYPE order_status"],
    ["renames a column", "ALTER TABLE orders RENAME COLUMN email TO mail"],
    ["renames a table", 'ALTER TABLE "orders" RENAME TO "purchases"'],
    ["renames an enum's value", "ALTER TYPE order_status RENAME VALUE 'paid' TO 'settled'"],
    ["changes a type", "ALTER TABLE orders ALTER COLUMN total_minor SET DATA TYPE bigint"],
    ["adds what must be filled", "ALTER TABLE orders ADD COLUMN note text NOT NULL"],
    ["makes what was optional needed", "ALTER TABLE orders ALTER COLUMN paid_at SET NOT NULL"],
    ["takes a default away", "ALTER TABLE stock ALTER COLUMN reserved DROP DEFAULT"],
    ["empties a table", "TRUNCATE orders"],
    ["hides it behind another change", "ALTER TABLE orders ADD COLUMN a text, DROP COLUMN email, ADD COLUMN b text"],
    ["hides it between comments", "-- fine\nALTER /* really */ TABLE orders\n  DROP email;"],
  ])("refuses what %s", (_, sql) => {
    expect(effects(sql)).toContain("breaks");
  });

  it("refuses uniqueness that the running release knows nothing of, and says that building it waits", () => {
    expect(effects("CREATE UNIQUE INDEX one ON orders (email)")).toEqual(["breaks", "slows"]);
    expect(effects("ALTER TABLE orders ADD CONSTRAINT positive CHECK (total_minor > 0) NOT VALID")).toEqual(["breaks"]);
  });

  it("notes an index that is built under a lock, not one that is built beside", () => {
    expect(effects("CREATE INDEX by_mail ON orders (email)")).toEqual(["slows"]);
    expect(effects("CREATE INDEX CONCURRENTLY by_mail ON orders (email)")).toEqual([]);
  });

  it.each([
    ["a table with all that belongs to it", "CREATE TABLE gifts (id int NOT NULL); ALTER TABLE gifts ADD CONSTRAINT k PRIMARY KEY (id); CREATE UNIQUE INDEX i ON gifts (id); ALTER TABLE gifts ALTER COLUMN id TYPE bigint"],
    ["a column that may be empty", "ALTER TABLE orders ADD COLUMN note text"],
    ["a column with a default", "ALTER TABLE orders ADD COLUMN tries int NOT NULL DEFAULT 0"],
    ["a column that follows from others", "ALTER TABLE orders ADD COLUMN net int NOT NULL GENERATED ALWAYS AS (total_minor - delivery_minor) STORED"],
    ["an enum's new value", "ALTER TYPE order_status ADD VALUE 'returned'"],
    ["the end of an index", "DROP INDEX orders_cart"],
    ["words that only sound like it", "COMMENT ON TABLE orders IS 'DROP TABLE orders; ALTER TABLE orders DROP COLUMN email'"],
  ])("takes %s", (_, sql) => {
    expect(effects(sql)).toEqual([]);
  });

  it("reads after which release a migration is safe", () => {
    expect(checkMigration("contract", "-- Nobody reads it.\n-- safe-after: 1f2e3d4c5b6a-0123456789ab\nALTER TABLE orders DROP COLUMN note")).toMatchObject({
      safeAfter: "1f2e3d4c5b6a-0123456789ab",
      findings: [{ effect: "breaks" }],
    });
  });

  it("says that it can't read what is no SQL", () => {
    expect(() => checkMigration("broken", "ALTER TABEL orders")).toThrow(/syntax error/);
  });
});

// The first has nothing before it to break.
const [, ...later] = readdirSync("prisma/migrations", { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();

it.each(later)("%s leaves the release before it at work, or says after which release it is safe", (name) => {
  const { findings, safeAfter } = checkMigration(name, readFileSync(`prisma/migrations/${name}/migration.sql`, "utf8"));
  const breaking = findings.filter(({ effect }) => effect === "breaks").map(({ text }) => text);
  if (safeAfter === undefined) expect(breaking).toEqual([]);
});

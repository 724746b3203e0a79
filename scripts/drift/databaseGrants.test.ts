import { expect, it } from "vitest";
import { APP_GRANTS } from "~/services/migrations/appRole.server";
import { databaseCalls } from "./databaseCalls.ts";

/** Runs as somebody else than the app's role: whoever publishes products and counts stock, and whoever migrates. */
const NOT_THE_APP = [/^app\/services\/migrations\//, /^app\/platform\/prisma\//, /\/testing\//, /\.test\.ts$/, /^app\/services\/search\/searchDocument\.server\.ts$/];

/** The one function of its file that is for people who count stock. */
const COUNTING = /^app\/services\/stock\//;

const calls = databaseCalls("app", (file) => !NOT_THE_APP.some((pattern) => pattern.test(file)));

it("lets the app do with each table what its code does, and nothing else", () => {
  const needed: Record<string, Set<string>> = {};
  for (const { table, privilege, file } of calls) {
    if (COUNTING.test(file) && privilege === "INSERT") continue;
    (needed[table] ??= new Set()).add(privilege);
  }
  const { _prisma_migrations: readiness, ...granted } = APP_GRANTS;
  expect(readiness).toEqual(["SELECT"]);
  const sorted = (of: Record<string, Iterable<string>>) => Object.fromEntries(Object.entries(of).map(([table, privileges]) => [table, [...privileges].sort()]));
  expect(sorted(granted)).toEqual(sorted(needed));
});

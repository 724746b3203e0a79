import { unzipSync } from "fflate";
import { checkMigration } from "./compatibility.ts";

/** The running release could not live with a migration; the message says with which and why. */
export class IncompatibleMigrationError extends Error {
  override name = "IncompatibleMigrationError";
}

/**
 * The migrations in the zip of the function `migrate`, by name: what would really be applied.
 */
export function migrationsIn(zip: Uint8Array): Map<string, string> {
  const files = unzipSync(zip, { filter: ({ name }) => /^migrations\/[^/]+\/migration\.sql$/.test(name) });
  return new Map(Object.entries(files).map(([file, bytes]) => [file.split("/")[1] ?? "", Buffer.from(bytes).toString("utf8")]));
}

/**
 * Looks whether an environment can be migrated while its present release runs.
 * @param migrations the new release's
 * @param applied those of the release that runs
 * @param deployed the releases that the environment ran up to now, the newest first: after which a migration may be safe
 * @returns what is worth knowing beforehand, e.g. an index that is built under a lock
 * @throws IncompatibleMigrationError
 */
export function checkNewMigrations(migrations: ReadonlyMap<string, string>, applied: readonly string[], deployed: readonly string[]): string[] {
  const notes: string[] = [];
  for (const [name, sql] of migrations) {
    if (applied.includes(name)) continue;
    const { findings, safeAfter } = checkMigration(name, sql);
    const breaking = findings.filter(({ effect }) => effect === "breaks");
    notes.push(...findings.filter(({ effect }) => effect === "slows").map(({ text }) => `${name} ${text}`));
    if (breaking.length === 0 || (safeAfter !== undefined && deployed.includes(safeAfter))) continue;
    const reasons = breaking.map(({ text }) => `  it ${text}`).join("\n");
    const instead = safeAfter === undefined ? "If the running release bears it, say so in the migration: -- safe-after: <the first release that does>" : `It says that it is safe after ${safeAfter}, which is not deployed here: deploy that first.`;
    throw new IncompatibleMigrationError(`${name} can't be applied while ${deployed[0] ?? "the present release"} runs:\n${reasons}\n${instead}`);
  }
  return notes;
}

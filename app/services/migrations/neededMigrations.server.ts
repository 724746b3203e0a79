/** The migrations without which this build does not work: those that were there when it was made. The names alone, no file is read. */
export const NEEDED_MIGRATIONS: readonly string[] = Object.keys(import.meta.glob("/prisma/migrations/*/migration.sql"))
  .map((file) => file.split("/").at(-2) ?? "")
  .sort();

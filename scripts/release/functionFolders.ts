import { copyFile, cp } from "node:fs/promises";
import path from "node:path";
import { MIGRATION_FILES } from "../database/migrate.ts";
import { bundleFunctions } from "./bundleFunctions.ts";

/** Puts together the code of every function, each in a folder of its name: what `handler: index.handler` finds. */
export async function assembleFunctions(folder: string): Promise<void> {
  await bundleFunctions(folder);
  await addMigrations(path.join(folder, "migrate"));
}

/** Puts beside the code of the function `migrate` what it reads there. */
export async function addMigrations(folder: string): Promise<void> {
  await cp(MIGRATION_FILES.migrations, path.join(folder, "migrations"), { recursive: true });
  await copyFile(MIGRATION_FILES.engine, path.join(folder, path.basename(MIGRATION_FILES.engine)));
}

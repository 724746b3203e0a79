import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";

/** Where verification keeps its copies of stacks, their states and logs: ignored by git. */
export const WORK_FOLDER = path.resolve(import.meta.dirname, "../../.aurolot/infrastructure");

/** A folder in which Terraform is initialised with the AWS provider; copies of stacks link to it. */
export const PROVIDERS_FOLDER = path.join(WORK_FOLDER, "providers");

/** A folder below the work folder, empty. */
export function emptyFolder(name: string): string {
  const folder = path.join(WORK_FOLDER, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

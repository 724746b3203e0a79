import path from "node:path";

/** Where verification keeps its copies of stacks, their states and logs: ignored by git, made anew by every run. */
export const WORK_FOLDER = path.resolve(import.meta.dirname, "../../.aurolot/infrastructure");

/** A folder in which Terraform is initialised with the AWS provider; copies of stacks link to it. */
export const PROVIDERS_FOLDER = path.join(WORK_FOLDER, "providers");

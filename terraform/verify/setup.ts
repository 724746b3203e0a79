import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { HOW_TO_GET_MOTO } from "./emulator.ts";
import { PROVIDERS_FOLDER } from "./folders.ts";
import { which } from "./process.ts";
import { AWS_PROVIDER, HOW_TO_GET_TERRAFORM, Terraform, TerraformError } from "./terraform.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Why Terraform can't be run here; empty where it can. */
    terraformMissing: string;
    /** Why stacks can't be applied to an emulator here; empty where they can. */
    emulatorMissing: string;
  }
}

/** Before the infrastructure tests: finds out what can be run here, and fetches the provider once for all stacks. */
export default async function setup(project: TestProject): Promise<void> {
  const terraformMissing = which("terraform") ? await withoutProvider() : HOW_TO_GET_TERRAFORM;
  project.provide("terraformMissing", terraformMissing);
  project.provide("emulatorMissing", terraformMissing || (which("moto_server") ? "" : HOW_TO_GET_MOTO));
}

/** Initialises the folder that copies of stacks link to: to fetch the provider for each of forty would take minutes. */
async function withoutProvider(): Promise<string> {
  mkdirSync(PROVIDERS_FOLDER, { recursive: true });
  writeFileSync(path.join(PROVIDERS_FOLDER, "main.tf.json"), JSON.stringify({ terraform: { required_providers: { aws: AWS_PROVIDER } } }));
  try {
    await new Terraform(PROVIDERS_FOLDER).init();
    return "";
  } catch (error) {
    if (!(error instanceof TerraformError)) throw error;
    console.error(error.message);
    return "the AWS provider can't be had: let TF_PROVIDER_MIRROR name a folder made by `terraform providers mirror`";
  }
}

import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { WORK_FOLDER } from "./folders.ts";
import { runProcess, type Variables } from "./process.ts";

const REGISTRY_FOLDER = "registry.terraform.io";

/** Where package managers and images put provider mirrors, the likeliest first; the whole disk comes last. */
const ROOTS = [path.join(homedir(), ".terraform.d"), "/opt", "/usr/local", "/usr/share", "/var/lib", homedir(), "/"];

/**
 * The environment in which Terraform finds the AWS provider: by the mirror that TF_PROVIDER_MIRROR names, by the
 * configuration that TF_CLI_CONFIG_FILE names or that lies in the home folder, by a mirror found on this machine, or
 * from the registry.
 * @throws Error when TF_PROVIDER_MIRROR names a folder that holds no mirror
 */
export async function providerEnvironment(): Promise<Variables> {
  const { TF_PROVIDER_MIRROR, TF_CLI_CONFIG_FILE, ...environment } = process.env;
  if (TF_PROVIDER_MIRROR) {
    if (!existsSync(path.join(TF_PROVIDER_MIRROR, REGISTRY_FOLDER))) {
      throw new Error(`TF_PROVIDER_MIRROR names ${TF_PROVIDER_MIRROR}, which has no folder ${REGISTRY_FOLDER}: name one made by \`terraform providers mirror <folder>\`.`);
    }
    return { ...environment, TF_CLI_CONFIG_FILE: writeConfig(TF_PROVIDER_MIRROR) };
  }
  if (TF_CLI_CONFIG_FILE && existsSync(TF_CLI_CONFIG_FILE)) return { ...environment, TF_CLI_CONFIG_FILE };
  if (existsSync(path.join(homedir(), ".terraformrc"))) return environment;
  const mirror = await findMirror();
  // A TF_CLI_CONFIG_FILE that names no file is left out: Terraform would warn of it with every command.
  return mirror === undefined ? environment : { ...environment, TF_CLI_CONFIG_FILE: writeConfig(mirror) };
}

/** The first folder with a mirror of the AWS provider; a search of the whole disk is ended after half a minute. */
async function findMirror(): Promise<string | undefined> {
  for (const root of ROOTS.filter((folder) => existsSync(folder))) {
    const skipped = ["/proc", "/sys", "/dev", "*/node_modules", "*/.terraform", "*/.git"].flatMap((folder, index) => [...(index > 0 ? ["-o"] : []), "-path", folder]);
    const args = [root, "-maxdepth", "9", "(", ...skipped, ")", "-prune", "-o", "-path", `*/${REGISTRY_FOLDER}/hashicorp/aws`, "-print", "-quit"];
    const { stdout } = await runProcess("find", args, { timeout: 30_000 }).catch(() => ({ stdout: "" }));
    const found = stdout.trim().split("\n")[0];
    if (found) return found.slice(0, found.indexOf(`/${REGISTRY_FOLDER}/`));
  }
  return undefined;
}

function writeConfig(mirror: string): string {
  mkdirSync(WORK_FOLDER, { recursive: true });
  const file = path.join(WORK_FOLDER, `terraform-${process.pid}.rc`);
  writeFileSync(file, `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(path.resolve(mirror))}\n  }\n}\n`);
  return file;
}

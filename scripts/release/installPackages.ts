import { execFile } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import type { Platform } from "./nodeBinary.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");

interface LockFile {
  lockfileVersion: number;
  packages: Record<string, { version?: string }>;
}

/**
 * Installs packages for another machine, in the versions of this repository's lock file and with what they depend on.
 * For those that bring machine code: a bundle can't hold them.
 * @param packages names, each of which the lock file must have
 */
export async function installPackages(folder: string, packages: readonly string[], platform: Platform): Promise<void> {
  if (packages.length === 0) return;
  const lock = JSON.parse(await readFile(path.join(ROOT, "package-lock.json"), "utf8")) as LockFile;
  const dependencies = Object.fromEntries([...packages].sort().map((name) => [name, versionIn(lock, name)]));
  const manifest = { private: true, type: "module", dependencies };
  await writeFile(path.join(folder, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  await writeFile(path.join(folder, "package-lock.json"), JSON.stringify({ ...lock, packages: { ...lock.packages, "": manifest } }));
  const [os, cpu] = platform.split("-");
  const args = ["install", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", `--os=${os}`, `--cpu=${cpu}`, "--libc=glibc"];
  await promisify(execFile)("npm", args, { cwd: folder }).catch((error: Error & { stderr?: string }) => {
    throw new Error(`npm could not install ${packages.join(", ")} for ${platform}:\n${error.stderr?.trim() ?? error.message}`);
  });
  // What npm wrote down of its work, and links to programs that nobody starts.
  for (const leftover of ["package-lock.json", "node_modules/.package-lock.json", "node_modules/.bin"]) await rm(path.join(folder, leftover), { recursive: true, force: true });
}

function versionIn(lock: LockFile, name: string): string {
  const version = lock.packages[`node_modules/${name}`]?.version;
  if (version === undefined) throw new Error(`${name} is not in package-lock.json: install it, so that a release gets the version that was tested.`);
  return version;
}

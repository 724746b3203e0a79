import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { build, isBuilt } from "../start/build.ts";
import { step } from "../start/progress.ts";
import { MIGRATION_FILES } from "../database/migrate.ts";
import { assembleApp } from "./appFolder.ts";
import { packTarGz, packZip } from "./archive.ts";
import { commitOf } from "./commit.ts";
import { assembleFunctions } from "./functionFolders.ts";
import { NODE_VERSION } from "./nodeBinary.ts";
import { describeFiles, RELEASE_FILE, releaseName, type Release } from "./releaseFile.ts";
import { assembleWorker } from "./workerFolder.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const CANARY = path.join(ROOT, "terraform/stacks/observability/canary");

interface ReleaseOptions {
  /** The folder that gets a folder of the release's name. */
  out: string;
  /** Make it although the working tree is no commit, and say so in its name. */
  allowDirty: boolean;
}

/**
 * Makes a release of the working tree: everything that `terraform/` runs, as files that never change.
 * @returns its description, and the folder it lies in
 * @throws Error for a working tree with changes, unless those are allowed
 */
export async function makeRelease({ out, allowDirty }: ReleaseOptions): Promise<{ release: Release; folder: string }> {
  const commit = await commitOf(ROOT);
  if (commit.dirty && !allowDirty) throw new Error("The working tree has changes, and a release is a commit: commit or stash them, or give --dirty for a trial that says so in its name.");
  // Within the repository, wherever the release goes: source maps name files by the way from the bundle to them.
  await mkdir(path.join(ROOT, "build"), { recursive: true });
  const making = await mkdtemp(path.join(ROOT, "build/making-"));
  try {
    if (!(await isBuilt())) await step("Building the shop", () => build(new AbortController().signal));
    const folder = path.join(making, "release");
    await mkdir(path.join(folder, "functions"), { recursive: true });
    await step("Packing the shop", () => pack(making, "app", (parts) => assembleApp(parts, "linux-arm64"), packTarGz, path.join(folder, "app.tar.gz")));
    await step("Packing the worker", () => pack(making, "worker", (parts) => assembleWorker(parts, "linux-x64"), packTarGz, path.join(folder, "worker.tar.gz")));
    await step("Packing the functions", () => packFunctions(making, path.join(folder, "functions")));
    await packZip(CANARY, path.join(folder, "canary.zip"));
    await cp(path.join(ROOT, "build/client/assets"), path.join(folder, "assets"), { recursive: true });
    return await finish(folder, commit, out);
  } finally {
    await rm(making, { recursive: true, force: true });
  }
}

async function pack(
  making: string,
  name: string,
  assemble: (folder: string) => Promise<void>,
  into: (folder: string, archive: string) => Promise<void>,
  archive: string,
): Promise<void> {
  const parts = path.join(making, name);
  await mkdir(parts);
  await assemble(parts);
  await into(parts, archive);
  await rm(parts, { recursive: true });
}

async function packFunctions(making: string, out: string): Promise<void> {
  const folders = path.join(making, "functions");
  await assembleFunctions(folders);
  for (const name of await readdir(folders)) await packZip(path.join(folders, name), path.join(out, `${name}.zip`));
}

async function finish(folder: string, { id: commit, dirty }: { id: string; dirty: boolean }, out: string): Promise<{ release: Release; folder: string }> {
  const files = await describeFiles(folder);
  const migrations = await readdir(MIGRATION_FILES.migrations, { withFileTypes: true });
  const release: Release = {
    name: releaseName(commit, dirty, files),
    commit,
    dirty,
    nodeVersion: NODE_VERSION,
    migrations: migrations.filter((entry) => entry.isDirectory()).map(({ name }) => name).sort(),
    files,
  };
  await writeFile(path.join(folder, RELEASE_FILE), `${JSON.stringify(release, null, 2)}\n`);
  const place = path.join(out, release.name);
  // Made before: the same bytes.
  await rm(place, { recursive: true, force: true });
  await cp(folder, place, { recursive: true });
  return { release, folder: place };
}

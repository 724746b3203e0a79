import { chmod, cp, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { nodeFileTrace } from "@vercel/nft";
import { nodeBinary, type Platform } from "./nodeBinary.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const SERVER = "build/server/index.js";

/** By which a package chooses its files for the Node.js of a release; the one that traces here may be an older, and choose others. */
const CONDITIONS = ["node", "module-sync"];

/**
 * Puts together what an instance of the shop runs: Node.js, the production build, and of the packages only the files
 * that the server's code can reach. A file that the trace overlooked would be missed by the artifact's test, which
 * boots this folder where there is no other.
 * @param folder an empty folder
 * @throws Error for a package with machine code, which would be this machine's and not the instance's
 */
export async function assembleApp(folder: string, platform: Platform): Promise<void> {
  const { fileList } = await nodeFileTrace([path.join(ROOT, SERVER)], { base: ROOT, processCwd: ROOT, conditions: CONDITIONS });
  const packages = [...fileList].filter((file) => file.startsWith("node_modules/"));
  const native = packages.filter((file) => /\.(node|so|dylib|dll)(\.\d+)*$/.test(file));
  if (native.length > 0) throw new Error(`The shop's server has come to need ${native[0]}, compiled for this machine: install its package for ${platform} here, as the worker's are.`);
  for (const file of packages) await copyFile(file, folder);
  for (const built of ["build/server", "build/client"]) await cp(path.join(ROOT, built), path.join(folder, built), { recursive: true });
  await writeFile(path.join(folder, "package.json"), `${JSON.stringify({ private: true, type: "module" }, null, 2)}\n`);
  await addNode(folder, platform);
}

/** Puts Node.js into an archive's folder, as `bin/node`. */
export async function addNode(folder: string, platform: Platform): Promise<void> {
  const target = path.join(folder, "bin/node");
  await mkdir(path.dirname(target), { recursive: true });
  await cp(await nodeBinary(platform), target);
  await chmod(target, 0o755);
}

async function copyFile(file: string, folder: string): Promise<void> {
  await cp(path.join(ROOT, file), path.join(folder, file), { dereference: true });
}

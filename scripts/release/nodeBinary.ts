import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { extract } from "tar";

/** Where an archive runs: the fleet of the shop is Graviton, GPU instances are Intel or AMD. */
export type Platform = "linux-arm64" | "linux-x64";

/**
 * The Node.js that releases run on. 24 is maintained until April 2028, 22 only until April 2027; and a later one is no
 * gamble, since the artifact's test boots with this very file.
 */
export const NODE_VERSION = "24.21.0";

/** What npm holds of it: the packages that `npm install node` chooses from, by the hashes they had when they were chosen. */
const INTEGRITY: Record<Platform, string> = {
  "linux-arm64": "sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==",
  "linux-x64": "sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==",
};

const CACHE = path.resolve(import.meta.dirname, "../../node_modules/.cache/node-binaries");

/**
 * Node.js for a platform, fetched from npm once and kept.
 * @returns the path of the executable
 * @throws Error when npm can't fetch it, or hands out another one than was chosen
 */
export async function nodeBinary(platform: Platform): Promise<string> {
  const kept = path.join(CACHE, `${NODE_VERSION}-${platform}`);
  const binary = path.join(kept, "node");
  if (existsSync(binary)) return binary;
  await mkdir(CACHE, { recursive: true });
  const folder = await mkdtemp(path.join(CACHE, "fetching-"));
  try {
    const name = `node-${platform}@${NODE_VERSION}`;
    await promisify(execFile)("npm", ["pack", "--silent", "--pack-destination", folder, name], { cwd: folder }).catch((error: Error) => {
      throw new Error(`npm could not fetch ${name} (${error.message.split("\n")[0] ?? ""}). Check the way to the registry and start again.`);
    });
    const archive = path.join(folder, `node-${platform}-${NODE_VERSION}.tgz`);
    const integrity = `sha512-${createHash("sha512").update(await readFile(archive)).digest("base64")}`;
    if (integrity !== INTEGRITY[platform]) throw new Error(`${name} is not what it was when it was chosen: the registry's has ${integrity}. Don't release it; find out who changed it.`);
    await extract({ file: archive, cwd: folder, strip: 2 }, ["package/bin/node"]);
    await rm(archive);
    await rename(folder, kept).catch((error: NodeJS.ErrnoException) => {
      // Another release has put it there meanwhile.
      if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
    });
    return binary;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

// What has to happen before TypeScript can run: plain JavaScript on nothing but Node.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const ROOT = path.resolve(import.meta.dirname, "../..");
const OLDEST_NODE = [20, 19];

/** Stops with a sentence for the person at the terminal. */
function fail(message) {
  console.error(message);
  process.exit(1);
}

function run(what, command, args, env = {}) {
  const { status, error } = spawnSync(command, args, { cwd: ROOT, stdio: ["ignore", "inherit", "inherit"], env: { ...process.env, ...env }, shell: process.platform === "win32" });
  if (error || status !== 0) fail(`${what} failed${error ? `: ${error.message}` : ""}. The lines above say why; mend that and start again.`);
}

function hashOf(...files) {
  const hash = createHash("sha256");
  for (const file of files) hash.update(readFileSync(path.join(ROOT, file)));
  return hash.digest("hex");
}

/** Runs a step unless its marker says that it ran on the same input. */
function once(marker, key, step) {
  const file = path.join(ROOT, marker);
  if (existsSync(file) && readFileSync(file, "utf8") === key) return;
  step();
  writeFileSync(file, key);
}

/** Checks Node, installs the packages of package-lock.json and generates the database client, where that is not done yet. */
export function prepare() {
  // Its advice to move to a later Node is for whoever maintains the shop, not for whoever starts it.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
    fail(`Aurolot 3D needs Node ${OLDEST_NODE.join(".")} or later; this is ${process.versions.node}. Install a current one from https://nodejs.org and start again.`);
  }
  once("node_modules/.installed", hashOf("package-lock.json"), () => {
    console.log("· Installing packages (about a minute, once)");
    // Not `npm ci`: npm 11 misreads a lock file without download addresses, taking other platforms' packages for missing.
    run("Installing the packages", "npm", ["install", "--no-audit", "--no-fund", "--loglevel=error"]);
  });
  once("node_modules/.generated", hashOf("package-lock.json", "prisma/schema.prisma"), () => {
    // Generating needs no schema engine; naming any executable keeps Prisma from downloading its own.
    run("Generating the database client", path.join("node_modules", ".bin", "prisma"), ["generate", "--no-hints"], {
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      CHECKPOINT_DISABLE: "1",
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
    });
  });
}

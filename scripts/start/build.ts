import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";

const ROOT = path.resolve(import.meta.dirname, "../..");
const MARKER = path.join(ROOT, "build/built-from");
/** Everything the production build is made of. */
const INPUTS = ["app", "prisma/migrations", "public", "server.ts", "vite.config.ts", "remix.config.js", "package-lock.json", "tsconfig.json"];

/** Whether `build/` is what the sources as they are now would give. */
export async function isBuilt(): Promise<boolean> {
  return existsSync(MARKER) && (await readFile(MARKER, "utf8")) === (await inputHash());
}

/**
 * Makes the production build in `build/`.
 * @param signal ends the compiler
 * @throws Error with the compiler's last lines
 */
export async function build(signal: AbortSignal): Promise<void> {
  const key = await inputHash();
  // A build that is killed half-way is nobody's.
  await rm(MARKER, { force: true });
  await run(path.join(ROOT, "node_modules/.bin/remix"), ["vite:build", "--logLevel", "warn"], signal);
  await mkdir(path.dirname(MARKER), { recursive: true });
  await writeFile(MARKER, key);
}

async function inputHash(): Promise<string> {
  const hash = createHash("sha256");
  for (const input of INPUTS) {
    const full = path.join(ROOT, input);
    const files = await readdir(full, { recursive: true, withFileTypes: true }).then(
      (entries) => entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name)).sort(),
      () => (existsSync(full) ? [full] : []),
    );
    for (const file of files) {
      if (!/\.test\.tsx?$/.test(file)) hash.update(path.relative(ROOT, file)).update(await readFile(file));
    }
  }
  return hash.digest("hex");
}

function run(command: string, args: string[], signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"], signal, env: { ...process.env, NODE_ENV: "production" } });
    let output = "";
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    child.on("error", reject);
    child.on("close", (code) => (code === 0 ? resolve() : reject(new Error(`The build failed:\n${output.trim().split("\n").slice(-25).join("\n")}`))));
  });
}

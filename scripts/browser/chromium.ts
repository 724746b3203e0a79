import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import path from "node:path";
import { chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const PLACES = ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe"];

/** Flags that keep the browser from calling home. */
export const QUIET_FLAGS = [
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  "--disable-background-networking",
  "--disable-component-update",
  "--no-first-run",
];

/** WebGL 2 by the processor alone: the same on every machine. */
export const SOFTWARE_FLAGS = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"];

/** Flags for tests and benchmarks, which must not depend on a GPU. */
export const CHROMIUM_FLAGS = [...QUIET_FLAGS, ...SOFTWARE_FLAGS];

/** The path of an installed Chromium: CHROMIUM_PATH, Playwright's own, or one of the system's. */
export function findChromium(): string | undefined {
  const { CHROMIUM_PATH, PATH = "" } = process.env;
  if (CHROMIUM_PATH) return CHROMIUM_PATH;
  const candidates = [chromium.executablePath(), ...PATH.split(path.delimiter).flatMap((folder) => NAMES.map((name) => path.join(folder, name))), ...PLACES];
  return candidates.find(isExecutable);
}

/**
 * An installed Chromium, or one installed now: by Playwright, else by the system's packages where this user may.
 * @throws Error that says how to install one by hand
 */
export function ensureChromium(): string {
  const found = findChromium();
  if (found) return found;
  console.log("· Installing Chromium for the browser tests");
  run("npx", ["playwright", "install", "chromium"]);
  if (!findChromium() && process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    run("apt-get", ["update", "-qq"]);
    run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"]);
  }
  const installed = findChromium();
  if (!installed) {
    throw new Error("No Chromium was found and none could be installed. Install one (e.g. `npx playwright install --with-deps chromium` or `apt-get install chromium`), or let CHROMIUM_PATH name one.");
  }
  return installed;
}

function run(command: string, args: string[]): void {
  spawnSync(command, args, { stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" }, timeout: 300_000 });
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

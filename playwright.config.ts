import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { defineConfig, devices } from "@playwright/test";
import { CHROMIUM_FLAGS, findChromium } from "./scripts/browser/chromium.ts";

const PORT = 3100;
/** A deployed shop to test, e.g. `BASE_URL=https://staging.example npm run e2e`; a local one is started where unset. */
const baseURL = process.env.BASE_URL ?? `http://localhost:${PORT}`;

/** Full shelves and no orders at the start of every run. Workers load this file again and inherit the folder. */
process.env.AUROLOT_DATA_DIR ??= mkdtempSync(path.join(tmpdir(), "aurolot-e2e-"));

const launchOptions = { executablePath: findChromium(), args: CHROMIUM_FLAGS };

export default defineConfig({
  testDir: "e2e",
  // Two cores and a software renderer: more at once would only wait for each other.
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [["list"], ["html", { open: "never" }]],
  use: { baseURL, launchOptions, trace: "retain-on-failure", screenshot: "only-on-failure", locale: "en-GB" },
  projects: [
    { name: "laptop", use: { viewport: { width: 1280, height: 800 } } },
    { name: "phone", use: { ...devices["Pixel 7"], launchOptions }, grep: /@phone/ },
  ],
  webServer: process.env.BASE_URL
    ? undefined
    : {
        // The shop opens before it has all products; the tests want them all.
        command: "npm run models:demo && node scripts/start/start.mjs",
        url: `${baseURL}/readyz`,
        timeout: 600_000,
        stdout: "pipe",
        gracefulShutdown: { signal: "SIGTERM", timeout: 15_000 },
        env: {
          PORT: String(PORT),
          AUROLOT_DATA_DIR: process.env.AUROLOT_DATA_DIR,
          // The models are made once for all runs.
          MODELS_DIR: path.resolve(".aurolot/models"),
          LOG_LEVEL: "warn",
          PAYMENT_TIMEOUT_MS: "1500",
          RATE_LIMIT_PER_MINUTE: "100000",
        },
      },
});

import path from "node:path";
import { defineConfig } from "vitest/config";

const alias = { "~": path.resolve(import.meta.dirname, "app") };
const exclude = ["**/node_modules/**", "build/**", ".aurolot/**"];

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          include: ["{app,scripts,terraform}/**/*.test.{ts,tsx}"],
          // Some synthesise whole environments: seconds on a busy machine.
          testTimeout: 30_000,
          env: { LOG_LEVEL: "silent" },
          exclude: [...exclude, "**/*.integration.test.ts", "**/*.terraform.test.ts"],
        },
      },
      {
        resolve: { alias },
        test: {
          name: "integration",
          include: ["{app,scripts}/**/*.integration.test.ts"],
          exclude,
          globalSetup: "./scripts/test/stores.ts",
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // One set of stores serves all files; each makes its own products, carts and orders.
          poolOptions: { forks: { singleFork: true } },
        },
      },
      {
        test: {
          name: "infrastructure",
          include: ["terraform/verify/**/*.terraform.test.ts"],
          exclude,
          globalSetup: "./terraform/verify/setup.ts",
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});

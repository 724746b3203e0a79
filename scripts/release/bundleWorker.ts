import { existsSync } from "node:fs";
import { cp, readFile } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import { build, type BuildOptions } from "esbuild";
import { PAGE_BUNDLE } from "../browser/pageServer.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const TRANSCODER = "node_modules/three/examples/jsm/libs/basis";

const HEADLESS_SHELL = "chrome-headless-shell";

/** Where Chromium is in the artifact. */
export const PACKED_CHROMIUM = `chromium/${HEADLESS_SHELL}`;

/** The processes and threads of the worker: what starts one looks for it beside itself, under this name. */
const PROGRAMS: Readonly<Record<string, string>> = {
  "worker.js": "app/worker/worker.ts",
  "job.js": "app/worker/job.ts",
  "thread.mjs": "scripts/models/large/tasks.ts",
};

/** The pages that are drawn on, which the sources bundle when they are asked for. */
const PAGES = ["scripts/posters/photoPage.ts"];

/** With machine code, with WebAssembly that they look for beside themselves, or with programs of their own. */
const PACKAGES = ["draco3dgltf", "gltf-validator", "piscina", "playwright-core", "sharp"];

/** Some packages are CommonJS and ask for Node's own modules by `require`, which an ES module lacks. */
const REQUIRE = `import { createRequire as createRequireOf } from "node:module"; const require = createRequireOf(import.meta.url);`;

const COMMON: BuildOptions = { minify: true, sourcemap: "linked", sourcesContent: false, legalComments: "none", logLevel: "warning", absWorkingDir: ROOT, define: { "process.env.NODE_ENV": '"production"' } };

/** What came of bundling. */
export interface WorkerBundle {
  /** The packages to be installed beside it. */
  packages: string[];
  /** The folder that Chromium was packed from; undefined where there was none: that worker draws nothing. */
  chromium: string | undefined;
}

/**
 * Bundles the render worker into `<out>/build/worker.js` with all that it starts, and packs Chromium into `<out>/chromium`
 * where Playwright has one here (`npx playwright install chromium-headless-shell`): neither Amazon Linux nor its image for
 * GPUs brings one.
 */
export async function bundleWorker(out: string): Promise<WorkerBundle> {
  const folder = path.join(out, "build");
  for (const [name, source] of Object.entries(PROGRAMS)) {
    await build({
      ...COMMON,
      entryPoints: [source],
      outfile: path.join(folder, name),
      bundle: true,
      platform: "node",
      target: "node20",
      format: "esm",
      // Packages that have an ES module lose what nobody calls.
      mainFields: ["module", "main"],
      banner: { js: REQUIRE },
      // A page is bundled here, so the bundler is not asked for there.
      external: [...PACKAGES, "esbuild"],
    });
  }
  for (const page of PAGES) {
    await build({ ...COMMON, ...PAGE_BUNDLE, entryPoints: [page], sourcemap: false, outfile: path.join(folder, `${path.basename(page, ".ts")}.js`) });
  }
  for (const file of ["basis_transcoder.js", "basis_transcoder.wasm"]) await cp(path.join(ROOT, TRANSCODER, file), path.join(folder, file));
  const chromium = await findHeadlessShell();
  if (chromium !== undefined) await cp(chromium, path.dirname(path.join(out, PACKED_CHROMIUM)), { recursive: true });
  return { packages: [...PACKAGES], chromium };
}

/**
 * The folder of a headless shell for Linux on x86-64, as Chrome for Testing packs it for every distribution: the one that
 * CHROMIUM_PATH names, or the one of Playwright that goes with the lock file's version.
 */
export async function findHeadlessShell(): Promise<string | undefined> {
  const { CHROMIUM_PATH, PLAYWRIGHT_BROWSERS_PATH } = process.env;
  if (CHROMIUM_PATH && path.basename(CHROMIUM_PATH) === HEADLESS_SHELL) return path.dirname(CHROMIUM_PATH);
  const { browsers } = JSON.parse(await readFile(path.join(ROOT, "node_modules/playwright-core/browsers.json"), "utf8")) as { browsers: { name: string; revision: string }[] };
  const revision = browsers.find(({ name }) => name === "chromium-headless-shell")?.revision;
  const folder = path.join(PLAYWRIGHT_BROWSERS_PATH || path.join(homedir(), ".cache/ms-playwright"), `chromium_headless_shell-${revision}`, "chrome-headless-shell-linux64");
  return existsSync(path.join(folder, HEADLESS_SHELL)) ? folder : undefined;
}

import { mkdir, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { build, type Metafile } from "esbuild";
import { installPackages } from "./installPackages.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const FUNCTIONS = path.join(ROOT, "app/functions");

/** Files named as functions are, in small letters with hyphens, are their entries; all others are what entries import. */
const ENTRY = /^(?<name>[a-z]+(?:-[a-z]+)*)\.ts$/;

/** Packages with machine code, by the functions that need them: they are installed beside the bundle, for Graviton. */
const NATIVE: Readonly<Record<string, readonly string[]>> = { thumbnails: ["sharp"] };

/** Some packages are CommonJS and ask for Node's own modules by `require`, which an ES module lacks. */
const REQUIRE = `import { createRequire as createRequireOf } from "node:module"; const require = createRequireOf(import.meta.url);`;

/** The names of all functions, sorted: those of `app/functions/<name>.ts`. */
export async function functionNames(): Promise<string[]> {
  const files = await readdir(FUNCTIONS);
  return files.flatMap((file) => ENTRY.exec(file)?.groups?.name ?? []).sort();
}

/**
 * Bundles every function into `<out>/<name>/index.mjs`, with a source map, and installs beside it what can't be bundled.
 *
 * The AWS SDK is bundled. Lambda has one too, but of whichever version AWS chose last; ours is the one that was tested,
 * and of a client only what a function calls is in its bundle, which loads faster than the whole.
 */
export async function bundleFunctions(out: string): Promise<void> {
  await bundleCode(out);
  for (const [name, packages] of Object.entries(NATIVE)) await installPackages(path.join(out, name), packages, "linux-arm64");
}

/** What is in the bundle of a function, as esbuild tells it. */
export type BundledCode = Metafile["outputs"][string];

/**
 * Where bundles seem to be written: their maps name sources from there, and a release must be the same bytes wherever it
 * is made.
 */
const NOMINAL_OUT = path.join(ROOT, "functions");

/** Bundles the functions' own code, which finds the packages with machine code beside it or above it. */
export async function bundleCode(out: string): Promise<Map<string, BundledCode>> {
  const names = await functionNames();
  const { metafile, outputFiles } = await build({
    entryPoints: names.map((name) => ({ in: path.join(FUNCTIONS, `${name}.ts`), out: `${name}/index` })),
    outdir: NOMINAL_OUT,
    write: false,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    target: "node22",
    format: "esm",
    // Packages that have an ES module lose what nobody calls.
    mainFields: ["module", "main"],
    minify: true,
    sourcemap: "linked",
    // The map names files and lines; the sources themselves would double the zip.
    sourcesContent: false,
    legalComments: "none",
    banner: { js: REQUIRE },
    // Asked for by pg where it is installed.
    external: ["pg-native", ...Object.values(NATIVE).flat()],
    define: { "process.env.NODE_ENV": '"production"' },
    metafile: true,
    logLevel: "warning",
    absWorkingDir: ROOT,
  });
  for (const { path: file, contents } of outputFiles) {
    const place = path.join(out, path.relative(NOMINAL_OUT, file));
    await mkdir(path.dirname(place), { recursive: true });
    await writeFile(place, contents);
  }
  return new Map(names.flatMap((name): [string, BundledCode][] => {
    const code = metafile.outputs[`${path.basename(NOMINAL_OUT)}/${name}/index.mjs`];
    return code ? [[name, code]] : [];
  }));
}

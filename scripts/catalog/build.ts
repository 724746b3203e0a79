import { createHash } from "node:crypto";
import { access, mkdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { build as bundle } from "esbuild";
import { buildFullDetail } from "./fullDetail.ts";
import { productBounds, toGlb } from "./kit/glb.ts";
import { loadListing, loadModel, productFolder, slugs } from "./products/index.ts";

const HERE = path.dirname(fileURLToPath(import.meta.url));
export const SOURCES = path.resolve(HERE, "../../.aurolot/sources");

/**
 * SHA-256 (hex) over the code that a product's geometry comes from: its model module and the writer of its GLB,
 * bundled with what they use of the kit, so that neither its listing nor a part of the kit that it doesn't use counts.
 */
export async function sourceHash(slug: string): Promise<string> {
  const { outputFiles } = await bundle({
    stdin: { contents: `export { default } from "./products/${slug}/model.ts"; export { toGlb } from "./kit/glb.ts";`, resolveDir: HERE },
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    treeShaking: true,
    legalComments: "none",
    write: false,
    absWorkingDir: HERE,
    logLevel: "silent",
  });
  return createHash("sha256").update(outputFiles[0]?.contents ?? "").digest("hex");
}

export interface BuiltSource {
  slug: string;
  /** The GLB. */
  file: string;
  hash: string;
  bytes: number;
  triangles: number;
  /** Outer size, metres. */
  size: [number, number, number];
  /** Finish ids, the default one first. */
  finishes: string[];
  /** True where the file was there already, made from the same sources. */
  cached: boolean;
  seconds: number;
}

/** Makes `<out>/<slug>.glb` from the product's module, unless it stands there already from the same sources. */
export async function buildSource(slug: string, { out = SOURCES }: { out?: string } = {}): Promise<BuiltSource> {
  const started = performance.now();
  await access(new URL("model.ts", productFolder(slug))).catch(() => {
    throw new Error(`no product "${slug}": scripts/catalog/products/${slug}/model.ts is missing`);
  });
  const hash = await sourceHash(slug);
  const file = path.join(out, `${slug}.glb`), note = path.join(out, `${slug}.json`);
  const before = await readFile(note, "utf8").then((t) => JSON.parse(t) as Omit<BuiltSource, "cached" | "seconds" | "file">, () => undefined);
  if (before?.hash === hash && before.finishes && (await stat(file).then((s) => s.size === before.bytes, () => false))) {
    return { ...before, file, cached: true, seconds: (performance.now() - started) / 1000 };
  }
  const model = await loadModel(slug);
  const { size } = productBounds(model);
  const glb = await toGlb(model);
  await mkdir(out, { recursive: true });
  await writeFile(`${file}.tmp`, glb.bytes);
  await rename(`${file}.tmp`, file);
  const built = { slug, hash, bytes: glb.bytes.byteLength, triangles: glb.triangles, finishes: model.finishes.map((f) => f.id), size: [size[0], size[1], size[2]] as [number, number, number] };
  await writeFile(note, JSON.stringify(built));
  return { ...built, file, cached: false, seconds: (performance.now() - started) / 1000 };
}

/** Where a product's listing says something else than its model; empty when they agree. */
export async function listingProblems(built: BuiltSource): Promise<string[]> {
  const listing = await loadListing(built.slug).catch(() => undefined);
  if (!listing) return [`products/${built.slug}/listing.ts is missing or does not load`];
  const problems: string[] = [];
  const ids = listing.finishes.map((f) => f.id);
  if (ids.join() !== built.finishes.join()) problems.push(`listing has the finishes ${ids.join(", ")}, the model ${built.finishes.join(", ")}`);
  const { width, height, depth } = listing.dimensionsMm;
  const size = built.size.map((s) => Math.round(s * 1000));
  if ([width, height, depth].some((mm, i) => Math.abs(mm - size[i]!) > Math.max(2, mm * 0.01))) {
    problems.push(`listing says ${width} × ${height} × ${depth} mm, the model measures ${size.join(" × ")}`);
  }
  const lowest = Math.min(...listing.finishes.map((f) => f.priceMinor));
  if (listing.priceMinor !== lowest) problems.push(`listing's priceMinor is ${listing.priceMinor}, its cheapest finish costs ${lowest}`);
  return problems;
}

/** `npx tsx scripts/catalog/build.ts [slug…] [--out dir] [--detail full]` */
async function main(args: string[]): Promise<void> {
  const { values, positionals: named } = parseArgs({ args, allowPositionals: true, options: { out: { type: "string" }, detail: { type: "string" } } });
  const out = path.resolve(values.out ?? SOURCES);
  if (values.detail !== undefined) return makeFull(named, values.detail, out);
  const list = named.length ? named : slugs();
  for (const [i, slug] of list.entries()) {
    const b = await buildSource(slug, { out });
    const mm = b.size.map((s) => Math.round(s * 1000)).join(" × ");
    const what = b.cached ? "unchanged" : `made in ${b.seconds.toFixed(1)} s`;
    console.log(`[${i + 1}/${list.length}] ${slug}: ${b.triangles.toLocaleString("en")} triangles, ${mm} mm, ${(b.bytes / 1e6).toFixed(1)} MB, ${what}`);
    for (const problem of await listingProblems(b)) {
      console.error(`  ${slug}: ${problem}`);
      process.exitCode = 1;
    }
  }
}

async function makeFull(named: readonly string[], detail: string, out: string): Promise<void> {
  if (detail !== "full" || named.length === 0) throw new Error("--detail takes only \"full\", and the products that have it: build.ts ribe-rug --detail full");
  for (const slug of named) {
    const b = await buildFullDetail(slug, { out, onProgress: (done, of) => console.log(`${slug}: ${done} of ${of}`) });
    console.log(`${b.file}: ${b.triangles.toLocaleString("en")} triangles, ${(b.bytes / 1e6).toFixed(1)} MB`);
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main(process.argv.slice(2));

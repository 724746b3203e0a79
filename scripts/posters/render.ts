import { mkdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { modelManifestSchema, type ModelManifest } from "../../app/domain/modelManifest.ts";
import { ensureChromium } from "../browser/chromium.ts";
import { openDrawingBrowser } from "../browser/drawingBrowser.ts";
import { PRODUCTS } from "../catalog/products/index.ts";
import { diskStore } from "../models/publish/diskStore.ts";
import { latestManifest } from "../models/store.ts";
import { stalePosters } from "./check.ts";
import { drawFinishes, encodePosters, type DrawnFinish } from "./drawPosters.ts";
import type { Rendering } from "./encodePoster.ts";
import { openPhotographer } from "./photographer.ts";
import { POSTERS_DIR, posterFile, posterHash, readIndex, writeIndex } from "./posterIndex.ts";

const HELP = `Renders the demo products' posters by the viewer's own code.

  npm run posters [-- <slug>…] [--stale] [--out <dir>]

  --stale  only those that are missing or older than their product, the viewer's look or the encoding
  --out    the folder of the posters (scripts/catalog/posters)

The models are read from MODELS_DIR (.aurolot/models). Without slugs: all of the catalog.
`;

/** The darkest that the shadow may still be at the poster's edge, of 255: more would show as a line. */
const EDGE_ALPHA = 2;

const store = path.resolve(process.env.MODELS_DIR ?? ".aurolot/models");

interface Product {
  category: string;
  slug: string;
}

async function main(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { out: { type: "string", default: POSTERS_DIR }, stale: { type: "boolean", default: false }, help: { type: "boolean", short: "h", default: false } },
  });
  if (values.help) return console.log(HELP);
  const products = await chosenProducts(positionals, values.stale);

  // The browser draws the next product while the pictures of the last one are encoded.
  let encoding: Promise<void> = Promise.resolve();
  const drawing = await openDrawingBrowser(ensureChromium(), console.warn);
  const photographer = await openPhotographer(drawing);
  try {
    for (const [index, product] of products.entries()) {
      const started = performance.now();
      // Before the rendering: what changes meanwhile must be noticed as newer.
      const madeFrom = await posterHash(product.slug);
      const drawn = await drawFinishes(await readManifest(product), diskStore(store), photographer);
      await encoding;
      encoding = save(values.out, product.slug, drawn, { madeFrom, finishes: drawn.map(({ finish }) => finish) });
      console.log(`[${index + 1}/${products.length}] ${product.slug}: ${drawn.length} finishes, ${((performance.now() - started) / 1000).toFixed(1)} s`);
    }
    await encoding;
  } finally {
    photographer.close();
    await drawing.browser.close();
  }
}

async function chosenProducts(wanted: readonly string[], onlyStale: boolean): Promise<Product[]> {
  const products = Object.entries(PRODUCTS).flatMap(([category, slugs]) => slugs.map((slug) => ({ category, slug })));
  const unknown = wanted.filter((slug) => !products.some((product) => product.slug === slug));
  if (unknown.length > 0) throw new Error(`Not in the catalog: ${unknown.join(", ")}.`);
  const chosen = wanted.length > 0 ? products.filter(({ slug }) => wanted.includes(slug)) : products;
  if (!onlyStale) return chosen;
  const stale = new Set((await stalePosters()).map(({ slug }) => slug));
  return chosen.filter(({ slug }) => stale.has(slug));
}

async function readManifest({ category, slug }: Product): Promise<ModelManifest> {
  const file = path.join(store, latestManifest({ category, slug }));
  const text = await readFile(file, "utf8").catch(() => {
    throw new Error(`${file} is missing. Make the models first: npm run models:demo.`);
  });
  return modelManifestSchema.parse(JSON.parse(text));
}

async function save(out: string, slug: string, drawn: readonly DrawnFinish[], entry: { madeFrom: string; finishes: string[] }): Promise<void> {
  await rm(path.join(out, slug), { recursive: true, force: true });
  await mkdir(path.join(out, slug), { recursive: true });
  for (const one of drawn) {
    warnOfCutPicture(slug, one.finish, one.rendering);
    await encodePosters(one, (size, format) => path.join(out, posterFile(slug, one.finish, size, format)));
  }
  await writeIndex(out, { ...(await readIndex(out)), [slug]: entry });
}

function warnOfCutPicture(slug: string, finish: string, { rgba, pixels }: Rendering): void {
  const last = pixels - 1;
  let darkest = 0;
  for (let at = 0; at < pixels; at += 1) {
    for (const edge of [at, last * pixels + at, at * pixels, at * pixels + last]) {
      darkest = Math.max(darkest, rgba[edge * 4 + 3] ?? 0);
    }
  }
  if (darkest > EDGE_ALPHA) console.warn(`${slug}, ${finish}: the picture is cut off at its edge (alpha ${darkest}).`);
}

await main(process.argv.slice(2));

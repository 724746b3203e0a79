import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { chromium, type Page } from "@playwright/test";
import sharp from "sharp";
import { modelManifestSchema, type ModelManifest } from "../../app/domain/modelManifest.ts";
import { CHROMIUM_FLAGS, ensureChromium } from "../browser/chromium.ts";
import { PRODUCTS } from "../catalog/products/index.ts";
import type { PosterPage } from "./page.ts";
import { POSTER_SIZES, POSTERS_DIR, posterFile, posterHash, readIndex, writeIndex } from "./posterIndex.ts";
import { startPosterServer } from "./posterServer.ts";

/**
 * `npm run posters [-- slug…]`: renders the demo products' posters by the viewer's own code, from the model store
 * (`MODELS_DIR`, else `.aurolot/models`), into `scripts/catalog/posters/`. Without slugs: all of the catalog.
 */

/** Edge length of the rendering in pixels: a quarter more than the largest poster, on top of multisampling. */
const RENDER_PIXELS = 1800;
/** WebP qualities to try in turn until a poster is small enough. */
const QUALITIES = [82, 74, 66, 58, 50, 42, 34];
/** Bytes that a poster may have per pixel: 60 KB for 960 × 960. */
const BYTES_PER_PIXEL = (60 * 1024) / 960 ** 2;
/** The darkest that the shadow may still be at the poster's edge, of 255: more would show as a line. */
const EDGE_ALPHA = 2;

const store = path.resolve(process.env.MODELS_DIR ?? ".aurolot/models");

async function main(wanted: string[]): Promise<void> {
  const products = Object.entries(PRODUCTS).flatMap(([category, slugs]) => slugs.map((slug) => ({ category, slug })));
  const unknown = wanted.filter((slug) => !products.some((product) => product.slug === slug));
  if (unknown.length > 0) throw new Error(`Not in the catalog: ${unknown.join(", ")}.`);
  const chosen = wanted.length > 0 ? products.filter(({ slug }) => wanted.includes(slug)) : products;

  let slug = "";
  // Encoding goes on while the browser draws the next picture.
  const saving: Promise<void>[] = [];
  const server = await startPosterServer(store, (finish, pixels) => saving.push(save(slug, finish, pixels)));
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: [...CHROMIUM_FLAGS] });
  try {
    const page = await browser.newPage();
    page.on("pageerror", (error) => console.error(error.message));
    for (const [index, product] of chosen.entries()) {
      slug = product.slug;
      const started = performance.now();
      await renderProduct(page, server.url, product, saving);
      console.log(`[${index + 1}/${chosen.length}] ${slug}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
    }
  } finally {
    await browser.close();
    server.close();
  }
}

async function renderProduct(
  page: Page,
  url: string,
  { category, slug }: { category: string; slug: string },
  saving: Promise<void>[],
): Promise<void> {
  const manifest = await readManifest(category, slug);
  // Before the rendering: what changes meanwhile must be noticed as newer.
  const madeFrom = await posterHash(slug);
  await rm(path.join(POSTERS_DIR, slug), { recursive: true, force: true });
  await mkdir(path.join(POSTERS_DIR, slug), { recursive: true });
  await page.goto(url);
  await page.evaluate(
    ([model, pixels]) => (window as unknown as PosterPage).renderPosters(model, pixels),
    [manifest, RENDER_PIXELS] as const,
  );
  await Promise.all(saving.splice(0));
  await writeIndex({ ...(await readIndex()), [slug]: { madeFrom, finishes: manifest.variants } });
}

async function readManifest(category: string, slug: string): Promise<ModelManifest> {
  const file = path.join(store, "models", category, slug, "manifest.json");
  const text = await readFile(file, "utf8").catch(() => {
    throw new Error(`${file} is missing. Make the models first: npm run models:demo.`);
  });
  return modelManifestSchema.parse(JSON.parse(text));
}

async function save(slug: string, finish: string, pixels: Buffer): Promise<void> {
  warnOfCutPicture(slug, finish, pixels);
  for (const size of POSTER_SIZES) {
    const { data, info } = await sharp(pixels, { raw: { width: RENDER_PIXELS, height: RENDER_PIXELS, channels: 4 } })
      .resize(size, size)
      .raw()
      .toBuffer({ resolveWithObject: true });
    let poster = Buffer.alloc(0);
    for (const quality of QUALITIES) {
      poster = await sharp(data, { raw: info }).webp({ quality, alphaQuality: 90, smartSubsample: true, effort: 4 }).toBuffer();
      if (poster.length <= BYTES_PER_PIXEL * size ** 2) break;
    }
    await writeFile(posterFile(slug, finish, size), poster);
  }
}

function warnOfCutPicture(slug: string, finish: string, pixels: Buffer): void {
  const last = RENDER_PIXELS - 1;
  let darkest = 0;
  for (let at = 0; at < RENDER_PIXELS; at += 1) {
    for (const edge of [at, last * RENDER_PIXELS + at, at * RENDER_PIXELS, at * RENDER_PIXELS + last]) {
      darkest = Math.max(darkest, pixels[edge * 4 + 3] ?? 0);
    }
  }
  if (darkest > EDGE_ALPHA) console.warn(`${slug}, ${finish}: the picture is cut off at its edge (alpha ${darkest}).`);
}

await main(process.argv.slice(2));

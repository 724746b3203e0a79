import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { sourceHash } from "../catalog/build.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** Where the demo products' posters lie: `<slug>/<finish>-<size>.webp`, and the index beside them. */
export const POSTERS_DIR = path.join(ROOT, "scripts/catalog/posters");
const INDEX = path.join(POSTERS_DIR, "index.json");

/** Edge lengths of the square posters, pixels: a tile, a tile or stage on sharp displays, a large stage. */
export const POSTER_SIZES = [480, 960, 1440] as const;

/** The files that decide what a poster looks like, apart from the product. */
const LOOK_FILES = ["app/viewer/framing.ts", "app/viewer/studio.ts", "app/viewer/groundShadow.ts"];

/** What each product's posters were rendered from. */
export type PosterIndex = Record<string, { madeFrom: string; finishes: string[] }>;

/** The committed index; empty where there is none yet. */
export async function readIndex(): Promise<PosterIndex> {
  const text = await readFile(INDEX, "utf8").catch(() => "{}");
  return JSON.parse(text) as PosterIndex;
}

export async function writeIndex(index: PosterIndex): Promise<void> {
  const sorted = Object.fromEntries(Object.entries(index).sort(([a], [b]) => a.localeCompare(b)));
  await writeFile(INDEX, `${JSON.stringify(sorted, null, 2)}\n`);
}

/** SHA-256 (hex, shortened) over a product's source and the viewer's look. */
export async function posterHash(slug: string): Promise<string> {
  const hash = createHash("sha256").update(await sourceHash(slug));
  for (const file of LOOK_FILES) hash.update(file).update(await readFile(path.join(ROOT, file)));
  return hash.digest("hex").slice(0, 32);
}

export function posterFile(slug: string, finish: string, size: number): string {
  return path.join(POSTERS_DIR, slug, `${finish}-${size}.webp`);
}

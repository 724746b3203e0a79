import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { sourceHash } from "../catalog/build.ts";
import type { PosterFormat } from "./encodePoster.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** Where the demo products' posters lie: `<slug>/<finish>-<size>.<format>`, and the index beside them. */
export const POSTERS_DIR = path.join(ROOT, "scripts/catalog/posters");

/** The files that decide what a poster looks like, apart from the product. */
const LOOK_FILES = ["app/viewer/framing.ts", "app/viewer/studio.ts", "app/viewer/environment.ts", "app/viewer/groundShadow.ts", "scripts/posters/encodePoster.ts"];

/** What each product's posters were rendered from. */
export type PosterIndex = Record<string, { madeFrom: string; finishes: string[] }>;

/**
 * The index of a folder of posters; empty where there is none yet.
 * @param folder the committed ones where left out
 */
export async function readIndex(folder = POSTERS_DIR): Promise<PosterIndex> {
  const text = await readFile(path.join(folder, "index.json"), "utf8").catch(() => "{}");
  return JSON.parse(text) as PosterIndex;
}

export async function writeIndex(folder: string, index: PosterIndex): Promise<void> {
  const sorted = Object.fromEntries(Object.entries(index).sort(([a], [b]) => a.localeCompare(b)));
  await writeFile(path.join(folder, "index.json"), `${JSON.stringify(sorted, null, 2)}\n`);
}

/** SHA-256 (hex, shortened) over a product's source, the viewer's look and how pictures are encoded. */
export async function posterHash(slug: string): Promise<string> {
  const hash = createHash("sha256").update(await sourceHash(slug));
  for (const file of LOOK_FILES) hash.update(file).update(await readFile(path.join(ROOT, file)));
  return hash.digest("hex").slice(0, 32);
}

/** A poster's path below the folder of all posters. */
export function posterFile(slug: string, finish: string, size: number, format: PosterFormat): string {
  return path.join(slug, `${finish}-${size}.${format}`);
}

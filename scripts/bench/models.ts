import { existsSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { buildSource } from "../catalog/build.ts";
import { PRODUCTS } from "../catalog/products/index.ts";
import { contentHash } from "../models/store.ts";

/** A source that both sides are given. */
export interface BenchModel {
  /** A plain name: a product's slug, or the file's own name made one. */
  readonly name: string;
  readonly category: string;
  /** The GLB or glTF file. */
  readonly file: string;
  readonly bytes: number;
  /** Of the file's bytes, so that what was made of it before can be told from what is stale. */
  readonly hash: string;
  /** Of a product of the demo catalog, whose recipe is kept beside it. */
  readonly slug?: string;
}

/** The catalog's slugs, in the shop's order, with their categories. */
export const CATALOG_SLUGS: readonly { slug: string; category: string }[] = Object.entries(PRODUCTS).flatMap(([category, slugs]) =>
  slugs.map((slug) => ({ slug, category })),
);

/**
 * Finds what the command line named: products of the demo catalog by slug (made now where they are missing), files by path.
 * @throws Error that names what is neither
 */
export async function findModels(named: readonly string[], sources: string, onProgress: (message: string) => void): Promise<BenchModel[]> {
  const models: BenchModel[] = [];
  for (const name of named) {
    const product = CATALOG_SLUGS.find(({ slug }) => slug === name);
    if (!product && !existsSync(name)) throw new Error(`"${name}" is neither a product of the catalog (${CATALOG_SLUGS.map(({ slug }) => slug).join(", ")}) nor a file.`);
    if (product) {
      onProgress(`${name}: making the source`);
      const { file } = await buildSource(name, { out: sources });
      models.push(await describe(name, product.category, file, name));
    } else {
      models.push(await describe(plainName(name), "bench", path.resolve(name)));
    }
  }
  const twice = models.find(({ name }, index) => models.findIndex((other) => other.name === name) < index);
  if (twice) throw new Error(`Two of the models are called "${twice.name}": rename one.`);
  return models;
}

async function describe(name: string, category: string, file: string, slug?: string): Promise<BenchModel> {
  return { name, category, file, bytes: (await stat(file)).size, hash: contentHash(await readFile(file)), ...(slug === undefined ? {} : { slug }) };
}

/** A file's name as the model store takes it: small letters, digits and single hyphens. */
export function plainName(file: string): string {
  const name = path.parse(file).name.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  return name || "model";
}

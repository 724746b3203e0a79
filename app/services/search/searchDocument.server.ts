import type { Product } from "~/domain/catalog";
import { prisma } from "~/platform/database.server";

/** Writes the searchable text of a product; replaces what was there. */
export async function indexForSearch(product: Product): Promise<void> {
  const { slug, category, name } = product;
  const document = {
    category,
    name,
    keywords: [product.tagline, category, ...product.materials, ...product.finishes.map((finish) => finish.name)].join(" "),
    body: [...product.description, ...product.care].join("\n"),
  };
  await prisma.searchDocument.upsert({ where: { slug }, create: { slug, ...document }, update: document });
}

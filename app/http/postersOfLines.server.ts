import type { ModelPoster } from "~/domain/modelManifest";
import { postersOf } from "~/domain/posters";
import { getProducts } from "~/services/catalog/catalog.server";

/** Order lines with the pictures of what was bought; none for what the catalog no longer has. */
export async function postersOfLines<Line extends { slug: string; finishId: string }>(
  lines: readonly Line[],
): Promise<(Line & { poster: ModelPoster[] })[]> {
  const products = await getProducts(lines.map((line) => line.slug));
  return lines.map((line) => {
    const product = products.get(line.slug);
    return { ...line, poster: product ? postersOf(product.model.posters, line.finishId) : [] };
  });
}

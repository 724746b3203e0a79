import { z } from "zod";
import { CATEGORIES, type Product } from "~/domain/catalog";
import { modelManifestSchema } from "~/domain/modelManifest";
import { postersOf } from "~/domain/posters";

/** What a wall of products shows of one, as it is stored. */
export const listingSchema = z.object({
  slug: z.string(),
  category: z.enum(CATEGORIES),
  name: z.string(),
  tagline: z.string(),
  /** The lowest price of any finish, integer minor units. */
  fromPriceMinor: z.number().int(),
  currency: z.literal("EUR"),
  /** The first is the default. */
  finishes: z.array(z.object({ id: z.string(), name: z.string(), swatchColor: z.string(), sku: z.string(), priceMinor: z.number().int() })),
  /** Of the default finish. */
  poster: modelManifestSchema.shape.posters,
  /** ISO date. */
  addedOn: z.string(),
});
export type Listing = z.infer<typeof listingSchema>;

/** A product on a wall of products. */
export interface ListedProduct extends Listing {
  /** Whether any finish can be bought. */
  available: boolean;
}

/** What a wall of products shows of this one. */
export function listingOf(product: Product): Listing {
  const { slug, category, name, tagline, currency, addedOn, finishes } = product;
  return {
    slug,
    category,
    name,
    tagline,
    currency,
    addedOn,
    fromPriceMinor: Math.min(...finishes.map((finish) => finish.priceMinor)),
    finishes: finishes.map(({ id, name, sku, priceMinor, swatch }) => ({ id, name, sku, priceMinor, swatchColor: swatch.color })),
    poster: postersOf(product.model.posters, finishes[0]?.id),
  };
}

import type { Category, ProductModel } from "../kit/product.ts";
import type { ProductListing } from "../listing.ts";

/** The demo products, by category, in the order the shop shows them. */
export const PRODUCTS: Record<Category, string[]> = {
  furniture: ["halden-lounge-chair", "brae-side-table", "lune-table-lamp", "ribe-rug", "tarn-stool", "fjell-shelf"],
  gadgets: ["tenor-speaker", "kestrel-headphones", "quarto-keyboard", "meridian-camera", "heron-kettle", "cadence-turntable"],
  fashion: ["marlow-tote", "solstice-watch", "ellis-sunglasses", "sande-clogs", "holm-beanie", "alder-belt", "rowan-hat"],
};

export const slugs = (): string[] => Object.values(PRODUCTS).flat();

/** Where a product's module lies; a slug that is no plain folder name is refused. */
export function productFolder(slug: string): URL {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)) throw new Error(`"${slug}" is not a product slug`);
  return new URL(`./${slug}/`, import.meta.url);
}

/** Runs a product's module (seconds of work for the larger ones). */
export async function loadModel(slug: string): Promise<ProductModel> {
  const module = (await import(new URL("model.ts", productFolder(slug)).href)) as { default: () => ProductModel };
  return module.default();
}

export async function loadListing(slug: string): Promise<ProductListing> {
  const module = (await import(new URL("listing.ts", productFolder(slug)).href)) as { listing: ProductListing };
  return module.listing;
}

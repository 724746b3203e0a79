import type { Product } from "~/domain/catalog";

interface ProductJsonLd {
  product: Product;
  /** Pieces of each SKU that can be bought. */
  stock: Readonly<Record<string, number>>;
  /** Absolute URL of the product's page. */
  url: string;
  /** Absolute URL of its picture. */
  image: string | undefined;
  brand: string;
}

const MINOR_UNITS_PER_UNIT = 100;

/** A product as schema.org has it, one offer a finish. Whoever writes it into a page must escape it. */
export function productJsonLd({ product, stock, url, image, brand }: ProductJsonLd) {
  return {
    "@context": "https://schema.org",
    "@type": "Product",
    name: product.name,
    description: product.description.join(" "),
    url,
    ...(image ? { image } : {}),
    brand: { "@type": "Brand", name: brand },
    material: product.materials.join(", "),
    offers: product.finishes.map((finish) => ({
      "@type": "Offer",
      sku: finish.sku,
      name: `${product.name}, ${finish.name}`,
      url: `${url}?finish=${finish.id}`,
      price: (finish.priceMinor / MINOR_UNITS_PER_UNIT).toFixed(2),
      priceCurrency: product.currency,
      availability: `https://schema.org/${(stock[finish.sku] ?? 0) > 0 ? "InStock" : "OutOfStock"}`,
    })),
  };
}

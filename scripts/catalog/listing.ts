import type { Hotspot } from "../../app/domain/catalog.ts";
import type { Category } from "./kit/product.ts";

/** What the shop says about a product; `finishes` match the model's, in the same order. */
export interface ProductListing {
  slug: string;
  category: Category;
  name: string;
  /** One sentence. */
  tagline: string;
  /** Paragraphs. */
  description: string[];
  /** Integer cents, the lowest price of a finish. */
  priceMinor: number;
  currency: "EUR";
  /** Outer size, as the model has it. */
  dimensionsMm: { width: number; height: number; depth: number };
  weightGrams: number;
  materials: string[];
  care: string[];
  finishes: {
    id: string;
    name: string;
    swatch: { color: string };
    /** Full price of this finish, integer cents. */
    priceMinor: number;
    stock: number;
  }[];
  /** ISO date. */
  addedOn: string;
  /** Order within its category, 1 first. */
  rank: number;
  /** Details worth pointing out, on the model's surface. */
  hotspots?: Hotspot[];
}

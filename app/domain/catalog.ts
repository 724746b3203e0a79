import { z } from "zod";
import { modelManifestSchema } from "./modelManifest";

/** The shop's categories, in the order of the navigation. */
export const CATEGORIES = ["furniture", "gadgets", "fashion"] as const;
export type Category = (typeof CATEGORIES)[number];

export function isCategory(value: string): value is Category {
  return (CATEGORIES as readonly string[]).includes(value);
}

const finish = z.object({
  /** Equals the model's variant name; unique within the product. */
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: z.string().min(1),
  /** Stock keeping unit: product × finish. */
  sku: z.string().regex(/^[A-Z0-9-]+$/),
  /** Price of the product in this finish, integer minor units. */
  priceMinor: z.number().int().positive(),
  swatch: z.object({ color: z.string().regex(/^#[0-9a-f]{6}$/i) }),
});

const vector3 = z.tuple([z.number(), z.number(), z.number()]);

/** A detail of the product that the viewer points out, in the model's metres: it stands on y = 0, front towards +Z. */
export const hotspotSchema = z.object({
  id: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string().min(1),
  /** One or two sentences. */
  text: z.string().min(1),
  /** The point on the surface and the surface's outward normal there. */
  at: vector3,
  normal: vector3,
  /** From the point towards the camera that shows it well, and the width that it sees there, metres. */
  from: vector3,
  width: z.number().positive(),
});
export type Hotspot = z.infer<typeof hotspotSchema>;

/** A product as the catalog stores it. */
export const productSchema = z.object({
  slug: z.string().regex(/^[a-z0-9-]+$/),
  category: z.enum(CATEGORIES),
  name: z.string().min(1),
  tagline: z.string().min(1),
  /** Paragraphs. */
  description: z.array(z.string().min(1)).min(1),
  currency: z.literal("EUR"),
  dimensionsMm: z.object({ width: z.number().positive(), height: z.number().positive(), depth: z.number().positive() }),
  weightGrams: z.number().int().positive(),
  materials: z.array(z.string().min(1)).min(1),
  care: z.array(z.string().min(1)).min(1),
  /** The first is the default. */
  finishes: z.array(finish).min(1),
  /** ISO date. */
  addedOn: z.iso.date(),
  /** Place in the featured order, lowest first. */
  rank: z.number().int().nonnegative(),
  hotspots: z.array(hotspotSchema).default([]),
  model: modelManifestSchema,
});

export type Product = z.infer<typeof productSchema>;
export type Finish = z.infer<typeof finish>;

/** The SKU of a product's finish, e.g. `HALDEN-LOUNGE-CHAIR-OAT`. */
export function skuOf(slug: string, finishId: string): string {
  return `${slug}-${finishId}`.toUpperCase();
}

/** The finish with this id, or the default finish when the id is unknown or missing. */
export function finishOf(product: Pick<Product, "finishes">, id: string | null | undefined): Finish {
  const found = product.finishes.find((finish) => finish.id === id) ?? product.finishes[0];
  if (!found) throw new Error("A product without finishes cannot be shown; its catalog entry is broken.");
  return found;
}

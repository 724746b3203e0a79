import type { ProductListing } from "../../listing.ts";

export const listing: ProductListing = {
  slug: "halden-lounge-chair",
  category: "furniture",
  name: "Halden lounge chair",
  tagline: "A low chair with wide arms, two loose cushions and nothing to hide.",
  description: [
    "Halden is built for the end of the day. The seat is low and falls back a little, the arms are wide enough at the front for a cup or an open book, and the back hangs between them on brass pins, so it gives with you by a finger's breadth.",
    "Every part of the frame is turned or shaped from solid wood. The legs pass through the arms and are wedged from above; the crest rail is steamed and bent, then thinned by hand until it runs out over the posts.",
    "The cushions have a firm foam core wrapped in feather and wool, piped along every seam. Covers come off for cleaning, and new ones will fit in twenty years.",
  ],
  priceMinor: 164900,
  currency: "EUR",
  dimensionsMm: { width: 761, height: 827, depth: 910 },
  weightGrams: 14800,
  materials: ["Solid European oak or American walnut, hardwax oil", "Bouclé of wool and cotton, pure new wool, or vegetable-tanned leather", "High-resilience foam wrapped in feather and wool", "Solid brass pins"],
  care: ["Turn and plump the cushions once a week.", "Vacuum with a soft brush; have the covers dry-cleaned.", "Feed leather once a year with a colourless cream.", "Oil the frame once a year."],
  finishes: [
    { id: "oak-ivory-boucle", name: "Oak, ivory bouclé", swatch: { color: "#e9e2d4" }, priceMinor: 174900, stock: 8 },
    { id: "walnut-cognac-leather", name: "Walnut, cognac leather", swatch: { color: "#8d5836" }, priceMinor: 229900, stock: 5 },
    { id: "black-moss-wool", name: "Black oak, moss wool", swatch: { color: "#6a6f51" }, priceMinor: 169900, stock: 11 },
    { id: "oak-slate-wool", name: "Oak, slate wool", swatch: { color: "#626c76" }, priceMinor: 164900, stock: 14 },
  ],
  addedOn: "2026-02-05",
  rank: 1,
};

import type { ProductListing } from "../../listing.ts";

export const listing: ProductListing = {
  slug: "quarto-keyboard",
  category: "gadgets",
  name: "Quarto keyboard",
  tagline: "A compact mechanical keyboard in a wedge of solid aluminium, with a knob where the delete key was.",
  description: [
    "The case is milled from two blocks, a thin shadow line between them. Its top rises six degrees from front to back; the outer edge is cut a second time with a diamond tool after anodising, so a bright line runs around it. With 1.3 kilograms it stays where it is put.",
    "Sixty-seven caps in five profiles: the back rows lean towards the fingers, the front row away from them, each top hollowed except the space bar, which is raised. They are PBT with an eroded surface that does not go shiny. The letters are drawn with a single stroke, as they used to be engraved.",
    "The switches are linear, 45 grams, lubricated, in sockets: they pull out without solder. The knob turns in thirty soft steps and can be pressed. Keys and knob are assigned in the browser and the keyboard remembers. The braided lead is coiled over a length of thirteen centimetres and parts at a metal coupling.",
  ],
  priceMinor: 28900,
  currency: "EUR",
  dimensionsMm: { width: 322, height: 40, depth: 146 },
  weightGrams: 1320,
  materials: [
    "Case: milled, blasted and anodised aluminium",
    "Caps: PBT, 1.5 mm; signs: dye sublimation",
    "Knob: turned brass or aluminium, knurled",
    "Lead: copper in a polyester braid, coupling of nickel-plated brass",
  ],
  care: [
    "Pull the caps with the tool in the box and wash them in lukewarm water; let them dry overnight.",
    "Brush the plate, do not spray it.",
    "Wipe the case with a dry cloth; brass darkens with use and can be polished.",
  ],
  finishes: [
    { id: "chalk", name: "Chalk and terracotta", swatch: { color: "#e6dfd2" }, priceMinor: 28900, stock: 24 },
    { id: "basalt", name: "Basalt and brass", swatch: { color: "#505256" }, priceMinor: 28900, stock: 36 },
    { id: "fjord", name: "Fjord and straw", swatch: { color: "#98a5ae" }, priceMinor: 29900, stock: 2 },
    { id: "fir", name: "Fir and clay", swatch: { color: "#888d83" }, priceMinor: 29900, stock: 11 },
  ],
  addedOn: "2026-05-28",
  rank: 3,
};

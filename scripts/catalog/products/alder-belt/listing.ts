import type { ProductListing } from "../../listing.ts";

export const listing: ProductListing = {
  slug: "alder-belt",
  category: "fashion",
  name: "Alder belt",
  tagline: "One strip of thick leather, stitched all round, and a solid buckle on two screws.",
  description: [
    "The strap is cut from the back of the hide, where the fibres are tightest: 3.5 millimetres, in one piece, 32 wide. It has no filler and no lining that could come away. Its edges are rounded, dyed, waxed and rubbed with a bone until they shine.",
    "A waxed thread runs along both edges, seven stitches to three centimetres, and meets at the point. There are five holes, 25 millimetres apart, punched oval enough not to tear.",
    "The buckle is cast and polished, with a prong that lies in a notch. The leather is folded around its bar and held by two screws with a slot; a coin opens them, and the belt can be shortened or wear another buckle.",
  ],
  priceMinor: 11800,
  currency: "EUR",
  dimensionsMm: { width: 144, height: 42, depth: 92 },
  weightGrams: 215,
  materials: ["Vegetable-tanned cowhide, 3.5 mm", "Waxed polyester thread", "Buckle and screws: solid brass, or cast stainless steel"],
  care: [
    "Roll it up loosely when it rests, as it came; don't hang it by the prong.",
    "Grease it once a year with a little beeswax, and buff it the next day.",
    "Brass darkens. A soft cloth brings it back, or leave it.",
  ],
  finishes: [
    { id: "cognac", name: "Cognac, brass", swatch: { color: "#8c6750" }, priceMinor: 11800, stock: 44 },
    { id: "black", name: "Black, steel", swatch: { color: "#3a3839" }, priceMinor: 11800, stock: 52 },
    { id: "espresso", name: "Espresso, brass", swatch: { color: "#574538" }, priceMinor: 11800, stock: 19 },
    { id: "moss", name: "Moss, steel", swatch: { color: "#6d6e5b" }, priceMinor: 12400, stock: 0 },
  ],
  addedOn: "2026-10-29",
  rank: 6,
  hotspots: [
    { id: "prong", title: "Prong", text: "It swings in a slot cut through the fold and lies in a notch of the frame.", at: [0.0883, 0.0207, 0.005], normal: [0.54, -0.07, 0.84], from: [0.6, 0.25, 1], width: 0.06 },
    { id: "screws", title: "Screws", text: "A coin opens them: the belt can be shortened, or wear another buckle.", at: [0.0617, 0.0207, 0.022], normal: [0.53, 0, 0.85], from: [0.4, 0.25, 1], width: 0.06 },
    { id: "edge", title: "Edge", text: "Rounded, dyed, waxed and rubbed until it shines.", at: [-0.0201, 0.0338, 0.0397], normal: [-0.06, 1, -0.02], from: [-0.2, 1, 0.7], width: 0.06 },
  ],
};

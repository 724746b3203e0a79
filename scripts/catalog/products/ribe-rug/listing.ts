import type { ProductListing } from "../../listing.ts";

export const listing: ProductListing = {
  slug: "ribe-rug",
  category: "furniture",
  name: "Ribe rug",
  tagline: "A hand-knotted wool rug with furrows shorn into it, as the tide leaves them in sand.",
  description: [
    "Ribe is drawn after the Wadden Sea at low water. Furrows run down its length and part around two stones; they are knotted in the same yarn, two shades darker, and shorn seven millimetres below the rest, so you find them with your feet before you see them.",
    "Some 44,000 knots are tied by hand, row by row, over a cotton warp. The wool is carded and spun so that every skein takes the dye a little differently, which draws the faint bands across the rug that weavers call abrash.",
    "The long sides are overcast with the pile's own yarn. At the short ends a strip is woven flat, and the warps are knotted in bunches and left to lie as they fall.",
  ],
  priceMinor: 89000,
  currency: "EUR",
  dimensionsMm: { width: 1413, height: 21, depth: 2169 },
  weightGrams: 11400,
  materials: ["Pure new wool, hand-spun, 15 mm pile", "Cotton warp and weft"],
  care: [
    "Vacuum along the nap, without a rotating brush.",
    "Lift spills with a dry cloth at once; do not rub.",
    "Turn it end for end twice a year. It sheds a little in the first months.",
  ],
  finishes: [
    { id: "undyed", name: "Undyed wool", swatch: { color: "#d8c9ae" }, priceMinor: 89000, stock: 9 },
    { id: "madder", name: "Madder", swatch: { color: "#9a5540" }, priceMinor: 98900, stock: 4 },
    { id: "lichen", name: "Lichen", swatch: { color: "#898a6d" }, priceMinor: 98900, stock: 6 },
    { id: "ink", name: "Ink", swatch: { color: "#4c5460" }, priceMinor: 98900, stock: 7 },
  ],
  addedOn: "2026-06-18",
  rank: 4,
  hotspots: [
    {
      id: "stones", title: "Shorn furrows", text: "The furrows part around two stones. They lie seven millimetres below the pile around them.",
      at: [0.3, 0.0185, 0.48], normal: [0, 1, 0], from: [0.25, 0.8, 1], width: 0.5,
    },
    {
      id: "fringe", title: "Knotted warps", text: "The fringe is the warp itself: five cotton threads to a knot, tied by hand.",
      at: [-0.35, 0.0065, 1.025], normal: [0, 0.8, 0.6], from: [-0.25, 0.7, 1], width: 0.2,
    },
    {
      id: "selvedge", title: "Overcast edge", text: "The long sides are wrapped in pile yarn around a cord, which keeps them flat and straight.",
      at: [0.702, 0.0095, 0.3], normal: [0.5, 0.85, 0], from: [1, 0.7, 0.4], width: 0.16,
    },
  ],
};

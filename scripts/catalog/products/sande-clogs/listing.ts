import type { ProductListing } from "../../listing.ts";

export const listing: ProductListing = {
  slug: "sande-clogs",
  category: "fashion",
  name: "Sande clogs",
  tagline: "A closed clog on shaped cork: one piece of leather, one strap, one buckle.",
  description: [
    "Sande is cut from a single hide and pulled over the last without a seam at the toe, so there is nothing to rub and nothing to open. The edge towards the foot is left raw and sewn twice.",
    "The footbed holds the heel in a cup, rises under the arch and drops away at the ball of the foot. It is cork, ground and pressed with natural latex, covered in suede; after two weeks it has your print.",
    "The strap runs under a solid brass buckle with three holes to choose from. Soles wear out before the rest does: a cobbler can put on new ones in an hour.",
  ],
  priceMinor: 16900,
  currency: "EUR",
  dimensionsMm: { width: 241, height: 93, depth: 277 },
  weightGrams: 720,
  materials: ["Suede or full-grain leather, 2.1 mm", "Cork with natural latex", "Suede-covered footbed", "EVA sole", "Solid brass buckle"],
  care: ["Brush suede dry, in one direction.", "Keep the cork's edge from drying out: seal it once a year.", "Air them for a day between wearings."],
  finishes: [
    { id: "tobacco", name: "Tobacco suede", swatch: { color: "#85603f" }, priceMinor: 16900, stock: 23 },
    { id: "stone", name: "Stone suede", swatch: { color: "#ab9d88" }, priceMinor: 16900, stock: 9 },
    { id: "moss", name: "Moss suede", swatch: { color: "#62654e" }, priceMinor: 16900, stock: 14 },
    { id: "black", name: "Black leather", swatch: { color: "#2a2827" }, priceMinor: 17900, stock: 31 },
  ],
  addedOn: "2026-06-11",
  rank: 4,
  hotspots: [
    {
      id: "buckle", title: "Solid brass", text: "The strap runs over a roller, so it pulls tight without wearing the leather.",
      at: [0.1009, 0.0745, 0.0192], normal: [0.813, 0.582, -0.025], from: [1, 0.6, 0.5], width: 0.1,
    },
    {
      id: "throat", title: "Raw edge, sewn twice", text: "The leather ends without a lining turned over it. Two rows of stitches keep it from stretching.",
      at: [0.0707, 0.089, 0.0154], normal: [0.212, 0.941, 0.263], from: [0.3, 1, -0.5], width: 0.12,
    },
    {
      id: "footbed", title: "Cork footbed", text: "A cup for the heel, a rise under the arch: pressed cork that takes your print.",
      at: [0.0562, 0.0276, -0.0897], normal: [0, 1, 0], from: [0.2, 1, -0.7], width: 0.16,
    },
  ],
};

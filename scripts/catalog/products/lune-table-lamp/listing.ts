import type { ProductListing } from "../../listing.ts";

export const listing: ProductListing = {
  slug: "lune-table-lamp",
  category: "furniture",
  name: "Lune table lamp",
  tagline: "A stoneware moon jar under linen, with the light kept low and warm.",
  description: [
    "The base of Lune follows the Korean moon jar: two bowls thrown on the wheel and joined at the waist while the clay is still soft. It is never quite round, and a faint line stays where the halves met. We think both are worth keeping.",
    "Glazes are our potter's own. Moon white carries the iron of the clay in small specks; celadon pools a little deeper in each throwing line; tenmoku runs from near-black to rust where it thins.",
    "The linen shade is cut and stitched by hand, lined to soften the bulb, and held by three brass arms under a round knob. A braided textile flex leads to a switch you can find in the dark.",
  ],
  priceMinor: 28900,
  currency: "EUR",
  dimensionsMm: { width: 383, height: 468, depth: 418 },
  weightGrams: 3150,
  materials: ["Wheel-thrown stoneware, glazed", "Linen on a white lining", "Solid brass, lacquered; bronzed with tenmoku", "Textile flex, 2 m, with inline switch; E27, 8 W LED included"],
  care: ["Dust the shade with a soft brush.", "Wipe the base with a damp cloth.", "Brass may darken with time; a dry cloth is enough."],
  finishes: [
    { id: "moon-white", name: "Moon white, natural linen", swatch: { color: "#e6e2d8" }, priceMinor: 28900, stock: 17 },
    { id: "celadon", name: "Celadon, white linen", swatch: { color: "#9fb09c" }, priceMinor: 28900, stock: 12 },
    { id: "tenmoku", name: "Tenmoku, clay linen", swatch: { color: "#3a2419" }, priceMinor: 30900, stock: 0 },
  ],
  addedOn: "2026-05-21",
  rank: 3,
};

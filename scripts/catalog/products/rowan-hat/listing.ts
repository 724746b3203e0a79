import type { ProductListing } from "../../listing.ts";

export const listing: ProductListing = {
  slug: "rowan-hat",
  category: "fashion",
  name: "Rowan hat",
  tagline: "A fur-felt hat with a dropped crown, blocked by hand and stitched once around the brim.",
  description: [
    "Rowan begins as a cone of felt that is steamed and drawn over a wooden block. The dent along the top and the two pinches in front are set by hand, so no two are quite alike. The felt is two millimetres thick, brushed with a card and left without lacquer: it gives under a finger and comes back.",
    "The brim is 61 millimetres wide, a little more in front and behind. It dips where one looks and rises at the sides; a single line of stitches, four and a half millimetres from the cut edge, holds its shape in the rain.",
    "Around the crown runs a grosgrain ribbon, its bow on the left as is the custom. Inside are a satin lining and a leather band, sewn in so that it can be turned out and cleaned, with a thread behind it that takes in half a size.",
  ],
  priceMinor: 19500,
  currency: "EUR",
  dimensionsMm: { width: 281, height: 121, depth: 327 },
  weightGrams: 118,
  materials: ["Fur felt, 2 mm", "Grosgrain ribbon: cotton and viscose", "Lining: viscose satin", "Sweatband: roan leather"],
  care: [
    "Brush it with a soft brush, counter-clockwise, always the same way.",
    "Let it dry upside down after rain, away from heat; steam brings dents out again.",
    "Lift it by the brim. The pinch is for looks, and breaks if it is used.",
  ],
  finishes: [
    { id: "camel", name: "Camel, espresso ribbon", swatch: { color: "#bd9f7c" }, priceMinor: 19500, stock: 17 },
    { id: "charcoal", name: "Charcoal, black ribbon", swatch: { color: "#5d5d5f" }, priceMinor: 19500, stock: 22 },
    { id: "moss", name: "Moss, umber ribbon", swatch: { color: "#757665" }, priceMinor: 19500, stock: 3 },
    { id: "stone", name: "Stone, ink ribbon", swatch: { color: "#cfc7ba" }, priceMinor: 20500, stock: 0 },
  ],
  addedOn: "2026-10-15",
  rank: 7,
  hotspots: [
    { id: "bow", title: "Bow", text: "Grosgrain, two loops under a knot, on the left as is the custom.", at: [0.09, 0.034, 0], normal: [1, 0.06, 0], from: [1, 0.2, 0.3], width: 0.11 },
    { id: "pinch", title: "Pinch", text: "Set by hand over steam, one on each side of the front.", at: [0.0414, 0.0914, 0.0578], normal: [0.36, 0.59, 0.72], from: [0.5, 0.5, 1], width: 0.16 },
    { id: "stitching", title: "Brim", text: "One line of stitches, four and a half millimetres from the cut edge.", at: [-0.081, 0.0099, 0.1294], normal: [0.1, 0.99, 0.09], from: [-0.4, 0.8, 1], width: 0.09 },
  ],
};

import type { ProductListing } from "../../listing.ts";

export const listing: ProductListing = {
  slug: "holm-beanie",
  category: "fashion",
  name: "Holm beanie",
  tagline: "A ribbed cap of carded lambswool, knitted in the round and drawn together at the crown.",
  description: [
    "Holm has no seam. Fifty-four ribs run up from the fold and are taken in row by row until seven are left; the last of the yarn is pulled through them and knotted inside.",
    "The wool is carded, not combed, and spun loosely from two plies, so the cap is light for its thickness and gives to any head. The cuff is deep enough to turn down over the ears.",
    "A small patch of vegetable-tanned leather is sewn to the cuff at its four corners. Cut the threads and it comes off without a trace.",
  ],
  priceMinor: 6900,
  currency: "EUR",
  dimensionsMm: { width: 205, height: 200, depth: 232 },
  weightGrams: 96,
  materials: ["Carded lambswool from Shetland, two-ply", "Vegetable-tanned leather label"],
  care: ["Wash by hand in cool water with a wool soap.", "Press in a towel and dry lying flat.", "Take off the little balls of the first weeks with a comb."],
  finishes: [
    { id: "oat", name: "Oat", swatch: { color: "#d3c5ab" }, priceMinor: 6900, stock: 34 },
    { id: "rust", name: "Rust", swatch: { color: "#985036" }, priceMinor: 6900, stock: 19 },
    { id: "spruce", name: "Spruce", swatch: { color: "#46594d" }, priceMinor: 6900, stock: 22 },
    { id: "navy", name: "Navy", swatch: { color: "#394559" }, priceMinor: 6900, stock: 3 },
  ],
  addedOn: "2026-07-09",
  rank: 5,
};

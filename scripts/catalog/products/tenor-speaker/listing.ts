import type { ProductListing } from "../../listing.ts";

export const listing: ProductListing = {
  slug: "tenor-speaker",
  category: "gadgets",
  name: "Tenor speaker",
  tagline: "A speaker for the kitchen table that is carried out to the garden by its strap.",
  description: [
    "Tenor is the size of a loaf of bread and weighs about as much as two. A knit sleeve is pulled over the whole body and closed with one seam at the back, so there is no front to face: the two drivers and the pair of passive radiators play to both sides.",
    "The deck is a single plate of blasted aluminium. The dial on it turns without stops and clicks in steps of two decibels; its knurl is cut fine enough to hold with wet hands. Press it to pause. The three keys beside it are for pairing, linking a second Tenor and stepping through inputs.",
    "The strap is two layers of vegetable-tanned leather sewn edge to edge and held by one bolt on each side. A coin opens them, and then the sleeve comes off to be washed. The battery, under four screws in the tray, lasts a working day and a dinner, and can be bought by itself.",
  ],
  priceMinor: 34900,
  currency: "EUR",
  dimensionsMm: { width: 222, height: 169, depth: 108 },
  weightGrams: 1460,
  materials: [
    "Knit sleeve: 78 % recycled polyester, 22 % wool",
    "Deck, dial and bolts: blasted, turned and anodised aluminium",
    "Strap: vegetable-tanned cowhide, polyester thread",
    "Tray: glass-filled polyamide; feet: silicone rubber",
  ],
  care: [
    "Open the bolts with a coin, pull the sleeve up and wash it at 30 °C, without spin.",
    "Wipe the deck with a damp cloth; no alcohol on the anodised black.",
    "Grease the strap once a year, sparingly. It darkens where it is held.",
  ],
  finishes: [
    { id: "oat", name: "Oat, tan leather", swatch: { color: "#cfc3b0" }, priceMinor: 34900, stock: 42 },
    { id: "lichen", name: "Lichen, umber leather", swatch: { color: "#878b7e" }, priceMinor: 34900, stock: 27 },
    { id: "madder", name: "Madder, umber leather", swatch: { color: "#9c6552" }, priceMinor: 34900, stock: 0 },
    { id: "ink", name: "Ink, black leather", swatch: { color: "#3a4048" }, priceMinor: 36900, stock: 18 },
  ],
  addedOn: "2026-03-12",
  rank: 1,
};

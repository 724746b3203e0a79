import type { ProductListing } from "../../listing.ts";

export const listing: ProductListing = {
  slug: "brae-side-table",
  category: "furniture",
  name: "Brae side table",
  tagline: "A three-legged table of solid wood whose joints are left for you to see.",
  description: [
    "Brae stands on three turned legs that run right through the top. Each ends in a round tenon, split by a wedge of a second wood and planed flush, so the table shows how it was made without a screw in sight.",
    "The top is a soft triangle rather than a circle: it reaches out over each leg and steps back between them, which lets it slip close to an armchair. From above it is an inch of board; from the side, cut back steeply underneath, it reads as half that.",
    "Four boards are chosen for each top and kept in the order they came off the log. A slim stretcher joins the legs in a turned hub, just high enough to pass a broom under.",
  ],
  priceMinor: 34900,
  currency: "EUR",
  dimensionsMm: { width: 474, height: 482, depth: 470 },
  weightGrams: 4300,
  materials: ["Solid European oak or American walnut", "Contrasting wedges of walnut or oak", "Hardwax oil; the black finish is stained before it is oiled"],
  care: ["Wipe with a damp cloth and dry at once.", "Refresh with hardwax oil once a year.", "Lift small scratches with fine sandpaper along the grain, then oil."],
  finishes: [
    { id: "oiled-oak", name: "Oiled oak, walnut wedges", swatch: { color: "#c4a67d" }, priceMinor: 34900, stock: 24 },
    { id: "walnut", name: "Walnut, oak wedges", swatch: { color: "#73563f" }, priceMinor: 42900, stock: 9 },
    { id: "black-oak", name: "Black-stained oak, oak wedges", swatch: { color: "#38352f" }, priceMinor: 36900, stock: 2 },
  ],
  addedOn: "2026-03-12",
  rank: 2,
};

import type { ProductListing } from "../../listing.ts";

export const listing: ProductListing = {
  slug: "fjell-shelf",
  category: "furniture",
  name: "Fjell shelf",
  tagline: "Two bent ladders, three folded trays and a board on top. It goes together with your fingers.",
  description: [
    "Fjell comes flat and stands up in ten minutes. The trays rest on the ladders' rungs and are drawn tight with knurled brass screws, twelve of them; two rods crossed behind the shelves take out the last of the wobble.",
    "Each ladder is a single steel tube, bent four times and closed with one weld. The trays are folded from two-millimetre sheet with a hem in front that is kind to the hand, and a low edge behind that keeps books off the wall.",
    "The board is solid wood, glued from four staves and left loose in its grooves, so it may move with the seasons. Ladders are shared between neighbours: with another set of trays, the shelf grows sideways.",
  ],
  priceMinor: 54900,
  currency: "EUR",
  dimensionsMm: { width: 856, height: 817, depth: 322 },
  weightGrams: 16900,
  materials: ["Steel tube, 17 mm, and 2 mm sheet, powder-coated", "Solid European oak or American walnut, hardwax oil", "Solid brass", "Natural rubber soles"],
  care: ["Wipe with a damp cloth.", "Tighten the screws by hand once a year.", "Oil the board once a year."],
  finishes: [
    { id: "pine", name: "Pine green, oak", swatch: { color: "#56675a" }, priceMinor: 54900, stock: 13 },
    { id: "chalk", name: "Chalk, oak", swatch: { color: "#dcd6ca" }, priceMinor: 54900, stock: 21 },
    { id: "oxide", name: "Oxide red, walnut", swatch: { color: "#8c4a38" }, priceMinor: 61900, stock: 6 },
    { id: "graphite", name: "Graphite, black oak", swatch: { color: "#434548" }, priceMinor: 57900, stock: 0 },
  ],
  addedOn: "2026-07-02",
  rank: 6,
  hotspots: [
    {
      id: "screws", title: "Knurled screws", text: "Twelve brass screws hold the trays to the rungs. They are made to be turned without a tool.",
      at: [0.37, 0.34, 0.1368], normal: [0, 0, 1], from: [-0.4, 0.3, 1], width: 0.12,
    },
    {
      id: "board", title: "Loose board", text: "Four staves of solid wood, cut back underneath, resting in two grooves on the ladders.",
      at: [0.4, 0.8168, 0.13], normal: [0, 1, 0], from: [0.8, 0.5, 1], width: 0.26,
    },
    {
      id: "brace", title: "Crossed rods", text: "Drawn tight in a ring behind the shelves. They carry no load and take all the sway.",
      at: [0, 0.41, -0.144], normal: [0, 0, -1], from: [0.3, 0.25, -1], width: 0.22,
    },
  ],
};

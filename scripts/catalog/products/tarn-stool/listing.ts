import type { ProductListing } from "../../listing.ts";

export const listing: ProductListing = {
  slug: "tarn-stool",
  category: "furniture",
  name: "Tarn stool",
  tagline: "A square-legged stool with a seat of paper cord, woven by hand over bare rails.",
  description: [
    "Tarn is a plain frame of four legs and eight rounds of wood, made to be lifted with one hand. The outer faces of the legs stand plumb; the inner ones are planed to a taper, which is why it looks lighter than it is.",
    "The seat takes one weaver most of a day and some 130 metres of twisted paper cord. It is laid in an envelope, each strand over one rail and under its neighbour, until the four sides meet in the middle. New, it is taut; over a few years it settles to whoever sits there.",
    "The lower rails run right through the legs and are wedged from outside. Nothing on it is screwed, and all of it can be mended.",
  ],
  priceMinor: 29500,
  currency: "EUR",
  dimensionsMm: { width: 429, height: 442, depth: 339 },
  weightGrams: 3200,
  materials: ["Solid European oak or American walnut, hardwax oil", "Twisted paper cord, unbleached or dyed in the mass", "Wedges of walnut or oak"],
  care: ["Wipe the cord with a wrung-out cloth; it stands a spill, not a soaking.", "Oil the frame once a year, keeping clear of the cord.", "Seats can be woven anew."],
  finishes: [
    { id: "oak-natural", name: "Oak, natural cord", swatch: { color: "#cdb48a" }, priceMinor: 29500, stock: 18 },
    { id: "walnut-charcoal", name: "Walnut, charcoal cord", swatch: { color: "#4f443b" }, priceMinor: 34900, stock: 7 },
    { id: "black-natural", name: "Black oak, natural cord", swatch: { color: "#38352f" }, priceMinor: 29900, stock: 12 },
    { id: "oak-reed", name: "Oak, reed green cord", swatch: { color: "#86835c" }, priceMinor: 29900, stock: 3 },
  ],
  addedOn: "2026-06-04",
  rank: 5,
  hotspots: [
    {
      id: "weave", title: "Envelope weave", text: "Every strand passes over a rail and dives under its neighbour. Four sides meet in the middle of the seat.",
      at: [0.08, 0.421, 0.07], normal: [0, 1, 0], from: [0.4, 0.9, 1], width: 0.24,
    },
    {
      id: "tenons", title: "Wedged tenons", text: "The lower rails come through the legs and are split by a wedge of a second wood, then planed flush.",
      at: [0.1998, 0.128, 0.1685], normal: [0, 0, 1], from: [0.7, 0.25, 1], width: 0.14,
    },
    {
      id: "legs", title: "Domed end grain", text: "The legs' tops are rounded by hand, so that an arm may rest there.",
      at: [0.197, 0.442, 0.152], normal: [0, 1, 0], from: [0.5, 0.8, 0.9], width: 0.12,
    },
  ],
};

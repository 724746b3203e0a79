import type { ProductListing } from "../../listing.ts";

export const listing: ProductListing = {
  slug: "cadence-turntable",
  category: "gadgets",
  name: "Cadence turntable",
  tagline: "A belt-driven turntable in a solid wooden frame, with an arm you can set by ear.",
  description: [
    "Four boards make the frame, mitred at the corners so the grain runs around the plinth without a break. The deck lies in it like a tray. Under the deck a plate of slate keeps the whole thing still: it weighs nine kilograms, and the feet, soft inside their knurled rings, can be screwed up and down until the bubble in the box says level.",
    "The platter is cast, then turned. Three rows of dots in its rim stand still when the speed is right, one row for each, under any lamp on the mains. The belt and its pulley are hidden below; the knob says 33, off and 45, and the motor takes four seconds.",
    "The arm hangs in a gimbal between two steel points. Its counterweight is knurled and carries a scale in grams; a small dial at the base corrects for skating, and a lever lowers the stylus on oil. The head shell comes off with one turn of its collar, and takes any cartridge with half-inch screws. A moving-magnet one is fitted and set.",
  ],
  priceMinor: 89000,
  currency: "EUR",
  dimensionsMm: { width: 430, height: 125, depth: 355 },
  weightGrams: 9100,
  materials: [
    "Frame: solid walnut, oak or ash, oiled",
    "Deck: lacquered aluminium over slate",
    "Platter: cast and turned aluminium, felt mat",
    "Arm: drawn aluminium tube, steel bearings; brass counterweight, plated",
  ],
  care: [
    "Brush the record before each side and the stylus once a week, from back to front.",
    "Oil the frame once a year; keep water away from the mitres.",
    "Change the belt every five years. It goes on without a tool.",
  ],
  finishes: [
    { id: "walnut-black", name: "Walnut and black", swatch: { color: "#6b4d38" }, priceMinor: 89000, stock: 14 },
    { id: "oak-chalk", name: "Oak and chalk", swatch: { color: "#cdb794" }, priceMinor: 89000, stock: 11 },
    { id: "black-brass", name: "Black ash and brass", swatch: { color: "#2f2e2d" }, priceMinor: 96000, stock: 6 },
    { id: "walnut-fog", name: "Walnut and fog", swatch: { color: "#9aa2a3" }, priceMinor: 89000, stock: 2 },
  ],
  addedOn: "2026-10-22",
  rank: 6,
  hotspots: [
    { id: "bearing", title: "Gimbal", text: "Two steel points carry the arm. The counterweight behind it is set by its scale, in grams.", at: [0.1511, 0.1166, -0.0897], normal: [-0.09, 0.99, 0.14], from: [0.5, 0.7, 1], width: 0.16 },
    { id: "strobe", title: "Strobe dots", text: "Three rows in the rim of the platter. The one that stands still tells the speed.", at: [-0.02, 0.0784, 0.1465], normal: [0.13, 0, 0.99], from: [0.1, 0.3, 1], width: 0.12 },
    { id: "speed", title: "Speed", text: "33 to the left, 45 to the right, off in the middle.", at: [0.1599, 0.0791, 0.1256], normal: [0, 1, 0], from: [0.3, 0.9, 0.8], width: 0.1 },
    { id: "frame", title: "Frame", text: "Solid wood, 12 millimetres wide at the top, its grain running around the corner.", at: [0.215, 0.0452, 0.1203], normal: [1, 0, 0], from: [1, 0.3, 0.6], width: 0.16 },
  ],
};

import type { ProductListing } from "../../listing.ts";

export const listing: ProductListing = {
  slug: "heron-kettle",
  category: "gadgets",
  name: "Heron kettle",
  tagline: "A gooseneck kettle that pours as slowly as you like and holds its temperature to a degree.",
  description: [
    "The vessel is spun from one disc of steel, then brushed around its axis, so light stands on it as a narrow upright line. It holds 900 millilitres. The spout leaves the wall low, where the water is stillest, and tapers from sixteen millimetres to five; a rolled lip cuts the stream off without a drop.",
    "The grip is bent, not sawn: one piece of steamed wood whose grain follows the curve, on a flat bar with four slotted screws. It hangs a little behind the vessel's weight, so a full kettle tips by itself and the hand only holds it back.",
    "The dial sets anything from 40 to 100 degrees, with a red mark at 93. There is no screen: turn it and the light beneath it blinks until the water is there, then holds it for an hour. The base takes a lead at the back that comes off for the cupboard.",
  ],
  priceMinor: 18900,
  currency: "EUR",
  dimensionsMm: { width: 295, height: 159, depth: 199 },
  weightGrams: 1180,
  materials: [
    "Vessel, lid and spout: 304 steel, 0.8 mm; the copper finish is plated and lacquered outside only",
    "Grip and knob: steamed walnut or oak, oiled",
    "Dial: turned aluminium or brass, knurled",
    "Base: powder-coated zinc; feet: silicone rubber",
  ],
  care: [
    "Boil it once a month with a spoon of citric acid, leave it for ten minutes and rinse.",
    "Wipe brushed steel along the lines, with a damp cloth.",
    "Oil the grip twice a year; keep it out of the dishwasher.",
  ],
  finishes: [
    { id: "steel-walnut", name: "Brushed steel and walnut", swatch: { color: "#c4c1bc" }, priceMinor: 18900, stock: 38 },
    { id: "soot-walnut", name: "Soot and walnut", swatch: { color: "#37383a" }, priceMinor: 18900, stock: 21 },
    { id: "chalk-oak", name: "Chalk and oak", swatch: { color: "#ded8cc" }, priceMinor: 18900, stock: 16 },
    { id: "copper-oak", name: "Copper and oak", swatch: { color: "#c98f6c" }, priceMinor: 21900, stock: 4 },
  ],
  addedOn: "2026-09-24",
  rank: 5,
  hotspots: [
    { id: "lip", title: "Rolled lip", text: "Five millimetres of opening and a rim that cuts the stream off.", at: [-0.1478, 0.1387, -0.0004], normal: [-0.26, 0.96, -0.07], from: [-0.45, 0.7, 0.9], width: 0.06 },
    { id: "dial", title: "Temperature", text: "From 40 to 100 degrees, with a red mark at 93. The light beside it goes on when the water is there.", at: [-0.0001, 0.0307, 0.0907], normal: [0, 1, 0], from: [0.2, 0.9, 0.8], width: 0.1 },
    { id: "grip", title: "Bent grip", text: "Steamed and bent, so that the grain follows the hand. Two screws a side hold it to the bar.", at: [0.1264, 0.0902, 0.0107], normal: [-0.22, -0.08, 0.97], from: [0.6, 0.35, 1], width: 0.09 },
    { id: "lid", title: "Lid", text: "Let into the mouth with an even gap. Three holes on the handle's side let the steam go away from the knob.", at: [0.0194, 0.1335, 0.0188], normal: [0.1, 0.99, 0.1], from: [0.3, 1, 0.6], width: 0.12 },
  ],
};

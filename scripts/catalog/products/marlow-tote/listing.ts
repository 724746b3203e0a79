import type { ProductListing } from "../../listing.ts";

export const listing: ProductListing = {
  slug: "marlow-tote",
  category: "fashion",
  name: "Marlow tote",
  tagline: "A piped leather tote with rolled handles, sewn by one person from start to end.",
  description: [
    "Two panels, one long gusset and a piping between them: Marlow is built like a good armchair. The leather is a 2.2 mm shrunken-grain calf that keeps its shape on its own, so there is no board inside to crack; the sides fold inwards as the bag closes.",
    "The handles are rolled over a cotton cord and sewn with a saddle stitch in waxed linen, one every 4.4 mm. They hang from solid brass rings, and the rings from tabs that are sewn and riveted through both layers. At 14 cm they go over a forearm, or over a shoulder in summer.",
    "It takes a 13-inch laptop, a jumper and a bottle standing up. Four brass feet keep its base off the ground.",
  ],
  priceMinor: 49500,
  currency: "EUR",
  dimensionsMm: { width: 335, height: 410, depth: 160 },
  weightGrams: 1120,
  materials: ["Shrunken-grain calf, 2.2 mm, from a tannery in Tuscany", "Cotton twill lining", "Solid brass, lacquered", "Waxed linen thread"],
  care: [
    "Wipe with a dry cloth; a little colourless cream twice a year.",
    "Let it dry slowly and stuffed with paper after rain, away from radiators.",
    "The brass darkens with use; polish it or let it be.",
  ],
  finishes: [
    { id: "chestnut", name: "Chestnut", swatch: { color: "#7b5039" }, priceMinor: 49500, stock: 16 },
    { id: "oat", name: "Oat and tan", swatch: { color: "#cfc0a8" }, priceMinor: 51500, stock: 7 },
    { id: "sage", name: "Sage", swatch: { color: "#74745f" }, priceMinor: 49500, stock: 11 },
    { id: "black", name: "Black", swatch: { color: "#29272a" }, priceMinor: 49500, stock: 28 },
  ],
  addedOn: "2026-03-09",
  rank: 1,
};

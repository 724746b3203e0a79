import type { ProductListing } from "../../listing.ts";

export const listing: ProductListing = {
  slug: "ellis-sunglasses",
  category: "fashion",
  name: "Ellis sunglasses",
  tagline: "Panto sunglasses milled from a block of acetate, polished for four days.",
  description: [
    "Each front is milled from a single 6 mm sheet of cotton-based acetate, warmed, bent to the curve of a face and then tumbled in birch chips for four days. That is where the soft edges come from; no lacquer is used, so the polish can be renewed for as long as the frame lasts.",
    "Five-barrel hinges are riveted through the acetate rather than pressed into it, and can be tightened with a watchmaker's screwdriver. A nickel-silver wire runs through each temple, so an optician can set them behind your ears with a little warm sand.",
    "The lenses are 1.8 mm nylon with a tint that fades towards the cheek. They block UVA and UVB to 400 nm, weigh half as much as glass, and can be replaced with prescription lenses.",
  ],
  priceMinor: 24500,
  currency: "EUR",
  dimensionsMm: { width: 147, height: 52, depth: 148 },
  weightGrams: 31,
  materials: ["Cellulose acetate", "Nylon lenses, filter category 3", "Brass hinges and rivets, gold or palladium plated", "Nickel-silver core wires"],
  care: [
    "Rinse under lukewarm water before wiping, so that sand does not scratch the lenses.",
    "Keep out of a parked car: acetate softens above 60 °C.",
    "Tighten the hinge screws once a year.",
  ],
  finishes: [
    { id: "tortoise", name: "Tortoise, bottle green lenses", swatch: { color: "#6b3f20" }, priceMinor: 24500, stock: 34 },
    { id: "black", name: "Black, smoke lenses", swatch: { color: "#19181a" }, priceMinor: 24500, stock: 41 },
    { id: "champagne", name: "Clear champagne, brown lenses", swatch: { color: "#dcc4a6" }, priceMinor: 26000, stock: 2 },
    { id: "moss", name: "Moss, smoke lenses", swatch: { color: "#55564a" }, priceMinor: 24500, stock: 18 },
  ],
  addedOn: "2026-04-17",
  rank: 3,
};

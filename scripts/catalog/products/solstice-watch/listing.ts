import type { ProductListing } from "../../listing.ts";

export const listing: ProductListing = {
  slug: "solstice-watch",
  category: "fashion",
  name: "Solstice watch",
  tagline: "A 38 mm automatic with small seconds and a dial brushed from its centre.",
  description: [
    "The dial begins as a brass disc, brushed from the centre outwards on a turning table, plated and then lacquered so thinly that the brushing still catches the light. Twelve batons are cut with four facets and set by hand; the small seconds lie a quarter of a millimetre lower, on a floor of fine rings.",
    "The mid-case and the tops of the lugs are brushed, their edges bevelled and polished. The movement, a Swiss automatic with 68 hours of reserve, beats 28,800 times an hour behind a screwed back; you wind it with a crown large enough to be used with cold fingers.",
    "The strap is vegetable-tanned calf on a calf lining, padded at the lugs and sewn with waxed linen. It narrows from 20 to 16 mm and hangs on quick-release bars, so it can be changed without a tool.",
  ],
  priceMinor: 128000,
  currency: "EUR",
  dimensionsMm: { width: 42, height: 68, depth: 65 },
  weightGrams: 68,
  materials: ["316L steel; the gold finish plated to 3 microns", "Domed sapphire, coated on the inside", "Vegetable-tanned calf", "Swiss automatic movement, 68 hours of reserve, water resistant to 50 m"],
  care: [
    "Have the movement serviced every six years; gaskets every three.",
    "Keep the strap dry; let it rest a day after it got wet.",
    "After a rest, twenty turns of the crown start it again.",
  ],
  finishes: [
    { id: "steel-ink", name: "Steel, ink blue, cognac calf", swatch: { color: "#243f60" }, priceMinor: 128000, stock: 12 },
    { id: "steel-silver", name: "Steel, silver, black calf", swatch: { color: "#d4d0c8" }, priceMinor: 128000, stock: 9 },
    { id: "gold-moss", name: "Gold, moss, espresso calf", swatch: { color: "#c9a35f" }, priceMinor: 142000, stock: 0 },
  ],
  addedOn: "2026-06-02",
  rank: 2,
  hotspots: [
    {
      id: "dial",
      title: "Brushed from the centre",
      text: "The brass dial is brushed on a turning table and lacquered so thinly that the brushing still catches the light.",
      at: [0.001, 0.0471, 0.0239],
      normal: [0.008, 0.445, 0.896],
      from: [0.1, 0.5, 1],
      width: 0.04,
    },
    {
      id: "crown",
      title: "A crown for cold fingers",
      text: "Large enough to wind with gloves just taken off, and screwed down against water.",
      at: [0.0208, 0.0421, 0.0183],
      normal: [0.994, -0.022, -0.104],
      from: [1, 0.45, 0.6],
      width: 0.026,
    },
    {
      id: "strap",
      title: "Sewn with waxed linen",
      text: "Vegetable-tanned calf on a calf lining, padded at the lugs. It hangs on quick-release bars and changes without a tool.",
      at: [0.0102, 0.0623, 0.0082],
      normal: [0, 0.977, -0.214],
      from: [0.5, 0.9, 0.8],
      width: 0.03,
    },
  ],
};

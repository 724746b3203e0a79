import type { ProductListing } from "../../listing.ts";

export const listing: ProductListing = {
  slug: "kestrel-headphones",
  category: "gadgets",
  name: "Kestrel headphones",
  tagline: "Open-backed wireless headphones that can be taken apart with one small screwdriver.",
  description: [
    "Sound leaves a Kestrel on both sides: behind the perforated plates the cups are open, so a room stays a room and a voice is still heard. Each plate is pressed from aluminium sheet and holds a little over five hundred holes; the turned disc in its middle is a key, touched to play and to pause.",
    "The cushions are two panels of lamb nappa around slow foam, sewn with one visible seam and clipped to the baffle without glue. An R and an L are printed large on the cloth inside, to be found at dusk. The yokes swivel by a few degrees and the cups tilt in them, which is all a head asks for.",
    "The band is spring steel under leather. Its sliders have five engraved marks a side; set them once and remember the number. The wheel at the back of the right cup is the volume. A charge lasts for fifty hours, and a fresh battery, cushions or a yoke can be had for as long as we make anything.",
  ],
  priceMinor: 44900,
  currency: "EUR",
  dimensionsMm: { width: 175, height: 200, depth: 92 },
  weightGrams: 312,
  materials: [
    "Cups, plates and yokes: blasted and anodised aluminium",
    "Cushions and band: lamb nappa over slow foam, polyester thread",
    "Spring and sliders: stainless steel",
    "Baffles: glass-filled polyamide; driver cloth: polyester",
  ],
  care: [
    "Wipe the cushions with a barely damp cloth after use and let them dry in the air.",
    "Unclip the cushions twice a year and brush the driver cloth.",
    "Keep them standing or hung, not folded under weight; they don't fold.",
  ],
  finishes: [
    { id: "cognac", name: "Cognac and silver", swatch: { color: "#956644" }, priceMinor: 44900, stock: 31 },
    { id: "graphite", name: "Graphite and copper", swatch: { color: "#4f4f50" }, priceMinor: 44900, stock: 54 },
    { id: "bone", name: "Bone and champagne", swatch: { color: "#d6c9b6" }, priceMinor: 46900, stock: 15 },
    { id: "juniper", name: "Juniper and silver", swatch: { color: "#62655b" }, priceMinor: 44900, stock: 8 },
  ],
  addedOn: "2026-09-03",
  rank: 2,
};

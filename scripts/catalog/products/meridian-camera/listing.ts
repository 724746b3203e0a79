import type { ProductListing } from "../../listing.ts";

export const listing: ProductListing = {
  slug: "meridian-camera",
  category: "gadgets",
  name: "Meridian camera",
  tagline: "A 35 mm rangefinder for film, with every setting on a ring or a dial and none in a menu.",
  description: [
    "Meridian is 132 millimetres wide and works without a battery. The top cover is pressed from one sheet of brass and rises in a single soft step from the shoulder, where the dial and the lever are, to the finder. Between the covers lies leather, glued by hand and trimmed to a third of a millimetre.",
    "The finder shows frames for 35 and 50 mm, lit by the ribbed window in the middle; the small window beside it belongs to the rangefinder, whose base is 46 mm long. The shutter is of cloth, runs sideways and can be heard by the person who holds it. Speeds are from one second to a thousandth.",
    "The 35 mm lens opens to f/2 and has ten blades. Its focusing ring is knurled, its stop ring is cut into sixty teeth, so that two fingers tell them apart; a small tongue below turns from 0.7 metres to infinity in a quarter of a turn. Scales are engraved, then filled.",
  ],
  priceMinor: 219000,
  currency: "EUR",
  dimensionsMm: { width: 140, height: 78, depth: 65 },
  weightGrams: 640,
  materials: [
    "Covers: pressed brass, satin chrome or lacquer",
    "Cover of the body: cowhide, 0.8 mm",
    "Lens: seven elements, multi-coated; barrel of anodised aluminium or chromed brass",
    "Dials and levers: turned brass",
  ],
  care: [
    "Blow dust from the lens first, then wipe it with a soft cloth from the middle outwards.",
    "Wind and release once a month if the camera rests; leave it released.",
    "Lacquer wears at the edges and shows the brass. That is no fault; it can't be undone.",
  ],
  finishes: [
    { id: "chrome-black", name: "Chrome and black", swatch: { color: "#bfbdb9" }, priceMinor: 219000, stock: 9 },
    { id: "chrome-cognac", name: "Chrome and cognac", swatch: { color: "#8a6249" }, priceMinor: 224000, stock: 5 },
    { id: "black-brass", name: "Black lacquer and brass", swatch: { color: "#2a2929" }, priceMinor: 239000, stock: 3 },
    { id: "olive", name: "Olive lacquer", swatch: { color: "#74766a" }, priceMinor: 239000, stock: 0 },
  ],
  addedOn: "2026-10-08",
  rank: 4,
  hotspots: [
    { id: "focusing-ring", title: "Focusing ring", text: "Engraved from 0.7 metres to infinity, a quarter of a turn. The knurl behind it is cut as diamonds, the stop ring as teeth.", at: [0.0035, 0.0508, 0.0303], normal: [0.05, 0.53, 0.85], from: [0.1, 1, 0.35], width: 0.06 },
    { id: "speed-dial", title: "Shutter speeds", text: "One second to a thousandth, with a click at each. B keeps the shutter open.", at: [-0.0336, 0.0674, 0.0018], normal: [0, 1, 0], from: [-0.25, 1, 0.55], width: 0.05 },
    { id: "finder", title: "Finder", text: "Pressed into the cover and framed in black. The ribbed window beside it lights the frames.", at: [0.041, 0.065, 0.0162], normal: [0, 0, 1], from: [0.25, 0.3, 1], width: 0.06 },
    { id: "leather", title: "Leather", text: "Cowhide, glued by hand, standing a third of a millimetre above the metal.", at: [-0.05, 0.022, 0.0158], normal: [0, 0, 1], from: [-0.35, 0.2, 1], width: 0.05 },
  ],
};

import { boxUvs, instantiate, leather, merge, mm, place, stitch, weave, type MaterialDefinition, type Mesh, type ProductModel } from "../../kit/index.ts";
import { seam } from "../../kit/seam.ts";
import { makeFelt } from "./felt.ts";
import { makeRibbon } from "./ribbon.ts";
import { furFelt } from "./textures.ts";

/** Colours of each finish, sRGB. */
const FINISHES = {
  camel: { name: "Camel, espresso ribbon", felt: "#bd9f7c", ribbon: "#6a5546", thread: "#d0b591", lining: "#8a6d50", sweatband: "#7d5b42" },
  charcoal: { name: "Charcoal, black ribbon", felt: "#5d5d5f", ribbon: "#3d3d40", thread: "#77777a", lining: "#3b3c42", sweatband: "#4a3a30" },
  moss: { name: "Moss, umber ribbon", felt: "#757665", ribbon: "#685b4c", thread: "#8d8f7b", lining: "#4d4f43", sweatband: "#6d523d" },
  stone: { name: "Stone, ink ribbon", felt: "#cfc7ba", ribbon: "#4a5160", thread: "#ddd6ca", lining: "#a39a8b", sweatband: "#8a684c" },
} as const;

/** A felt hat with a dropped crown, pinched in front, a grosgrain ribbon with its bow, and a brim stitched near its edge. */
export default function model(): ProductModel {
  const hood = makeFelt(), ribbon = makeRibbon();
  const one = stitch({ length: 2.7, radius: 0.26, segments: 6, steps: 5 });
  const thread = merge([false, true].map((below) => instantiate(one, seam(hood.seamLine(4.5, below), { spacing: 3.7, slant: 0.05, lift: 0.02, seed: below ? 2 : 1, closed: true }))));
  const fur = furFelt({ seed: 71 });
  const grain = weave({ tileMetres: 0.02, threads: 28, pattern: "plain", slub: 0.08, roughness: 0.62, seed: 72 });
  // ribs across the ribbon: threads drawn out over its width
  const grosgrain = { ...grain, tileMetres: [0.022, 0.07] as const };
  const satin = weave({ tileMetres: 0.02, threads: 96, pattern: "twill", slub: 0.05, roughness: 0.42, seed: 73 });
  const hide = leather({ tileMetres: 0.06, pebbles: 110, relief: 0.2, roughness: 0.45, seed: 74 });
  const materials: MaterialDefinition[] = [];
  const finishes = Object.entries(FINISHES).map(([id, w]) => {
    const own = (slot: string, m: Omit<MaterialDefinition, "id">): [string, string] => {
      materials.push({ id: `${slot}-${id}`, ...m });
      return [slot, `${slot}-${id}`];
    };
    const slots = Object.fromEntries([
      own("felt", { baseColor: w.felt, textures: fur, sheen: { color: w.felt, roughness: 0.6 } }),
      own("ribbon", { baseColor: w.ribbon, textures: grosgrain }),
      own("thread", { baseColor: w.thread, roughness: 0.8 }),
      own("lining", { baseColor: w.lining, textures: satin }),
      own("sweatband", { baseColor: w.sweatband, textures: hide }),
    ]);
    return { id, name: w.name, slots };
  });
  let low = Infinity;
  for (let i = 1; i < hood.hood.positions.length; i += 3) low = Math.min(low, hood.hood.positions[i]!);
  const set = (mesh: Mesh): Mesh => mm(place(mesh, { at: [0, -low, 0] }));
  return {
    slug: "rowan-hat",
    category: "fashion",
    parts: [
      { name: "hood", mesh: boxUvs(set(hood.hood), { grain: "z" }), slot: "felt" },
      { name: "lining", mesh: set(hood.lining), slot: "lining" },
      { name: "ribbon", mesh: set(ribbon.grosgrain), slot: "ribbon" },
      { name: "sweatband", mesh: set(ribbon.sweatband), slot: "sweatband" },
      { name: "reed", mesh: set(ribbon.reed), slot: "ribbon" },
      { name: "stitching", mesh: set(thread), slot: "thread" },
    ],
    materials,
    finishes,
    closeUps: [
      { target: [0.09, 0.03, 0.01], from: [1, 0.25, 0.35], width: 0.11 },
      { target: [0.03, 0.1, 0.06], from: [0.35, 0.7, 1], width: 0.15 },
      { target: [-0.06, 0.012, 0.13], from: [-0.4, 0.5, 1], width: 0.08 },
      { target: [0, 0.02, 0], from: [0.2, -1, 0.6], width: 0.3 },
    ],
  };
}

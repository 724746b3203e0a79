import { leather, mm, type MaterialDefinition, type ProductModel } from "../../kit/index.ts";
import { makeBuckle } from "./buckle.ts";
import { makeStrap } from "./strap.ts";

/** Colours of each finish, sRGB. */
const FINISHES = {
  cognac: { name: "Cognac, brass", leather: "#8c6750", edge: "#573627", thread: "#dccdb2", stamp: "#5d3d2b", metal: "#dac096" },
  black: { name: "Black, steel", leather: "#3a3839", edge: "#1f1e1f", thread: "#55524f", stamp: "#1d1c1d", metal: "#d3d1cd" },
  espresso: { name: "Espresso, brass", leather: "#574538", edge: "#33261d", thread: "#a98a68", stamp: "#33261d", metal: "#dac096" },
  moss: { name: "Moss, steel", leather: "#6d6e5b", edge: "#45463a", thread: "#b4b39b", stamp: "#45463a", metal: "#d3d1cd" },
} as const;

/** A leather belt, rolled up and standing on its edge: stitched all round, folded over a cast buckle and screwed. */
export default function model(): ProductModel {
  const strap = makeStrap(), buckle = makeBuckle();
  const grain = leather({ tileMetres: 0.07, pebbles: 96, relief: 0.34, roughness: 0.42, seed: 81, size: 2048 });
  const materials: MaterialDefinition[] = [{ id: "dark", baseColor: "#15110e", roughness: 0.85 }];
  const finishes = Object.entries(FINISHES).map(([id, w]) => {
    const own = (slot: string, m: Omit<MaterialDefinition, "id">): [string, string] => {
      materials.push({ id: `${slot}-${id}`, ...m });
      return [slot, `${slot}-${id}`];
    };
    const slots = Object.fromEntries([
      own("leather", { baseColor: w.leather, textures: grain }),
      own("edge", { baseColor: w.edge, roughness: 0.34 }),
      own("thread", { baseColor: w.thread, roughness: 0.72 }),
      own("stamp", { baseColor: w.stamp, roughness: 0.6 }),
      own("metal", { baseColor: w.metal, metallic: 1, roughness: 0.19 }),
    ]);
    return { id, name: w.name, slots };
  });
  return {
    slug: "alder-belt",
    category: "fashion",
    parts: [
      { name: "strap", mesh: mm(strap.leather), slot: "leather" },
      { name: "edge", mesh: mm(strap.edge), slot: "edge" },
      { name: "thread", mesh: mm(strap.thread), slot: "thread" },
      { name: "stamp", mesh: mm(strap.stamp), slot: "stamp" },
      { name: "buckle", mesh: mm(buckle.metal), slot: "metal" },
      { name: "openings", mesh: mm(strap.dark), slot: "dark" },
      { name: "slots", mesh: mm(buckle.dark), slot: "dark" },
    ],
    materials,
    slots: { dark: "dark" },
    finishes,
    closeUps: [
      { target: [0.085, 0.021, 0.045], from: [0.35, 0.3, 1], width: 0.08 },
      { target: [0.02, 0.024, 0.045], from: [-0.1, 0.3, 1], width: 0.07 },
      { target: [0, 0.032, 0.01], from: [0.2, 1, 0.7], width: 0.09 },
      { target: [-0.03, 0.02, -0.03], from: [-0.8, 0.4, -0.6], width: 0.07 },
    ],
  };
}

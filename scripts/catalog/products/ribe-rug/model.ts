import { type MaterialDefinition, type ProductModel, weave } from "../../kit/index.ts";
import type { Mesh } from "../../kit/mesh.ts";
import { fringe, foundation, selvedges } from "./ends.ts";
import { pileMaps } from "./maps.ts";
import { ground, tufts } from "./pile.ts";

/** The rug around a given pile, which stands in the slot "tufts". */
export function rugWith(pile: Mesh): ProductModel {
  const { back, ends } = foundation();
  const maps = pileMaps();
  const cotton = weave({ threads: 40, tileMetres: 0.07, pattern: "plain", slub: 0.7, size: 512, seed: 6 });
  const wool = (id: string, baseColor: string): MaterialDefinition[] => [
    { id, textures: maps, baseColor, normalScale: 0.9, roughness: 0.96, sheen: { color: "#2c2a26", roughness: 0.8 } },
    // the tufts have their own form: only the ground between them takes it from a map
    { id: `${id}-tuft`, textures: maps, maps: ["albedo"], baseColor, roughness: 0.96, sheen: { color: "#2c2a26", roughness: 0.8 } },
    { id: `${id}-yarn`, baseColor, roughness: 0.95 },
  ];
  return {
    slug: "ribe-rug",
    category: "furniture",
    parts: [
      { name: "ground", slot: "ground", mesh: ground() },
      { name: "tufts", slot: "tufts", mesh: pile },
      { name: "selvedges", slot: "yarn", mesh: selvedges() },
      { name: "fringe", slot: "warp", mesh: fringe() },
      { name: "ends", slot: "weave", mesh: ends },
      { name: "back", slot: "weave", mesh: back },
    ],
    materials: [
      ...wool("undyed", "#efe5d2"), ...wool("madder", "#b4654a"), ...wool("lichen", "#a2a383"), ...wool("ink", "#5d6672"),
      { id: "warp", baseColor: "#e9dfcb", roughness: 0.9 },
      { id: "weave", textures: cotton, baseColor: "#ded2bc" },
    ],
    slots: { warp: "warp", weave: "weave" },
    finishes: ["undyed", "madder", "lichen", "ink"].map((id) => ({
      id, name: { undyed: "Undyed wool", madder: "Madder", lichen: "Lichen", ink: "Ink" }[id]!, slots: { ground: id, tufts: `${id}-tuft`, yarn: `${id}-yarn` },
    })),
    // the pile's own maps hold its shade; depth maps a tuft wide would only add noise
    ambientOcclusion: 0,
    closeUps: [
      { target: [0.3, 0.015, 0.42], from: [0.3, 0.7, 1], width: 0.5 },
      { target: [0.62, 0.01, 0.98], from: [0.5, 0.5, 1], width: 0.22 },
      { target: [-0.1, 0.015, 0.5], from: [0.2, 0.5, 1], width: 0.12 },
      { target: [0, 0.012, 1.03], from: [-0.3, 0.6, 1], width: 0.14 },
    ],
  };
}

export default function ribeRug(): ProductModel {
  return rugWith(tufts());
}

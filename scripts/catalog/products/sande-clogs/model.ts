import { leather, merge, mirror, paint, type MaterialDefinition, type Mesh, type ProductModel } from "../../kit/index.ts";
import { corkMaps, sole } from "./sole.ts";
import { beside, upper } from "./upper.ts";

export default function sandeClogs(): ProductModel {
  const top = upper(), bottom = sole();
  // stood down a little apart, as one steps out of them
  const pair = (mesh: Mesh): Mesh => merge([beside(mesh, 0.064, 5), beside(mirror(mesh, "x"), -0.063, -3)]);
  const suede = leather({ tileMetres: 0.09, pebbles: 150, relief: 0.2, roughness: 0.92, seed: 8, size: 2048 });
  const grain = leather({ tileMetres: 0.12, pebbles: 96, relief: 0.5, roughness: 0.42, seed: 5 });
  const foam = paint({ finish: "spark", tileMetres: 0.05, seed: 4 });
  const napped = (id: string, baseColor: string, sheen: string): MaterialDefinition => ({ id, textures: suede, baseColor, sheen: { color: sheen, roughness: 0.55 } });
  return {
    slug: "sande-clogs",
    category: "fashion",
    parts: [
      { name: "uppers", slot: "upper", mesh: pair(top.leather) },
      { name: "linings", slot: "lining", mesh: pair(top.lining) },
      { name: "edges", slot: "edge", mesh: pair(top.edge) },
      { name: "thread", slot: "thread", mesh: pair(top.thread) },
      { name: "buckles", slot: "metal", mesh: pair(top.metal) },
      { name: "footbeds", slot: "footbed", mesh: pair(bottom.footbed) },
      { name: "cork", slot: "cork", mesh: pair(bottom.cork) },
      { name: "outsoles", slot: "outsole", mesh: pair(bottom.outsole) },
    ],
    materials: [
      napped("tobacco", "#96704f", "#4a3826"), napped("moss", "#6e7158", "#3a3c2e"), napped("stone", "#b9ab96", "#57503f"),
      { id: "black", textures: grain, baseColor: "#322f2e" },
      { id: "lining", textures: suede, maps: ["normal", "orm"], baseColor: "#c9ab84", normalScale: 0.6 },
      napped("footbed", "#c2a27c", "#4d4030"),
      { id: "cork", textures: corkMaps() },
      { id: "outsole-brown", textures: foam, baseColor: "#4b3a2e" }, { id: "outsole-black", textures: foam, baseColor: "#232222" },
      ...Object.entries({ tobacco: "#6d4c33", moss: "#4c4e3b", stone: "#8e806b", black: "#1c1a1a" }).map(([id, baseColor]): MaterialDefinition => ({ id: `edge-${id}`, baseColor, roughness: 0.5 })),
      ...Object.entries({ tobacco: "#b08b64", moss: "#8b8d70", stone: "#d2c6b1", black: "#45413f" }).map(([id, baseColor]): MaterialDefinition => ({ id: `thread-${id}`, baseColor, roughness: 0.75 })),
      { id: "brass", baseColor: "#c9a566", metallic: 1, roughness: 0.3 },
    ],
    slots: { lining: "lining", footbed: "footbed", cork: "cork", metal: "brass" },
    finishes: ([["tobacco", "Tobacco suede"], ["stone", "Stone suede"], ["moss", "Moss suede"], ["black", "Black leather"]] as const).map(([id, name]) => ({
      id, name, slots: { upper: id, edge: `edge-${id}`, thread: `thread-${id}`, outsole: id === "black" ? "outsole-black" : "outsole-brown" },
    })),
    closeUps: [
      { target: [0.1, 0.07, 0.02], from: [1, 0.5, 0.6], width: 0.11 },
      { target: [0.07, 0.06, 0.1], from: [0.3, 0.6, 1], width: 0.14 },
      { target: [0.09, 0.02, -0.09], from: [0.9, 0.4, -0.7], width: 0.14 },
      { target: [0.064, 0.03, -0.06], from: [0, 1, -0.5], width: 0.16 },
    ],
  };
}

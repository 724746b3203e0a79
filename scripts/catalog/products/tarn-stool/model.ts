import { merge, place, timber, type MaterialDefinition, type Mesh, type ProductModel } from "../../kit/index.ts";
import { frame } from "./frame.ts";
import { cordMaps, seat } from "./seat.ts";

export default function tarnStool(): ProductModel {
  const wood = frame(), woven = seat();
  // the back and left sides are woven as the front and right
  const around = (list: Mesh[]): Mesh => merge([...list, ...list.map((m) => place(m, { rotate: [0, 180, 0] }))]);
  const { face, end } = timber(41);
  const maps = cordMaps();
  const cord = (id: string, baseColor: string): MaterialDefinition[] => [
    { id, textures: maps.thread, baseColor, roughness: 0.78 },
    { id: `${id}-bed`, textures: maps.bed, baseColor, roughness: 0.84 },
  ];
  return {
    slug: "tarn-stool",
    category: "furniture",
    parts: [
      { name: "frame", slot: "wood", mesh: wood.wood },
      { name: "end-grain", slot: "end", mesh: wood.end },
      { name: "wedges", slot: "wedge", mesh: wood.wedge },
      { name: "joints", slot: "joint", mesh: wood.joint },
      { name: "cords", slot: "cord", mesh: around(woven.threads) },
      { name: "bed", slot: "bed", mesh: around(woven.beds) },
    ],
    materials: [
      face.oak, end.oak, face.walnut, end.walnut, face.black, end.black,
      ...cord("natural", "#ecd5ad"), ...cord("charcoal", "#6b6660"), ...cord("reed", "#9d9a74"),
      { id: "joint", baseColor: "#7d6040", roughness: 1 },
    ],
    slots: { joint: "joint" },
    finishes: [
      { id: "oak-natural", name: "Oak, natural cord", slots: { wood: "oak", end: "oak-end", wedge: "walnut", cord: "natural", bed: "natural-bed" } },
      { id: "walnut-charcoal", name: "Walnut, charcoal cord", slots: { wood: "walnut", end: "walnut-end", wedge: "oak", cord: "charcoal", bed: "charcoal-bed" } },
      { id: "black-natural", name: "Black oak, natural cord", slots: { wood: "black", end: "black-end", wedge: "oak", cord: "natural", bed: "natural-bed" } },
      { id: "oak-reed", name: "Oak, reed green cord", slots: { wood: "oak", end: "oak-end", wedge: "walnut", cord: "reed", bed: "reed-bed" } },
    ],
    closeUps: [
      { target: [0.16, 0.42, 0.12], from: [0.6, 0.7, 1], width: 0.16 },
      { target: [0.06, 0.418, 0.06], from: [0.3, 1, 0.8], width: 0.2 },
      { target: [0.197, 0.16, 0.152], from: [1, 0.25, 0.8], width: 0.16 },
      { target: [0, 0.41, 0.16], from: [0.2, 0.25, 1], width: 0.12 },
    ],
  };
}

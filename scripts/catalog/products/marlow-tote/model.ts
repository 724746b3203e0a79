import { leather, merge, place, type Mesh, type ProductModel } from "../../kit/index.ts";
import { makeBody, lipSeam, panelSeam, topSeam } from "./body.ts";
import { makeClosure } from "./closure.ts";
import { makeHandles, sewLine } from "./handles.ts";

export default function marlowTote(): ProductModel {
  const body = makeBody(), handles = makeHandles(), closure = makeClosure();
  const behind = (mesh: Mesh): Mesh => place(mesh, { rotate: [0, 180, 0] });
  const seams = merge([
    sewLine(panelSeam(0), 1), behind(sewLine(panelSeam(1), 2)), sewLine(topSeam(0), 3), behind(sewLine(topSeam(1), 4)), sewLine(lipSeam(0), 5), sewLine(lipSeam(1), 6),
  ]);
  const grain = leather({ tileMetres: 0.15, pebbles: 92, relief: 0.62, roughness: 0.5, seed: 7 });
  const hide = (id: string, baseColor: string) => ({ id, baseColor, textures: grain });
  const smooth = (id: string, baseColor: string, normalScale = 0.35) => ({ id, baseColor, textures: grain, maps: ["normal", "orm"] as const, normalScale });
  const suede = (id: string, baseColor: string) => ({ id, baseColor, roughness: 0.95, sheen: { color: baseColor, roughness: 0.6 } });
  return {
    slug: "marlow-tote",
    category: "fashion",
    parts: [
      { name: "body", mesh: body.leather, slot: "leather" },
      { name: "handles", mesh: handles.leather, slot: "leather" },
      { name: "strap", mesh: closure.leather, slot: "leather" },
      { name: "piping", mesh: body.piping, slot: "piping" },
      { name: "lining", mesh: body.lining, slot: "lining" },
      { name: "edges", mesh: merge([handles.edge, closure.edge]), slot: "edge" },
      { name: "thread", mesh: merge([seams, handles.thread, closure.thread]), slot: "thread" },
      { name: "hardware", mesh: merge([handles.metal, closure.metal]), slot: "metal" },
    ],
    materials: [
      hide("chestnut", "#8c6750"), hide("black", "#333132"), smooth("oat", "#cfc0a8", 1), hide("sage", "#83836f"),
      smooth("piping-chestnut", "#6a4028"), smooth("piping-black", "#201f20"), smooth("piping-oat", "#9c7048"), smooth("piping-sage", "#5c5d4a"),
      suede("lining-sand", "#b59c7e"), suede("lining-graphite", "#4a4744"), suede("lining-rust", "#9a6444"),
      { id: "edge-chestnut", baseColor: "#4d2d1c", roughness: 0.38 }, { id: "edge-black", baseColor: "#171617", roughness: 0.38 },
      { id: "edge-oat", baseColor: "#87603e", roughness: 0.38 }, { id: "edge-sage", baseColor: "#46473a", roughness: 0.38 },
      { id: "thread-ecru", baseColor: "#dccdb2", roughness: 0.75 }, { id: "thread-black", baseColor: "#3b393a", roughness: 0.75 }, { id: "thread-tan", baseColor: "#a87d54", roughness: 0.75 },
      { id: "thread-sage", baseColor: "#a5a58c", roughness: 0.75 },
      { id: "brass", baseColor: "#cfab6a", metallic: 1, roughness: 0.24 },
    ],
    slots: { metal: "brass" },
    finishes: [
      { id: "chestnut", name: "Chestnut", slots: { leather: "chestnut", piping: "piping-chestnut", lining: "lining-sand", edge: "edge-chestnut", thread: "thread-ecru" } },
      { id: "oat", name: "Oat and tan", slots: { leather: "oat", piping: "piping-oat", lining: "lining-rust", edge: "edge-oat", thread: "thread-tan" } },
      { id: "sage", name: "Sage", slots: { leather: "sage", piping: "piping-sage", lining: "lining-sand", edge: "edge-sage", thread: "thread-sage" } },
      { id: "black", name: "Black", slots: { leather: "black", piping: "piping-black", lining: "lining-graphite", edge: "edge-black", thread: "thread-black" } },
    ],
    closeUps: [
      { target: [0.066, 0.25, 0.055], from: [0.5, 0.25, 1], width: 0.11 },
      { target: [0.145, 0.03, 0.065], from: [0.8, 0.3, 1], width: 0.1 },
      { target: [0, 0.22, 0.06], from: [-0.5, 0.3, 1], width: 0.12 },
      { target: [0.1, 0.25, 0], from: [0.5, 1, 0.6], width: 0.2 },
    ],
  };
}

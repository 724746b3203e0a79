import { deform, leather, merge, place, weave, type Mesh, type ProductModel } from "../../kit/index.ts";
import { lettering } from "../../kit/lettering.ts";
import { HEIGHT, makeBody, lipSeam, onPanel, panelSeam, topSeam } from "./body.ts";
import { makeClosure } from "./closure.ts";
import { makeHandles, sewLine } from "./handles.ts";

export default function marlowTote(): ProductModel {
  const body = makeBody(), handles = makeHandles(), closure = makeClosure();
  const behind = (mesh: Mesh): Mesh => place(mesh, { rotate: [0, 180, 0] });
  const seams = merge([
    sewLine(panelSeam(0), 1), behind(sewLine(panelSeam(1), 2)), sewLine(topSeam(0), 3), behind(sewLine(topSeam(1), 4)), sewLine(lipSeam(0), 5), sewLine(lipSeam(1), 6),
  ]);
  // foil stamped into the front, below the strap
  const stamp = deform(lettering("AUROLOT", { height: 0.0045, weight: 0.00058, tracking: 0.42, depth: 0.0001 }), ([x, y, z]) => onPanel(x, HEIGHT - 0.117 + y, z + 0.00022).at);
  const grain = leather({ tileMetres: 0.15, pebbles: 92, relief: 0.55, roughness: 0.37, seed: 7 });
  const twill = weave({ threads: 48, tileMetres: 0.03, pattern: "twill", slub: 0.5, size: 512, seed: 3 });
  const hide = (id: string, baseColor: string) => ({ id, baseColor, textures: grain });
  const smooth = (id: string, baseColor: string, normalScale = 0.35) => ({ id, baseColor, textures: grain, maps: ["normal", "orm"] as const, normalScale });
  const lining = (id: string, baseColor: string) => ({ id, baseColor, textures: twill, maps: ["normal", "orm"] as const, normalScale: 0.8 });
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
      { name: "stamp", mesh: stamp, slot: "foil" },
      { name: "hardware", mesh: merge([handles.metal, closure.metal]), slot: "metal" },
    ],
    materials: [
      hide("chestnut", "#8c6750"), hide("black", "#333132"), smooth("oat", "#cfc0a8", 1), hide("sage", "#83836f"),
      smooth("piping-chestnut", "#573627"), smooth("piping-black", "#201f20"), smooth("piping-oat", "#9c7048"), smooth("piping-sage", "#51513f"),
      lining("lining-sand", "#b59c7e"), lining("lining-graphite", "#4a4744"), lining("lining-rust", "#9a6444"),
      { id: "edge-chestnut", baseColor: "#4d2d1c", roughness: 0.38 }, { id: "edge-black", baseColor: "#171617", roughness: 0.38 },
      { id: "edge-oat", baseColor: "#87603e", roughness: 0.38 }, { id: "edge-sage", baseColor: "#46473a", roughness: 0.38 },
      { id: "thread-ecru", baseColor: "#dccdb2", roughness: 0.75 }, { id: "thread-black", baseColor: "#3b393a", roughness: 0.75 }, { id: "thread-tan", baseColor: "#a87d54", roughness: 0.75 },
      { id: "thread-sage", baseColor: "#a5a58c", roughness: 0.75 },
      { id: "foil", baseColor: "#dcc08a", metallic: 0.35, roughness: 0.4 },
      { id: "brass", baseColor: "#cfab6a", metallic: 1, roughness: 0.24 },
    ],
    slots: { metal: "brass", foil: "foil" },
    finishes: [
      { id: "chestnut", name: "Chestnut", slots: { leather: "chestnut", piping: "piping-chestnut", lining: "lining-sand", edge: "edge-chestnut", thread: "thread-ecru" } },
      { id: "oat", name: "Oat and tan", slots: { leather: "oat", piping: "piping-oat", lining: "lining-rust", edge: "edge-oat", thread: "thread-tan" } },
      { id: "sage", name: "Sage", slots: { leather: "sage", piping: "piping-sage", lining: "lining-sand", edge: "edge-sage", thread: "thread-sage" } },
      { id: "black", name: "Black", slots: { leather: "black", piping: "piping-black", lining: "lining-graphite", edge: "edge-black", thread: "thread-black" } },
    ],
    closeUps: [
      { target: [0.066, 0.25, 0.055], from: [0.5, 0.25, 1], width: 0.11 },
      { target: [0.145, 0.03, 0.065], from: [0.8, 0.3, 1], width: 0.1 },
      { target: [0, 0.185, 0.065], from: [-0.4, 0.3, 1], width: 0.13 },
      { target: [0.1, 0.25, 0], from: [0.5, 1, 0.6], width: 0.2 },
    ],
  };
}

import { bounds, brushedMetal, leather, merge, place, type Mesh, type ProductModel } from "../../kit/index.ts";
import { makeCase } from "./case.ts";
import { makeDial } from "./dial.ts";
import { makeStrap } from "./strap.ts";
import { sunray } from "./textures.ts";

/** Degrees by which the dial leans back from the upright. */
const LEAN = 26;

export default function solsticeWatch(): ProductModel {
  const body = makeCase(), dial = makeDial(), strap = makeStrap();
  const turn = (mesh: Mesh): Mesh => place(mesh, { rotate: [90 - LEAN, 0, 0] });
  const box = bounds(turn(merge([strap.leather, strap.lining, strap.edge, strap.buckle, body.polished])));
  const stand = (mesh: Mesh): Mesh => place(turn(mesh), { at: [0, -box.min[1], -box.centre[2]] });
  const calf = leather({ tileMetres: 0.042, pebbles: 104, relief: 0.16, roughness: 0.5, seed: 4 });
  const brushed = brushedMetal({ tileMetres: 0.03, roughness: 0.3, brush: 0.8, seed: 2 });
  const rays = sunray();
  const face = (id: string, baseColor: string, seconds = baseColor) => [
    { id, baseColor, textures: rays, metallic: 1, roughness: 1, anisotropy: { strength: 0.72 } },
    { id: `${id}-seconds`, baseColor: seconds, metallic: 1, roughness: 0.34 },
  ];
  const hide = (id: string, baseColor: string) => ({ id, baseColor, textures: calf });
  return {
    slug: "solstice-watch",
    category: "fashion",
    parts: [
      { name: "case-brushed", mesh: stand(body.brushed), slot: "brushed" },
      { name: "case-polished", mesh: stand(body.polished), slot: "polished" },
      { name: "buckle", mesh: stand(strap.buckle), slot: "polished" },
      { name: "dial", mesh: stand(dial.sunray), slot: "dial" },
      { name: "small-seconds", mesh: stand(dial.seconds), slot: "seconds" },
      { name: "applied", mesh: stand(dial.applied), slot: "applied" },
      { name: "print", mesh: stand(dial.print), slot: "print" },
      { name: "engraving", mesh: stand(body.engraving), slot: "holes" },
      { name: "strap", mesh: stand(strap.leather), slot: "strap" },
      { name: "strap-lining", mesh: stand(strap.lining), slot: "lining" },
      { name: "strap-edge", mesh: stand(strap.edge), slot: "edge" },
      { name: "thread", mesh: stand(strap.thread), slot: "thread" },
      { name: "holes", mesh: stand(strap.holes), slot: "holes" },
      { name: "glass", mesh: stand(body.glass), slot: "glass" },
    ],
    materials: [
      { id: "steel-brushed", baseColor: "#cfcecb", textures: brushed, anisotropy: { strength: 0.5, rotation: Math.PI / 2 } },
      { id: "steel-polished", baseColor: "#d6d5d2", metallic: 1, roughness: 0.1 },
      { id: "gold-brushed", baseColor: "#e0c598", textures: brushed, anisotropy: { strength: 0.5, rotation: Math.PI / 2 } },
      { id: "gold-polished", baseColor: "#e8cd9f", metallic: 1, roughness: 0.11 },
      ...face("ink", "#27405f"),
      ...face("silver", "#d4d0c8", "#aeaaa2"),
      ...face("moss", "#49523c"),
      { id: "print-light", baseColor: "#efece4", roughness: 0.6 },
      { id: "print-dark", baseColor: "#2b2a2a", roughness: 0.6 },
      hide("cognac", "#86614a"), hide("espresso", "#54402f"), hide("black", "#302d2c"),
      { id: "lining-sand", baseColor: "#b99b78", textures: calf, maps: ["normal", "orm"] },
      { id: "lining-black", baseColor: "#39332f", textures: calf, maps: ["normal", "orm"] },
      { id: "edge-cognac", baseColor: "#5f3b25", roughness: 0.42 },
      { id: "edge-espresso", baseColor: "#33241b", roughness: 0.42 },
      { id: "edge-black", baseColor: "#1c1b1b", roughness: 0.42 },
      { id: "thread-ecru", baseColor: "#d8c8a8", roughness: 0.7 },
      { id: "thread-espresso", baseColor: "#5d4634", roughness: 0.7 },
      { id: "thread-black", baseColor: "#343131", roughness: 0.7 },
      { id: "hole", baseColor: "#17110d", roughness: 0.9 },
      { id: "sapphire", baseColor: "#f4f7ff", roughness: 0.03, ior: 1.77, opacity: 0.07 },
    ],
    slots: { holes: "hole", glass: "sapphire" },
    finishes: [
      {
        id: "steel-ink", name: "Steel, ink blue, cognac calf",
        slots: { brushed: "steel-brushed", polished: "steel-polished", applied: "steel-polished", dial: "ink", seconds: "ink-seconds", print: "print-light", strap: "cognac", lining: "lining-sand", edge: "edge-cognac", thread: "thread-ecru" },
      },
      {
        id: "steel-silver", name: "Steel, silver, black calf",
        slots: { brushed: "steel-brushed", polished: "steel-polished", applied: "steel-polished", dial: "silver", seconds: "silver-seconds", print: "print-dark", strap: "black", lining: "lining-black", edge: "edge-black", thread: "thread-black" },
      },
      {
        id: "gold-moss", name: "Gold, moss, espresso calf",
        slots: { brushed: "gold-brushed", polished: "gold-polished", applied: "gold-polished", dial: "moss", seconds: "moss-seconds", print: "print-light", strap: "espresso", lining: "lining-sand", edge: "edge-espresso", thread: "thread-espresso" },
      },
    ],
    closeUps: [
      { target: [0, 0.045, 0.02], from: [0.25, 0.55, 1], width: 0.044 },
      { target: [0.02, 0.041, 0.016], from: [1, 0.45, 0.6], width: 0.02 },
      { target: [0, 0.02, -0.03], from: [0.5, 0.2, -1], width: 0.045 },
      { target: [0.01, 0.062, 0.008], from: [0.5, 0.9, 0.8], width: 0.026 },
    ],
  };
}

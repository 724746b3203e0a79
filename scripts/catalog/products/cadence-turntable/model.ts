import { brushedMetal, paint, woods, type MaterialDefinition, type ProductModel } from "../../kit/index.ts";
import { armParts } from "./arm.ts";
import { platterParts } from "./platter.ts";
import { plinthParts } from "./plinth.ts";

interface Wear {
  name: string;
  wood: "walnut" | "oak" | "black";
  deck: string;
  ink: string;
  metal: string;
  polished: string;
  arm: string;
  label: string;
  labelInk: string;
}

/** Colours of each finish, sRGB. */
const FINISHES: Record<string, Wear> = {
  "walnut-black": { name: "Walnut and black", wood: "walnut", deck: "#343435", ink: "#d9d5cc", metal: "#d4d2ce", polished: "#dcdad6", arm: "#d4d2ce", label: "#c9a56a", labelInk: "#2a2722" },
  "oak-chalk": { name: "Oak and chalk", wood: "oak", deck: "#ddd7cb", ink: "#4f4b45", metal: "#d4d2ce", polished: "#dcdad6", arm: "#d4d2ce", label: "#a8584a", labelInk: "#f4eadb" },
  "black-brass": { name: "Black ash and brass", wood: "black", deck: "#343435", ink: "#d3bd95", metal: "#cfb488", polished: "#d6bb90", arm: "#3a3a3c", label: "#e0d8c6", labelInk: "#2a2722" },
  "walnut-fog": { name: "Walnut and fog", wood: "walnut", deck: "#9aa2a3", ink: "#33393b", metal: "#d4d2ce", polished: "#dcdad6", arm: "#d4d2ce", label: "#3f5a66", labelInk: "#efe9dc" },
};

/** A belt-driven turntable, 430 mm wide: solid wood frame, cast platter with strobe dots, a record, a gimballed arm in the groove. */
export default function model(): ProductModel {
  const board = woods(
    { tileMetres: [0.24, 0.9], rings: 18, porosity: 0.6, roughness: 0.48, seed: 63, size: 2048 },
    { walnut: { light: "#85684f", dark: "#533a2b", pore: "#33231a" }, oak: { light: "#cfb591", dark: "#a68660", pore: "#75593e" } },
  );
  const lacquer = paint({ tileMetres: 0.06, finish: "powder", roughness: 0.5, relief: 0.5, seed: 64 });
  const blasted = brushedMetal({ tileMetres: 0.06, roughness: 0.38, brush: 0, seed: 65 });
  const brushed = brushedMetal({ tileMetres: 0.16, roughness: 0.34, brush: 0.7, seed: 66 });
  const groove = brushedMetal({ tileMetres: 0.024, brush: 1, seed: 68 });
  const felt = paint({ tileMetres: 0.03, finish: "spark", roughness: 0.95, relief: 2, seed: 67 });
  const materials: MaterialDefinition[] = [
    { id: "dark", baseColor: "#151515", roughness: 0.7 },
    { id: "rubber", baseColor: "#272626", roughness: 0.75 },
    { id: "accent", baseColor: "#b9523a", roughness: 0.42 },
    { id: "light", baseColor: "#f0e3c4", roughness: 0.4, emissive: { color: "#ffdca0", strength: 1.4 } },
    { id: "felt", baseColor: "#5b5852", textures: felt },
    // the cut of the grooves: lines along u that spread light across them
    { id: "vinyl", baseColor: "#191919", textures: groove, maps: ["normal"], roughness: 0.26, anisotropy: { strength: 0.8, rotation: Math.PI / 2 } },
    { id: "vinyl-land", baseColor: "#141414", roughness: 0.16 },
    { id: "walnut", textures: board.walnut },
    { id: "oak", textures: board.oak },
    // stain goes into the pores: the figure stays, dark and cool
    { id: "black", textures: board.oak, baseColor: "#42474e", roughness: 0.9 },
  ];
  const finishes = Object.entries(FINISHES).map(([id, w]) => {
    const own = (slot: string, m: Omit<MaterialDefinition, "id">): [string, string] => {
      materials.push({ id: `${slot}-${id}`, ...m });
      return [slot, `${slot}-${id}`];
    };
    const slots = Object.fromEntries([
      own("deck", { baseColor: w.deck, textures: lacquer }),
      own("ink", { baseColor: w.ink, roughness: 0.6 }),
      own("metal", { baseColor: w.metal, metallic: 1, roughness: 0.29 }),
      own("platter", { baseColor: w.metal, textures: brushed, anisotropy: { strength: 0.4, rotation: Math.PI / 2 } }),
      own("polished", { baseColor: w.polished, metallic: 1, roughness: 0.15 }),
      own("arm", { baseColor: w.arm, textures: blasted, roughness: 0.8 }),
      own("label", { baseColor: w.label, roughness: 0.75 }),
      own("label-ink", { baseColor: w.labelInk, roughness: 0.7 }),
    ]);
    return { id, name: w.name, slots: { ...slots, wood: w.wood } };
  });
  return {
    slug: "cadence-turntable",
    category: "gadgets",
    parts: [...plinthParts(), ...platterParts(), ...armParts()],
    materials,
    slots: Object.fromEntries(["dark", "rubber", "accent", "light", "felt", "vinyl", "vinyl-land"].map((id) => [id, id])),
    finishes,
    closeUps: [
      { target: [0.15, 0.1, -0.09], from: [0.5, 0.6, 1], width: 0.16 },
      { target: [0.03, 0.1, 0.09], from: [0.6, 0.55, 1], width: 0.09 },
      { target: [-0.05, 0.09, 0], from: [0.1, 0.9, 0.8], width: 0.17 },
      { target: [0.16, 0.07, 0.13], from: [0.3, 0.8, 1], width: 0.12 },
      { target: [-0.19, 0.06, 0.15], from: [-0.7, 0.5, 1], width: 0.12 },
      { target: [-0.11, 0.045, -0.17], from: [-0.3, 0.3, -1], width: 0.17 },
    ],
  };
}

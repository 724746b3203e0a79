import { brushedMetal, paint, weave, type MaterialDefinition, type ProductModel } from "../../kit/index.ts";
import { cableParts } from "./cable.ts";
import { caseParts, onPlate } from "./case.ts";
import { keyParts } from "./keycaps.ts";

interface Wear {
  case: string;
  base: string;
  chamfer: string;
  alpha: string;
  modifier: string;
  accent: string;
  ink: string;
  modifierInk: string;
  accentInk: string;
  knob: string;
  cable: string;
}

/** Colours of each finish, sRGB. */
const FINISHES: Record<string, { name: string; wear: Wear }> = {
  chalk: { name: "Chalk", wear: { case: "#d9d4ca", base: "#c0bab0", chamfer: "#f0ede6", alpha: "#ece6da", modifier: "#bdb6a8", accent: "#b8664a", ink: "#4a4641", modifierInk: "#3f3b36", accentInk: "#fbeee4", knob: "#cf9d72", cable: "#d8cfbf" } },
  basalt: { name: "Basalt", wear: { case: "#707174", base: "#4d4e50", chamfer: "#a9aaac", alpha: "#505256", modifier: "#393b3e", accent: "#c9a262", ink: "#d6d2c8", modifierInk: "#b9b5ab", accentInk: "#3a2f1c", knob: "#c9ab7c", cable: "#3a3b3d" } },
  fjord: { name: "Fjord", wear: { case: "#98a5ae", base: "#667480", chamfer: "#dbe3e8", alpha: "#e7e4dc", modifier: "#77868f", accent: "#cdb06c", ink: "#46525a", modifierInk: "#eef1f0", accentInk: "#4a3d1f", knob: "#e2e2df", cable: "#77868f" } },
  fir: { name: "Fir", wear: { case: "#888d83", base: "#5a5f57", chamfer: "#d3d6ce", alpha: "#e9e2d2", modifier: "#686e63", accent: "#a96a50", ink: "#4b4a3e", modifierInk: "#ecead9", accentInk: "#fbeee4", knob: "#d3b98c", cable: "#686e63" } },
};

/** A compact mechanical keyboard, 321 mm wide: wedge of machined aluminium, sculpted caps, a knurled knob, a coiled lead. */
export default function model(): ProductModel {
  const blasted = brushedMetal({ tileMetres: 0.05, roughness: 0.44, brush: 0, seed: 21 });
  const eroded = paint({ tileMetres: 0.03, finish: "spark", relief: 0.8, roughness: 0.58, seed: 22 });
  const braid = weave({ tileMetres: 0.0264, threads: 48, pattern: "twill", slub: 0.15, roughness: 0.7, seed: 23 });
  const materials: MaterialDefinition[] = [
    { id: "dark", baseColor: "#1b1b1c", roughness: 0.6 },
    { id: "rubber", baseColor: "#2a2927", roughness: 0.85 },
    { id: "contact", baseColor: "#c9c8c4", metallic: 1, roughness: 0.25 },
  ];
  const finishes = Object.entries(FINISHES).map(([id, { name, wear: w }]) => {
    const own = (slot: string, m: Omit<MaterialDefinition, "id">): [string, string] => {
      materials.push({ id: `${slot}-${id}`, ...m });
      return [slot, `${slot}-${id}`];
    };
    const slots = Object.fromEntries([
      own("case", { baseColor: w.case, textures: blasted }),
      own("base", { baseColor: w.base, textures: blasted }),
      own("chamfer", { baseColor: w.chamfer, metallic: 1, roughness: 0.16 }),
      own("alpha", { baseColor: w.alpha, textures: eroded }),
      own("modifier", { baseColor: w.modifier, textures: eroded }),
      own("accent", { baseColor: w.accent, textures: eroded }),
      own("legend-alpha", { baseColor: w.ink, roughness: 0.6 }),
      own("legend-modifier", { baseColor: w.modifierInk, roughness: 0.6 }),
      own("legend-accent", { baseColor: w.accentInk, roughness: 0.6 }),
      own("knob", { baseColor: w.knob, metallic: 1, roughness: 0.3 }),
      own("knob-turned", { baseColor: w.knob, metallic: 1, roughness: 0.3 }),
      own("knob-polished", { baseColor: w.knob, metallic: 1, roughness: 0.13 }),
      own("cable", { baseColor: w.cable, textures: braid }),
      own("connector", { baseColor: w.chamfer, metallic: 1, roughness: 0.32 }),
    ]);
    return { id, name, slots };
  });
  const keys = keyParts().map((p) => ({ ...p, instances: (p.instances ?? [onPlate.clone().identity()]).map((m) => onPlate.clone().multiply(m)) }));
  return {
    slug: "quarto-keyboard",
    category: "gadgets",
    parts: [...caseParts(), ...keys, ...cableParts()],
    materials,
    slots: { dark: "dark", rubber: "rubber", contact: "contact" },
    finishes,
    closeUps: [
      { target: [0.135, 0.035, -0.04], from: [0.5, 0.7, 1], width: 0.075 },
      { target: [-0.12, 0.03, -0.02], from: [-0.25, 0.8, 1], width: 0.09 },
      { target: [-0.14, 0.015, 0.05], from: [-0.8, 0.5, 1], width: 0.06 },
      { target: [-0.08, 0.012, -0.08], from: [-0.5, 0.6, -1], width: 0.11 },
      { target: [0.0, 0.03, 0.03], from: [0.15, 0.5, 1], width: 0.1 },
    ],
  };
}

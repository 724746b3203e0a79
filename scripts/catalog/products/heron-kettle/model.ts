import { brushedMetal, paint, woods, type MaterialDefinition, type ProductModel } from "../../kit/index.ts";
import { baseParts } from "./base.ts";
import { vesselParts } from "./vessel.ts";

interface Wear {
  name: string;
  /** Bare metal, brushed around; or the colour of a coat over it. */
  metal?: string;
  coat?: string;
  /** Lip, bracket and screws. */
  bright: string;
  wood: "walnut" | "oak";
  base: string;
  ink: string;
  dial: string;
  engraving: string;
}

/** Colours of each finish, sRGB. */
const FINISHES: Record<string, Wear> = {
  "steel-walnut": { name: "Brushed steel and walnut", metal: "#d2d0cc", bright: "#dad8d4", wood: "walnut", base: "#39393a", ink: "#d9d5cc", dial: "#d5d3cf", engraving: "#4a4846" },
  "soot-walnut": { name: "Soot and walnut", coat: "#37383a", bright: "#d3b98f", wood: "walnut", base: "#39393a", ink: "#d9d5cc", dial: "#d3b98f", engraving: "#b9a583" },
  "chalk-oak": { name: "Chalk and oak", coat: "#ded8cc", bright: "#d6d4d0", wood: "oak", base: "#d3ccbf", ink: "#57524b", dial: "#d5d3cf", engraving: "#8b8376" },
  "copper-oak": { name: "Copper and oak", metal: "#d9a585", bright: "#dcae90", wood: "oak", base: "#4a4846", ink: "#d9d5cc", dial: "#dcae90", engraving: "#6f4a38" },
};

/** A gooseneck kettle on its heater: spun vessel, swept spout, bent wooden grip, a knurled dial for the temperature. */
export default function model(): ProductModel {
  const brushed = brushedMetal({ tileMetres: 0.16, roughness: 0.3, brush: 0.75, seed: 51, size: 2048 });
  const powder = paint({ tileMetres: 0.06, finish: "powder", roughness: 0.56, relief: 0.8, seed: 52 });
  const timber = woods(
    { tileMetres: [0.11, 0.4], rings: 14, porosity: 0.5, roughness: 0.46, seed: 57, size: 2048 },
    { walnut: { light: "#85684f", dark: "#533a2b", pore: "#33231a" }, oak: { light: "#cfb591", dark: "#a68660", pore: "#75593e" } },
  );
  const materials: MaterialDefinition[] = [
    { id: "dark", baseColor: "#151515", roughness: 0.7 },
    { id: "rubber", baseColor: "#2b2a29", roughness: 0.8 },
    { id: "plate", baseColor: "#46474a", metallic: 0.6, roughness: 0.42 },
    { id: "accent", baseColor: "#c8512f", roughness: 0.45 },
    { id: "light", baseColor: "#f0e3c4", roughness: 0.4, emissive: { color: "#ffdca0", strength: 1.4 } },
    { id: "walnut", textures: timber.walnut },
    { id: "oak", textures: timber.oak },
  ];
  const finishes = Object.entries(FINISHES).map(([id, w]) => {
    const own = (slot: string, m: Omit<MaterialDefinition, "id">): [string, string] => {
      materials.push({ id: `${slot}-${id}`, ...m });
      return [slot, `${slot}-${id}`];
    };
    const skin = w.coat ? { baseColor: w.coat, textures: powder } : { baseColor: w.metal ?? w.bright, textures: brushed, anisotropy: { strength: 0.45, rotation: Math.PI / 2 } };
    const slots = Object.fromEntries([
      own("vessel", skin),
      own("lid", skin),
      own("spout", w.coat ? { baseColor: w.coat, textures: powder } : { baseColor: w.metal ?? w.bright, metallic: 1, roughness: 0.2 }),
      own("polished", { baseColor: w.bright, metallic: 1, roughness: 0.17 }),
      own("base", { baseColor: w.base, textures: powder }),
      own("dial", { baseColor: w.dial, metallic: 1, roughness: 0.28 }),
      own("ink", { baseColor: w.ink, roughness: 0.6 }),
      own("engraving", { baseColor: w.engraving, roughness: 0.55 }),
    ]);
    return { id, name: w.name, slots: { ...slots, wood: w.wood } };
  });
  return {
    slug: "heron-kettle",
    category: "gadgets",
    parts: [...vesselParts(), ...baseParts()],
    materials,
    slots: Object.fromEntries(["dark", "rubber", "plate", "accent", "light"].map((id) => [id, id])),
    finishes,
    closeUps: [
      { target: [0, 0.026, 0.09], from: [0.2, 0.8, 1], width: 0.11 },
      { target: [-0.14, 0.13, 0], from: [-0.6, 0.35, 1], width: 0.06 },
      { target: [-0.08, 0.055, 0], from: [-0.3, 0.3, 1], width: 0.09 },
      { target: [0.1, 0.11, 0], from: [0.6, 0.5, 1], width: 0.1 },
      { target: [0, 0.14, 0], from: [0.2, 0.6, 1], width: 0.12 },
    ],
  };
}

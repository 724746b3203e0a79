import { brushedMetal, leather, paint, type MaterialDefinition, type ProductModel } from "../../kit/index.ts";
import { bodyParts } from "./body.ts";
import { controlParts } from "./controls.ts";
import { lensParts } from "./lens.ts";

interface Wear {
  name: string;
  /** Bare metal, or the colour of a lacquer over it. */
  cover: string;
  lacquer: boolean;
  ink: string;
  leather: string;
  barrel: string;
  barrelInk: string;
  /** Knobs and levers. */
  knob: string;
  knobInk: string;
  polished: string;
}

/** Colours of each finish, sRGB. */
const FINISHES: Record<string, Wear> = {
  "chrome-black": { name: "Chrome and black", cover: "#d3d1cd", lacquer: false, ink: "#2a2928", leather: "#464646", barrel: "#3b3b3e", barrelInk: "#efece4", knob: "#d3d1cd", knobInk: "#2a2928", polished: "#dedcd8" },
  "chrome-cognac": { name: "Chrome and cognac", cover: "#d3d1cd", lacquer: false, ink: "#2a2928", leather: "#866650", barrel: "#c9c7c3", barrelInk: "#2a2928", knob: "#d3d1cd", knobInk: "#2a2928", polished: "#dedcd8" },
  "black-brass": { name: "Black lacquer and brass", cover: "#222122", lacquer: true, ink: "#efe9dc", leather: "#424243", barrel: "#38383b", barrelInk: "#efece4", knob: "#c8ae83", knobInk: "#2a2420", polished: "#d0b58a" },
  "olive": { name: "Olive lacquer", cover: "#74766a", lacquer: true, ink: "#efe9dc", leather: "#54564d", barrel: "#3b3b3d", barrelInk: "#efece4", knob: "#b9b6ae", knobInk: "#2a2928", polished: "#c6c3bb" },
};

/** A 35 mm rangefinder camera, 136 mm wide: pressed covers over leather, knurled dials, a compact lens with engraved scales. */
export default function model(): ProductModel {
  const grain = leather({ tileMetres: 0.045, pebbles: 64, relief: 0.5, roughness: 0.52, seed: 41, size: 2048 });
  const satin = brushedMetal({ tileMetres: 0.03, roughness: 0.36, brush: 0, seed: 42 });
  const sprayed = paint({ tileMetres: 0.03, finish: "orange-peel", roughness: 0.34, relief: 0.6, seed: 43 });
  const materials: MaterialDefinition[] = [
    { id: "dark", baseColor: "#141415", roughness: 0.62 },
    { id: "iris", baseColor: "#34353a", metallic: 0.8, roughness: 0.42 },
    { id: "tip", baseColor: "#1d1c1c", roughness: 0.4 },
    { id: "accent", baseColor: "#c8412c", roughness: 0.4 },
    { id: "bezel", baseColor: "#232324", roughness: 0.38 },
    { id: "pane", baseColor: "#7f94b4", metallic: 1, roughness: 0.05, opacity: 0.5 },
    { id: "frost", baseColor: "#d9dcdb", roughness: 0.3 },
    { id: "amber", baseColor: "#8a5c30", metallic: 1, roughness: 0.05, opacity: 0.6 },
    { id: "coated", baseColor: "#4a4392", metallic: 1, roughness: 0.02, opacity: 0.55 },
  ];
  const finishes = Object.entries(FINISHES).map(([id, w]) => {
    const own = (slot: string, m: Omit<MaterialDefinition, "id">): [string, string] => {
      materials.push({ id: `${slot}-${id}`, ...m });
      return [slot, `${slot}-${id}`];
    };
    const slots = Object.fromEntries([
      own("cover", w.lacquer ? { baseColor: w.cover, textures: sprayed } : { baseColor: w.cover, textures: satin }),
      own("leather", { baseColor: w.leather, textures: grain }),
      own("metal", w.lacquer ? { baseColor: w.cover, textures: sprayed } : { baseColor: w.knob, textures: satin }),
      own("knob", { baseColor: w.knob, metallic: 1, roughness: 0.3 }),
      own("knob-ink", { baseColor: w.knobInk, roughness: 0.6 }),
      own("polished", { baseColor: w.polished, metallic: 1, roughness: 0.16 }),
      own("ink", { baseColor: w.ink, roughness: 0.6 }),
      own("barrel", { baseColor: w.barrel, textures: satin, metallic: w.barrelInk < "#8" ? 1 : 0.55 }),
      own("grip", { baseColor: w.barrel, metallic: w.barrelInk < "#8" ? 1 : 0.55, roughness: 0.38 }),
      own("barrel-ink", { baseColor: w.barrelInk, roughness: 0.6 }),
    ]);
    return { id, name: w.name, slots };
  });
  return {
    slug: "meridian-camera",
    category: "gadgets",
    parts: [...bodyParts(), ...controlParts(), ...lensParts()],
    materials,
    slots: Object.fromEntries(["dark", "iris", "tip", "accent", "bezel", "pane", "frost", "amber", "coated"].map((id) => [id, id])),
    finishes,
    closeUps: [
      { target: [0.002, 0.03, 0.045], from: [0.25, 0.2, 1], width: 0.055 },
      { target: [0.002, 0.05, 0.03], from: [-0.15, 1, -0.25], width: 0.06 },
      { target: [-0.04, 0.066, 0], from: [-0.4, 0.9, 0.6], width: 0.055 },
      { target: [0.03, 0.062, 0.015], from: [0.3, 0.35, 1], width: 0.06 },
      { target: [0.045, 0.07, 0], from: [0.6, 0.7, -0.7], width: 0.05 },
      { target: [-0.045, 0.04, 0.016], from: [-0.5, 0.2, 1], width: 0.05 },
    ],
  };
}

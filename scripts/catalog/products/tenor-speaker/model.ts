import { brushedMetal, knit, leather, paint, type MaterialDefinition, type ProductModel } from "../../kit/index.ts";
import { bodyParts } from "./body.ts";
import { dialParts, strapParts } from "./controls.ts";

/** A portable speaker, 216 mm wide: knit cloth over a rounded body, aluminium deck and dial, bolted leather strap. */
export default function model(): ProductModel {
  const yarn = knit({ columns: 72, rows: 90, tileMetres: 0.1, deep: "#6a6a6a", yarn: "#ffffff", roughness: 0.9, melange: 0.3, seed: 11 });
  const blasted = brushedMetal({ tileMetres: 0.05, roughness: 0.42, brush: 0, seed: 5 });
  const hide = leather({ tileMetres: 0.06, pebbles: 104, relief: 0.32, roughness: 0.5, seed: 8 });
  const grain = paint({ tileMetres: 0.03, finish: "spark", relief: 0.7, roughness: 0.6, seed: 4 });

  const cloth = (id: string, baseColor: string, sheen: string): MaterialDefinition => ({ id, baseColor, textures: yarn, sheen: { color: sheen, roughness: 0.6 } });
  const metal = (tone: string, baseColor: string): MaterialDefinition[] => [
    { id: `metal-${tone}`, baseColor, textures: blasted },
    { id: `dial-${tone}`, baseColor, textures: blasted, roughness: 0.72 },
    { id: `turned-${tone}`, baseColor, metallic: 1, roughness: 0.3 },
    { id: `polished-${tone}`, baseColor, metallic: 1, roughness: 0.14 },
  ];
  const hideOf = (id: string, baseColor: string): MaterialDefinition => ({ id, baseColor, textures: hide });
  const tray = (id: string, baseColor: string): MaterialDefinition => ({ id, baseColor, textures: grain });
  const thread = (id: string, baseColor: string): MaterialDefinition => ({ id, baseColor, roughness: 0.75 });

  const wear = (tone: string, rest: { cloth: string; leather: string; lining: string; tray: string; thread: string; name: string }) => ({
    ...rest, metal: `metal-${tone}`, dial: `dial-${tone}`, turned: `turned-${tone}`, polished: `polished-${tone}`,
  });
  return {
    slug: "tenor-speaker",
    category: "gadgets",
    parts: [...bodyParts(), ...dialParts(), ...strapParts()],
    materials: [
      cloth("cloth-oat", "#cfc3b0", "#6b6257"),
      cloth("cloth-lichen", "#878b7e", "#4a5046"),
      cloth("cloth-ink", "#3a4048", "#2a3038"),
      cloth("cloth-madder", "#9c6552", "#5c3226"),
      ...metal("silver", "#dcdad6"),
      ...metal("black", "#4a4a4c"),
      hideOf("leather-tan", "#a9825e"), hideOf("leather-umber", "#6b4631"), hideOf("leather-black", "#2f2b29"),
      hideOf("lining-tan", "#8d6c50"), hideOf("lining-umber", "#54382a"), hideOf("lining-black", "#262321"),
      tray("tray-stone", "#b7ada0"), tray("tray-moss", "#565b50"), tray("tray-black", "#26272a"), tray("tray-brown", "#4b3630"),
      thread("thread-cream", "#e9dfcd"), thread("thread-sand", "#b9a78a"), thread("thread-slate", "#6d7378"),
      { id: "name-bronze", baseColor: "#7d7268", metallic: 1, roughness: 0.38 },
      { id: "name-silver", baseColor: "#d6d2cb", metallic: 1, roughness: 0.32 },
      { id: "name-pewter", baseColor: "#a3a4a6", metallic: 1, roughness: 0.34 },
      { id: "dark", baseColor: "#141414", roughness: 0.7 },
      { id: "rubber", baseColor: "#2a2927", roughness: 0.85 },
      { id: "accent", baseColor: "#d2622a", roughness: 0.45 },
      { id: "light", baseColor: "#ffffff", roughness: 0.4, emissive: { color: "#fff3dc", strength: 1.4 } },
    ],
    slots: { dark: "dark", rubber: "rubber", accent: "accent", light: "light" },
    finishes: [
      { id: "oat", name: "Oat", slots: wear("silver", { cloth: "cloth-oat", leather: "leather-tan", lining: "lining-tan", tray: "tray-stone", thread: "thread-cream", name: "name-bronze" }) },
      { id: "lichen", name: "Lichen", slots: wear("silver", { cloth: "cloth-lichen", leather: "leather-umber", lining: "lining-umber", tray: "tray-moss", thread: "thread-sand", name: "name-silver" }) },
      { id: "madder", name: "Madder", slots: wear("silver", { cloth: "cloth-madder", leather: "leather-umber", lining: "lining-umber", tray: "tray-brown", thread: "thread-sand", name: "name-silver" }) },
      { id: "ink", name: "Ink", slots: wear("black", { cloth: "cloth-ink", leather: "leather-black", lining: "lining-black", tray: "tray-black", thread: "thread-slate", name: "name-pewter" }) },
    ],
    closeUps: [
      { target: [0.052, 0.122, 0.008], from: [0.15, 0.75, 1], width: 0.075 },
      { target: [0.1, 0.085, 0.01], from: [1, 0.35, 0.9], width: 0.07 },
      { target: [0, 0.035, 0.052], from: [0.35, 0.25, 1], width: 0.075 },
      { target: [-0.046, 0.117, 0], from: [-0.3, 0.8, 0.9], width: 0.085 },
      { target: [0, 0.04, -0.052], from: [0.4, 0.3, -1], width: 0.1 },
    ],
  };
}

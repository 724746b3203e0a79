import { bounds, brushedMetal, leather, merge, mirror, place, transform, instantiate, weave, paint, type MaterialDefinition, type Part, type ProductModel, type Vec3 } from "../../kit/index.ts";
import { bandParts } from "./band.ts";
import { controlParts, cupParts, mount, sideLetter, YOKE } from "./cup.ts";

/** Colours of each finish, sRGB. */
const FINISHES = {
  cognac: { name: "Cognac", leather: "#956644", padding: "#8b5f40", thread: "#ead9bd", housing: "#d8d6d1", metal: "#dcdad6", grille: "#c4c2be", turned: "#e2e0dc", letter: "#c9743c" },
  graphite: { name: "Graphite", leather: "#4f4f50", padding: "#494949", thread: "#85827d", housing: "#747578", metal: "#8a8b8f", grille: "#808184", turned: "#c99c76", letter: "#b98a63" },
  bone: { name: "Bone", leather: "#d6c9b6", padding: "#cfc1ad", thread: "#f3ece0", housing: "#d9cdb9", metal: "#e0d2ba", grille: "#cdbfa8", turned: "#e6d8c0", letter: "#a9927a" },
  juniper: { name: "Juniper", leather: "#62655b", padding: "#5a5d54", thread: "#a9ad97", housing: "#858a80", metal: "#d3d2cc", grille: "#74786f", turned: "#dad8d2", letter: "#a9ad97" },
} as const;

/** Over-ear headphones, standing on their cups: leather ear cushions, perforated plates, aluminium yokes, a padded band. */
export default function model(): ProductModel {
  const hide = leather({ tileMetres: 0.045, pebbles: 110, relief: 0.22, roughness: 0.46, seed: 31 });
  const blasted = brushedMetal({ tileMetres: 0.05, roughness: 0.4, brush: 0, seed: 32 });
  const grain = paint({ tileMetres: 0.03, finish: "spark", relief: 0.6, roughness: 0.6, seed: 33 });
  const mesh = weave({ tileMetres: 0.024, threads: 40, pattern: "plain", slub: 0.05, roughness: 0.85, seed: 34 });

  const materials: MaterialDefinition[] = [
    { id: "dark", baseColor: "#121212", roughness: 0.8 },
    { id: "plastic", baseColor: "#2a2a2b", textures: grain },
    { id: "cloth", baseColor: "#3a3937", textures: mesh },
  ];
  const finishes = Object.entries(FINISHES).map(([id, w]) => {
    const own = (slot: string, m: Omit<MaterialDefinition, "id">): [string, string] => {
      materials.push({ id: `${slot}-${id}`, ...m });
      return [slot, `${slot}-${id}`];
    };
    const slots = Object.fromEntries([
      own("leather", { baseColor: w.leather, textures: hide }),
      own("padding", { baseColor: w.padding, textures: hide }),
      own("thread", { baseColor: w.thread, roughness: 0.75 }),
      own("housing", { baseColor: w.housing, textures: blasted }),
      own("metal", { baseColor: w.metal, textures: blasted, roughness: 0.85 }),
      own("grille", { baseColor: w.grille, textures: blasted }),
      own("turned", { baseColor: w.turned, metallic: 1, roughness: 0.3 }),
      own("polished", { baseColor: w.metal, metallic: 1, roughness: 0.15 }),
      own("letter", { baseColor: w.letter, roughness: 0.8 }),
    ]);
    return { id, name: w.name, slots };
  });
  const parts = assemble();
  return {
    slug: "kestrel-headphones",
    category: "gadgets",
    parts,
    materials,
    slots: { dark: "dark", plastic: "plastic", cloth: "cloth" },
    finishes,
    closeUps: [
      { target: [0.088, 0.05, 0.005], from: [1, 0.25, 0.55], width: 0.085 },
      { target: [-0.05, 0.055, 0.02], from: [0.75, 0.3, 0.8], width: 0.1 },
      { target: [0, 0.2, 0.012], from: [0.3, 0.7, 1], width: 0.1 },
      { target: [0.074, 0.115, 0.01], from: [0.9, 0.3, 1], width: 0.08 },
      { target: [0.01, 0.19, 0.0], from: [0.35, -0.35, 1], width: 0.09 },
      { target: [0.07, 0.035, -0.035], from: [0.6, 0.1, -1], width: 0.07 },
    ],
  };
}

/** Both sides and the band, set down on y = 0. */
function assemble(): Part[] {
  const right = mount([0.0585, 0.0505, 0], -3, 4);
  const flat = (p: Part) => (p.instances ? instantiate(p.mesh, p.instances) : p.mesh);
  const sides = cupParts().map((p): Part => {
    const mesh = transform(flat(p), right);
    return { name: p.name, slot: p.slot, mesh: merge([mesh, mirror(mesh, "x")]) };
  });
  const controls = controlParts().map((p): Part => ({ name: p.name, slot: p.slot, mesh: transform(flat(p), right) }));
  const letters: Part = {
    name: "side letters", slot: "letter",
    mesh: merge([transform(sideLetter("R", false), right), mirror(transform(sideLetter("L", true), right), "x")]),
  };
  const e = right.elements, top: Vec3 = [0, YOKE.y, -YOKE.ry];
  const yoke: Vec3 = [0, 1, 2].map((i) => e[i]! * top[0] + e[4 + i]! * top[1] + e[8 + i]! * top[2] + e[12 + i]!) as unknown as Vec3;
  const all = [...sides, ...controls, letters, ...bandParts(yoke).map((p): Part => ({ name: p.name, slot: p.slot, mesh: flat(p) }))];
  const low = Math.min(...all.map((p) => bounds(p.mesh).min[1]));
  return all.map((p) => ({ ...p, mesh: place(p.mesh, { at: [0, -low, 0] }) }));
}

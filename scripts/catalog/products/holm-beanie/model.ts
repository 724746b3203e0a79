import { clamp, colourRamp, computeNormals, deform, instantiate, knit, leather, merge, normalFromHeight, perlin, roundedBox, type MaterialDefinition, type ProductModel, type TextureSet } from "../../kit/index.ts";
import { lettering } from "../../kit/lettering.ts";
import { seam } from "../../kit/seam.ts";
import { stitch } from "../../kit/stitch.ts";
import { surfaceNormal } from "../../kit/sheet.ts";
import { add, type Vec3 } from "../../kit/mesh.ts";
import { COLUMNS, cuffAt, knitting, ROW } from "./knitting.ts";

const LABEL = { angle: 0.62, t: 0.031, width: 0.042, height: 0.019 };

/** A point of the label's plane (x, y) `lift` above the cuff, smoothed over the ribs. */
function onCuff(x: number, y: number, lift: number): Vec3 {
  const angle = LABEL.angle + x / 0.1035, t = LABEL.t + y;
  return add(cuffAt(angle, t), surfaceNormal(cuffAt, angle, t, 4e-3), lift + 0.0026);
}

/** Two plies of carded wool twisted together, a few stray fibres. */
function yarnMaps(size = 512): TextureSet {
  const tileMetres = 0.0091, n = size * size, height = new Float32Array(n), tone = new Float32Array(n);
  const fibre = perlin(size, { seed: 2, fx: 40, fy: 90, octaves: 2, gain: 0.7 }), slow = perlin(size, { seed: 3, fx: 5, octaves: 2 });
  for (let i = 0; i < n; i++) {
    const u = (i % size) / size, v = Math.floor(i / size) / size, phase = (u * 2 + v * 3) % 1;
    const ply = Math.sqrt(Math.max(0, 1 - (2 * phase - 1) ** 2));
    height[i] = (ply * 0.5 + fibre[i]! * 0.16) * 0.0006;
    tone[i] = clamp(0.52 + ply * 0.32 + fibre[i]! * 0.14 + slow[i]! * 0.1);
  }
  return { tileMetres, albedo: colourRamp(size, tone, [[70, 64, 58], [255, 252, 246]]), normal: normalFromHeight(height, size, tileMetres, 0.7) };
}

export default function holmBeanie(): ProductModel {
  const made = knitting();
  const yarn = yarnMaps(), bed = knit({ columns: 36, rows: 36, tileMetres: [36 * (0.6 / COLUMNS), 36 * ROW], rib: true, seed: 4, size: 2048 });
  const hide = leather({ tileMetres: 0.1, pebbles: 90, relief: 0.35, roughness: 0.5, seed: 5, size: 512 });
  const patch = deform(roundedBox(LABEL.width, LABEL.height, 0.0014, 0.0006, { steps: 3, cells: 24 }), ([x, y, z]) => onCuff(x, y, z));
  const stamp = deform(lettering("AUROLOT", { height: 0.0042, weight: 0.00055, tracking: 0.4, depth: 0.0001 }), ([x, y, z]) => onCuff(x, y - 0.002, z + 0.00072));
  const corners = [-1, 1].flatMap((sx) => [-1, 1].map((sy) => Array.from({ length: 6 }, (_, k) => {
    const y = sy * (LABEL.height / 2 - 0.0022 - k * 0.0007), x = sx * (LABEL.width / 2 - 0.0022);
    return { at: onCuff(x, y, 0.0008), normal: surfaceNormal(cuffAt, LABEL.angle + x / 0.1035, LABEL.t + y, 4e-3) };
  })));
  const thread = merge(corners.map((line, i) => instantiate(stitch({ length: 0.0032, radius: 0.0004 }), seam(line, { spacing: 0.0036, seed: i }))));
  const wool = (id: string, baseColor: string, sheen: string): MaterialDefinition[] => [
    { id, textures: yarn, baseColor, roughness: 0.95, sheen: { color: sheen, roughness: 0.7 } },
    { id: `${id}-cloth`, textures: bed, baseColor, doubleSided: true },
  ];
  return {
    slug: "holm-beanie",
    category: "fashion",
    parts: [
      { name: "stitches", slot: "yarn", mesh: merge(made.stitches) },
      { name: "cloth", slot: "cloth", mesh: merge(made.cloth.map((m) => computeNormals(m, 180))) },
      { name: "label", slot: "label", mesh: patch },
      { name: "stamp", slot: "stamp", mesh: stamp },
      { name: "thread", slot: "thread", mesh: thread },
    ],
    materials: [
      ...wool("oat", "#e6d8c0", "#3b372f"), ...wool("rust", "#a9583a", "#452a1e"), ...wool("spruce", "#4c6154", "#26302a"), ...wool("navy", "#3d4a60", "#242a35"),
      { id: "label", textures: hide, baseColor: "#9a6a45" },
      { id: "stamp", baseColor: "#4d2f1c", roughness: 0.6 },
      { id: "thread", baseColor: "#dccdb2", roughness: 0.75 },
    ],
    slots: { label: "label", stamp: "stamp", thread: "thread" },
    finishes: ([["oat", "Oat"], ["rust", "Rust"], ["spruce", "Spruce"], ["navy", "Navy"]] as const).map(([id, name]) => ({ id, name, slots: { yarn: id, cloth: `${id}-cloth` } })),
    closeUps: [
      { target: [0.06, 0.035, 0.09], from: [0.6, 0.2, 1], width: 0.08 },
      { target: [0, 0.13, 0.1], from: [-0.2, 0.3, 1], width: 0.1 },
      { target: [0, 0.19, 0], from: [0.2, 1, 0.5], width: 0.13 },
      { target: [-0.07, 0.06, 0.07], from: [-0.8, 0.4, 1], width: 0.07 },
    ],
  };
}

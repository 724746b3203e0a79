import { bounds, merge, place, type Mesh, type ProductModel } from "../../kit/index.ts";
import { sheet, spread } from "../../kit/sheet.ts";
import { makeFront } from "./front.ts";
import { bend, lensPoint } from "./shape.ts";
import { makeCore, makeMetal, makeTemples } from "./temples.ts";
import { fade, tortoise } from "./textures.ts";

/** Both lenses: 2 mm, curved both ways, their edges in the rim's groove. */
function makeLenses(): Mesh {
  const lens = (side: 1 | -1): Mesh => {
    const made = sheet({
      us: spread(-Math.PI, Math.PI, 121),
      vs: spread(0.001, 1.022, 22),
      closedU: true,
      thickness: 0.0018,
      at: (u, v) => {
        const [x, y] = lensPoint(-u * side, v);
        return [x * side, y, bend(x) - (y * y) / 0.3 + 0.0011];
      },
      uv: (u, v) => {
        const [x, y] = lensPoint(-u * side, v);
        return [x * side, y + 0.03];
      },
    });
    return merge([made.front, made.back]);
  };
  return merge([lens(1), lens(-1)]);
}

export default function ellisSunglasses(): ProductModel {
  const front = makeFront(), temples = makeTemples();
  // folded open on a table: it rests on the rims and on the tips of the temples
  const a = bounds(front), b = bounds(temples);
  const lean = (Math.atan2(b.min[1] - a.min[1], 0.14) * 180) / Math.PI;
  const leant = (mesh: Mesh) => place(mesh, { rotate: [-lean, 0, 0] });
  const ground = Math.min(bounds(leant(front)).min[1], bounds(leant(temples)).min[1]);
  const rest = (mesh: Mesh): Mesh => place(leant(mesh), { at: [0, -ground, 0.062] });
  const shell = tortoise(), tint = fade();
  return {
    slug: "ellis-sunglasses",
    category: "fashion",
    parts: [
      { name: "core", mesh: rest(makeCore()), slot: "core" },
      { name: "metal", mesh: rest(makeMetal()), slot: "metal" },
      { name: "front", mesh: rest(front), slot: "acetate" },
      { name: "temples", mesh: rest(temples), slot: "acetate" },
      { name: "lenses", mesh: rest(makeLenses()), slot: "lens" },
    ],
    materials: [
      { id: "tortoise", textures: shell, roughness: 0.16, ior: 1.5 },
      { id: "black", baseColor: "#131214", roughness: 0.13 },
      { id: "champagne", baseColor: "#d9b995", roughness: 0.12, opacity: 0.62 },
      { id: "moss", baseColor: "#55564a", roughness: 0.15 },
      { id: "wire", baseColor: "#c9c2b6", metallic: 1, roughness: 0.3 },
      { id: "gold", baseColor: "#d8b26a", metallic: 1, roughness: 0.22 },
      { id: "steel", baseColor: "#c4c3c0", metallic: 1, roughness: 0.24 },
      { id: "lens-green", textures: tint, baseColor: "#22332a", roughness: 0.04, ior: 1.7, opacity: 0.88 },
      { id: "lens-smoke", textures: tint, baseColor: "#26272b", roughness: 0.04, ior: 1.85, opacity: 0.9 },
      { id: "lens-brown", textures: tint, baseColor: "#7a4f32", roughness: 0.04, ior: 1.85, opacity: 0.76 },
    ],
    slots: { core: "wire" },
    finishes: [
      { id: "tortoise", name: "Tortoise, bottle green lenses", slots: { acetate: "tortoise", metal: "gold", lens: "lens-green" } },
      { id: "black", name: "Black, smoke lenses", slots: { acetate: "black", metal: "steel", lens: "lens-smoke" } },
      { id: "champagne", name: "Clear champagne, brown lenses", slots: { acetate: "champagne", metal: "gold", lens: "lens-brown" } },
      { id: "moss", name: "Moss, smoke lenses", slots: { acetate: "moss", metal: "gold", lens: "lens-smoke" } },
    ],
    closeUps: [
      { target: [0.064, 0.036, 0.055], from: [0.8, 0.35, 1], width: 0.04 },
      { target: [0.064, 0.037, 0.042], from: [-0.7, 0.8, -0.9], width: 0.03 },
      { target: [0, 0.033, 0.062], from: [0.25, 0.3, 1], width: 0.05 },
      { target: [0.068, 0.036, 0.0], from: [1, 0.3, 0.3], width: 0.06 },
    ],
  };
}

import {
  boxUvs, brushedMetal, deform, merge, paint, place, roundedBox, slabs, splitByAxis, timber,
  type MaterialDefinition, type Mesh, type ProductModel,
} from "../../kit/index.ts";
import { LADDER, steel } from "./steel.ts";

const BOARD = { width: 0.856, thickness: 0.021, depth: 0.322 };

/** The top: four staves glued to a board, its edge eased above and cut back below, resting on the ladders in two grooves. */
function board(): { sides: Mesh; ends: Mesh } {
  const y = LADDER.top + LADDER.tube - 0.0045;
  const block = deform(roundedBox(BOARD.width, BOARD.thickness, BOARD.depth, 0.0035, { steps: 6, cells: 90 }), ([x, h, z]) => {
    const below = Math.max(0, -h / BOARD.thickness + 0.1);
    return [x - Math.sign(x) * 0.009 * below * (Math.abs(x) / (BOARD.width / 2)) ** 40, h, z - Math.sign(z) * 0.009 * below * (Math.abs(z) / (BOARD.depth / 2)) ** 30];
  });
  const staves = slabs(place(block, { at: [0, y + BOARD.thickness / 2, 0] }), "z", [-0.083, 0.004, 0.079]).map((stave, i) => {
    const { ends, sides } = splitByAxis(stave, "x");
    return {
      sides: boxUvs(sides, { grain: "x", offset: [[0.02, 0.16, 0.29, 0.11][i]!, i * 0.23] }),
      ends: boxUvs(ends, { grain: "y", offset: [i * 0.07, i * 0.031] }),
    };
  });
  return { sides: merge(staves.map((s) => s.sides)), ends: merge(staves.map((s) => s.ends)) };
}

export default function fjellShelf(): ProductModel {
  const made = steel(), top = board();
  const { face, end } = timber(17);
  const powder = paint({ finish: "powder", tileMetres: 0.05, relief: 1.2, seed: 9, size: 2048 });
  const brass = brushedMetal({ roughness: 0.28, brush: 0.3, seed: 5, size: 512 });
  const coat = (id: string, baseColor: string): MaterialDefinition => ({ id, textures: powder, baseColor, roughness: 0.95 });
  const finish = (id: string, name: string, wood: "oak" | "walnut" | "black") => ({ id, name, slots: { steel: id, wood, end: `${wood}-end` } });
  return {
    slug: "fjell-shelf",
    category: "furniture",
    parts: [
      { name: "ladders and trays", slot: "steel", mesh: made.coated },
      { name: "brace", slot: "steel", mesh: made.brace },
      { name: "screws", slot: "brass", mesh: made.screws },
      { name: "feet", slot: "rubber", mesh: made.feet },
      { name: "top", slot: "wood", mesh: top.sides },
      { name: "top-end-grain", slot: "end", mesh: top.ends },
    ],
    materials: [
      face.oak, end.oak, face.walnut, end.walnut, face.black, end.black,
      coat("chalk", "#e6e1d6"), coat("oxide", "#a05a45"), coat("pine", "#5f7162"), coat("graphite", "#4b4d50"),
      { id: "brass", textures: brass, baseColor: "#d8b878" },
      { id: "rubber", baseColor: "#232222", roughness: 0.85 },
    ],
    slots: { brass: "brass", rubber: "rubber" },
    finishes: [finish("pine", "Pine green, oak", "oak"), finish("chalk", "Chalk, oak", "oak"), finish("oxide", "Oxide red, walnut", "walnut"), finish("graphite", "Graphite, black oak", "black")],
    closeUps: [
      { target: [0.39, 0.35, 0.13], from: [-0.5, 0.35, 1], width: 0.16 },
      { target: [0.41, 0.8, 0.14], from: [0.9, 0.35, 0.8], width: 0.2 },
      { target: [0, 0.41, -0.14], from: [0.3, 0.2, -1], width: 0.2 },
      { target: [0.4, 0.05, 0.1], from: [0.8, 0.15, 1], width: 0.2 },
    ],
  };
}

import { expect, it } from "vitest";
import { finishFiles } from "./finishFiles.ts";

const webp = (source: number) => ({ extensions: { EXT_texture_webp: { source } } });
const avif = (source: number) => ({ extensions: { EXT_texture_avif: { source } } });
const model = {
  asset: { version: "2.0" },
  images: [{ uri: "oak.webp" }, { uri: "walnut.avif" }, { uri: "normal.webp" }, { bufferView: 0 }, { uri: "coat.webp" }],
  textures: [webp(0), avif(1), webp(2), webp(3), webp(4)],
  materials: [
    { pbrMetallicRoughness: { baseColorTexture: { index: 0 } }, normalTexture: { index: 2 } },
    { pbrMetallicRoughness: { baseColorTexture: { index: 1 } }, normalTexture: { index: 2 } },
    { pbrMetallicRoughness: { baseColorTexture: { index: 3 } }, extensions: { KHR_materials_clearcoat: { clearcoatTexture: { index: 4 } } } },
  ],
  meshes: [
    {
      primitives: [
        { attributes: {}, material: 0, extensions: { KHR_materials_variants: { mappings: [{ material: 0, variants: [0] }, { material: 1, variants: [1] }] } } },
        { attributes: {}, material: 2 },
      ],
    },
  ],
};

it("names what one finish needs, extensions' textures too, and nothing of the others", () => {
  expect(finishFiles(model, 0).sort()).toEqual(["coat.webp", "normal.webp", "oak.webp"]);
  expect(finishFiles(model, 1).sort()).toEqual(["coat.webp", "normal.webp", "walnut.avif"]);
});

it("falls back to a primitive's own material for a finish that it does not know", () => {
  expect(finishFiles(model, 7).sort()).toEqual(["coat.webp", "normal.webp", "oak.webp"]);
});

it("asks for nothing where there are no textures", () => {
  expect(finishFiles({ asset: { version: "2.0" }, meshes: [{ primitives: [{ attributes: {} }] }] }, 0)).toEqual([]);
});

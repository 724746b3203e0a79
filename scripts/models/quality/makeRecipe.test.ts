import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { Document } from "@gltf-transform/core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { parseGlb } from "../glb.ts";
import { makeModel } from "../pipeline.ts";
import { prepare } from "../prepare.ts";
import { formatRecipe, type ModelRecipe } from "../recipe.ts";
import { readSource } from "../source.ts";
import { addSphere, patternPng, show, temporaryFolder, writeGlb } from "../testModels.ts";
import { makeRecipe } from "./makeRecipe.ts";
import type { Picture } from "./pictures.ts";
import type { ModelRenderer, RenderedModel } from "./renderer.ts";
import { tierViews } from "./tierViews.ts";

const SIZE = 16;

/** Pictures with the more noise, the fewer triangles and the smaller textures a model has: no browser, but the same order. */
const noisy: ModelRenderer = {
  render(model, views) {
    const amplitude = 400 / Math.sqrt(triangles(model)) + 60 / Math.sqrt(textureKilobytes(model));
    return Promise.resolve(
      views.map((_, view): Picture => {
        const rgba = new Uint8Array(SIZE * SIZE * 4).fill(255);
        for (let i = 0; i < rgba.length; i++) if (i % 4 !== 3) rgba[i] = Math.round(128 + amplitude * Math.sin(i * 12.9898 + view));
        return { width: SIZE, height: SIZE, rgba };
      }),
    );
  },
  close: () => Promise.resolve(),
};

function triangles({ glb }: RenderedModel): number {
  const { json } = parseGlb("model", glb as Uint8Array<ArrayBuffer>);
  const primitives = (json.meshes ?? []).flatMap((mesh) => mesh.primitives);
  return primitives.reduce((sum, { indices }) => sum + (json.accessors?.[indices ?? -1]?.count ?? 0) / 3, 1);
}

/** Kilobytes of textures, inside or beside. */
function textureKilobytes({ glb, resource }: RenderedModel): number {
  const { json } = parseGlb("model", glb as Uint8Array<ArrayBuffer>);
  const sizes = (json.images ?? []).map(({ uri, bufferView }) =>
    uri === undefined ? (json.bufferViews?.[bufferView ?? -1]?.byteLength ?? 0) : (resource(uri)?.byteLength ?? 0),
  );
  return Math.max(sizes.reduce((sum, size) => sum + size, 0) / 1000, 0.1);
}

async function texturedSphere(): Promise<Document> {
  const document = new Document();
  const cloth = document.createTexture("cloth").setImage(await patternPng(96, [1, 0.6, 0.3])).setMimeType("image/png");
  show(document, addSphere(document).setMaterial(document.createMaterial("Cloth").setBaseColorTexture(cloth)));
  return document;
}

let folder: string;
let removeFolder: () => Promise<void>;
let source: string;
let recipe: ModelRecipe;
beforeAll(async () => {
  ({ folder, remove: removeFolder } = await temporaryFolder());
  source = await writeGlb(await texturedSphere(), path.join(folder, "source.glb"));
  recipe = await makeRecipe({ source, renderer: noisy });
}, 120_000);
afterAll(() => removeFolder());

it("finds tiers that the pipeline makes as they were judged", async () => {
  const file = path.join(folder, "recipe.json");
  await writeFile(file, formatRecipe(recipe));
  const lines: string[] = [];
  const manifest = await makeModel({
    source, slug: "lamp", category: "gadgets", outDir: folder, ar: false, recipe: { file }, onProgress: (line) => lines.push(line),
  }); // prettier-ignore
  expect(lines.filter((line) => line.includes("recipe"))).toEqual([]);
  for (const tier of manifest.tiers) {
    const { scores, bytes } = recipe.tiers[tier.name];
    expect(tier.scores).toEqual(scores);
    const files = [tier.model, ...tier.textures];
    const stored = files.reduce((sum, entry) => sum + entry.bytes, 0);
    // The search stores textures beside the GLB, and texture coordinates as fine as the largest that it tries.
    expect(Math.abs(stored - bytes)).toBeLessThan(0.1 * bytes + 600);
  }
});

it("finds no tier that looks worse than the plain ladder's", () => {
  for (const [name, { scores, plain }] of Object.entries(recipe.tiers)) expect(scores.psnr, name).toBeGreaterThanOrEqual(plain.psnr);
});

it("names the source by its bytes' hash", async () => {
  expect(recipe.source).toBe(createHash("sha256").update(await readFile(source)).digest("hex"));
});

it("looks at the whole at the tiers' sizes, and close up until a texel is a pixel", async () => {
  const prepared = await prepare(await readSource(source));
  const views = tierViews(prepared);
  expect([views.preview.pixels, views.standard.pixels]).toEqual([512, 1280]);
  const nearest = Math.min(...views.standard.poses.map(({ distance }) => distance));
  for (const { distance } of views.high.poses) expect(distance).toBeLessThan(nearest);
});

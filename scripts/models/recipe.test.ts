import { writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ModelManifest } from "../../app/domain/modelManifest.ts";
import { makeModel } from "./pipeline.ts";
import { formatRecipe, type ModelRecipe, readRecipe, RECIPE_FORMAT, type TierRecipe } from "./recipe.ts";
import { filesBelow, productWithVariants, temporaryFolder, writeGlb } from "./testModels.ts";

let folder: string;
let removeFolder: () => Promise<void>;
let source: string;
beforeAll(async () => {
  ({ folder, remove: removeFolder } = await temporaryFolder());
  source = await writeGlb(await productWithVariants(), path.join(folder, "source.glb"));
});
afterAll(() => removeFolder());

function tier(triangles: number, edge: number, geometry: TierRecipe["geometry"] = { simplifier: "attributes", triangles }): TierRecipe {
  const scores = { psnr: 33, ssim: 0.97, silhouetteError: 0.002 };
  return {
    geometry,
    positionBits: 12,
    textures: ["oak-colour", "ink-colour"].map((name) => ({ name, edge, format: edge > 200 ? "avif" : "webp", quality: 45 })),
    scores: { viewPixels: 512, ...scores },
    bytes: 1000,
    plain: { bytes: 2000, ...scores },
  };
}

const recipe = (madeFor: string): ModelRecipe => ({
  format: RECIPE_FORMAT,
  source: madeFor,
  tiers: { preview: tier(400, 32), standard: tier(1500, 128), high: tier(0, 256, null) },
});

let runs = 0;
async function make(text: string): Promise<{ manifest: ModelManifest; lines: string[]; files: string[] }> {
  const run = path.join(folder, String(runs++));
  const file = `${run}.recipe.json`;
  await writeFile(file, text);
  const lines: string[] = [];
  const options = { source, slug: "lamp", category: "gadgets", outDir: run, ar: false, onProgress: (line: string) => lines.push(line) };
  const manifest = await makeModel({ ...options, recipe: { file, source: "the-code" } });
  return { manifest, lines, files: (await filesBelow(run)).filter((name) => !name.endsWith(".recipe.json")) };
}

describe("a recipe", () => {
  it("makes the tiers that it describes, the same each time, with their scores", async () => {
    const [first, second] = [await make(formatRecipe(recipe("the-code"))), await make(formatRecipe(recipe("the-code")))];
    expect(second.files).toEqual(first.files);
    expect(second.manifest.tiers).toEqual(first.manifest.tiers);
    const [preview, standard, high] = first.manifest.tiers;
    expect(preview?.triangles).toBeLessThanOrEqual(400);
    expect(standard?.triangles).toBeLessThanOrEqual(1500);
    expect(high?.triangles).toBe(first.manifest.source.triangles);
    expect([preview, standard, high].map((made) => made?.textureSize)).toEqual([32, 128, 256]);
    expect(preview?.scores).toEqual({ viewPixels: 512, psnr: 33, ssim: 0.97, silhouetteError: 0.002 });
  });

  it.each([
    ["missing", undefined, "there is no recipe"],
    ["older than its source", formatRecipe(recipe("older-code")), "the recipe is older than its source"],
    ["of another format", JSON.stringify({ ...recipe("the-code"), format: RECIPE_FORMAT + 1 }), "the recipe is of format"],
    ["broken", JSON.stringify({ ...recipe("the-code"), tiers: {} }), "the recipe is broken (tiers.preview"],
    ["no JSON", "{", "the recipe is not JSON"],
  ])("that is %s is not read, and it is said why", async (_, text, reason) => {
    const file = path.join(folder, `${String(runs++)}.json`);
    if (text !== undefined) await writeFile(file, text);
    const reading = await readRecipe(file, "the-code");
    expect(reading.recipe).toBeUndefined();
    expect(reading.reason).toContain(reason);
  });

  it.each([
    ["is older than its source", formatRecipe(recipe("older-code")), "the recipe is older than its source"],
    ["names other textures", formatRecipe(recipe("the-code")).replaceAll("oak-colour", "pine-colour"), "the recipe names other textures"],
  ])("that %s is not applied, and that is told", async (_, text, reason) => {
    const { manifest, lines } = await make(text);
    expect(lines.filter((line) => line.includes(reason) && line.includes("chosen by the simplifier's error"))).toHaveLength(1);
    expect(manifest.tiers.every(({ scores }) => scores === undefined)).toBe(true);
  });

  it("can be read again as it was written", async () => {
    const file = path.join(folder, "again.json");
    await writeFile(file, formatRecipe(recipe("the-code")));
    expect(await readRecipe(file, "the-code")).toEqual({ recipe: recipe("the-code") });
  });
});

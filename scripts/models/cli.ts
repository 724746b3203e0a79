import { writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { ModelError } from "./modelError.ts";
import { makeModel } from "./pipeline.ts";
import type { RecipeOptions } from "./quality/makeRecipe.ts";
import { formatRecipe } from "./recipe.ts";
import { latestManifest } from "./store.ts";

const HELP = `Makes the level-of-detail tiers of a 3D model.

  npm run models -- <source.glb|.gltf> --product <slug> --category <category> [--out <dir>] [--height <mm>] [--up z]
                    [--recipe <file>] [--search]

  --product <slug>       the product that the model is of: small letters, digits, hyphens
  --category <category>  e.g. furniture, gadgets, fashion
  --out <dir>            the model store's folder (.aurolot/models)
  --height <mm>          the product's height, to which the model is scaled (else its unit is the metre)
  --up <y|z>             the source's axis that points up (y)
  --recipe <file>        what the tiers are made by; else, or where it is for another source, the simplifier's error decides
  --search               finds the recipe first, in minutes, by drawing candidates beside the source, and keeps it
                         (in --recipe <file>, else beside the source as <source>.recipe.json)
  --help                 this text
`;

/** Finds a source's recipe and writes it. The renderer's browser is loaded for this alone. */
async function search(file: string, options: Omit<RecipeOptions, "renderer">): Promise<void> {
  const [{ makeRecipe }, { openRenderer }] = await Promise.all([import("./quality/makeRecipe.ts"), import("./quality/renderer.ts")]);
  const renderer = await openRenderer();
  try {
    const recipe = await makeRecipe({ ...options, renderer });
    await writeFile(file, formatRecipe(recipe));
    options.onProgress?.(`${file} written`);
  } finally {
    await renderer.close();
  }
}

/** Runs the command. @returns the exit status. */
async function main(): Promise<number> {
  let parsed;
  try {
    parsed = parseArgs({
      allowPositionals: true,
      options: {
        product: { type: "string" },
        category: { type: "string" },
        out: { type: "string", default: path.join(".aurolot", "models") },
        height: { type: "string" },
        up: { type: "string", default: "y" },
        recipe: { type: "string" },
        search: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`);
    return 1;
  }
  const { values, positionals } = parsed;
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const [source] = positionals;
  const { product, category, up } = values;
  if (source === undefined || positionals.length > 1 || product === undefined || category === undefined) {
    console.error(`One source file, --product and --category are needed.\n\n${HELP}`);
    return 1;
  }
  if (up !== "y" && up !== "z") {
    console.error(`--up is y or z, not ${up}.\n\n${HELP}`);
    return 1;
  }
  try {
    const start = performance.now();
    const heightMm = values.height === undefined ? undefined : Number(values.height);
    const onProgress = (message: string): void => console.log(`${product}: ${message}`);
    const recipe = values.recipe ?? (values.search ? `${source}.recipe.json` : undefined);
    if (values.search && recipe !== undefined) await search(recipe, { source, heightMm, up, onProgress });
    const manifest = await makeModel({ source, slug: product, category, outDir: values.out, heightMm, up, recipe: recipe === undefined ? undefined : { file: recipe }, onProgress });
    console.table(manifest.tiers.map((tier) => ({
      tier: tier.name,
      triangles: tier.triangles,
      "GLB KB": tier.model.bytes / 1000,
      "textures KB": tier.textures.reduce((total, { bytes }) => total + bytes, 0) / 1000,
      "error mm": Number((tier.errorMetres * 1000).toPrecision(3)),
      "texture px": tier.textureSize,
      "PSNR dB": tier.scores?.psnr ?? "not drawn",
      "GPU MB": Number((tier.gpuBytes / 1e6).toPrecision(3)),
    }))); // prettier-ignore
    const manifestFile = path.join(values.out, latestManifest(manifest));
    console.log(`${manifestFile} written in ${((performance.now() - start) / 1000).toFixed(1)} s`);
    return 0;
  } catch (error) {
    console.error(error instanceof ModelError ? error.message : error);
    return 1;
  }
}

process.exitCode = await main();

import path from "node:path";
import { parseArgs } from "node:util";
import { ModelError } from "./modelError.ts";
import { makeModel } from "./pipeline.ts";
import { latestManifest } from "./store.ts";

const HELP = `Makes the level-of-detail tiers of a 3D model.

  npm run models -- <source.glb|.gltf> --product <slug> --category <category> [--out <dir>] [--height <mm>]

  --product <slug>       the product that the model is of: small letters, digits, hyphens
  --category <category>  e.g. furniture, gadgets, fashion
  --out <dir>            the model store's folder (.aurolot/models)
  --height <mm>          the product's height, to which the model is scaled (else its unit is the metre)
  --help                 this text
`;

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
  const { product, category } = values;
  if (source === undefined || positionals.length > 1 || product === undefined || category === undefined) {
    console.error(`One source file, --product and --category are needed.\n\n${HELP}`);
    return 1;
  }
  try {
    const start = performance.now();
    const heightMm = values.height === undefined ? undefined : Number(values.height);
    const onProgress = (message: string): void => console.log(`${product}: ${message}`);
    const manifest = await makeModel({ source, slug: product, category, outDir: values.out, heightMm, onProgress });
    console.table(manifest.tiers.map((tier) => ({
      tier: tier.name,
      triangles: tier.triangles,
      "GLB KB": tier.model.bytes / 1000,
      "textures KB": tier.textures.reduce((total, { bytes }) => total + bytes, 0) / 1000,
      "error mm": Number((tier.errorMetres * 1000).toPrecision(3)),
      "texture px": tier.textureSize,
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

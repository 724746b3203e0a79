import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { buildSource } from "../../catalog/build.ts";
import { productFolder } from "../../catalog/products/index.ts";
import { diskStore } from "../publish/diskStore.ts";
import { readLatest } from "../publish/madeModel.ts";
import { makeReport } from "./makeReport.ts";

const HELP = `Writes a page on which a person can judge a model's tiers beside their source.

  npm run models:report -- <source.glb|.gltf|demo product> --category <category> [--product <slug>]
                           [--from <dir>] [--to <file.html>] [--height <mm>] [--recipe <file>]

  <source>    what the model was made from: a file, or a demo product's slug
  --category  the model's category
  --product   the model's product, for a file
  --from      the model store's folder that "npm run models" made it into (MODELS_DIR, .aurolot/models)
  --to        the page (<slug>.html)
  --height    as it was given to "npm run models"
  --recipe    the recipe that made it, to be shown; a demo product's own otherwise
`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      product: { type: "string" },
      category: { type: "string" },
      from: { type: "string", default: process.env.MODELS_DIR ?? ".aurolot/models" },
      to: { type: "string" },
      height: { type: "string" },
      recipe: { type: "string" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return console.log(HELP);
  const [source] = positionals;
  const isFile = source !== undefined && /\.(glb|gltf)$/i.test(source);
  const slug = isFile ? values.product : source;
  if (source === undefined || slug === undefined || values.category === undefined) throw new Error(`A source, --category and, for a file, --product are needed.\n\n${HELP}`);
  const { manifest } = await readLatest(diskStore(values.from), { slug, category: values.category });
  const out = values.to ?? `${slug}.html`;
  await makeReport({
    source: isFile ? source : (await buildSource(slug)).file,
    heightMm: values.height === undefined ? undefined : Number(values.height),
    manifest,
    store: values.from,
    recipe: values.recipe ?? (isFile ? undefined : recipeOf(slug)),
    out,
    onProgress: (message) => console.log(`${slug}: ${message}`),
  });
  console.log(`${out} written`);
}

function recipeOf(slug: string): string | undefined {
  const file = fileURLToPath(new URL("recipe.json", productFolder(slug)));
  return existsSync(file) ? file : undefined;
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

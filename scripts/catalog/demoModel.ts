import { makeModel } from "../models/pipeline.ts";
import { buildSource } from "./build.ts";
import type { DemoModelTask } from "./demoModels.ts";

// The process that makes one demo product: its source, then its tiers. It ends with the one that asked for it.
process.once("disconnect", () => process.exit(1));
try {
  const { posters, outDir, slug, category, recipe } = JSON.parse(process.argv[2] ?? "") as DemoModelTask;
  const source = await buildSource(slug);
  await makeModel({ source: source.file, slug, category, outDir, posters, recipe });
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

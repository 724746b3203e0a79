import path from "node:path";
import { openRenderer } from "../../models/quality/renderer.ts";
import { CATALOG_SLUGS, findModels } from "../models.ts";
import { kilobytes, share, terminalTable } from "../terminalTable.ts";
import { benchPipeline, type ModelFigures } from "./bench.ts";
import { figureRows, HEAD, writePipelineReport } from "./report.ts";
import { MOST_SHARE, PREVIEW_MEDIAN_BYTES, PREVIEW_MOST_BYTES, summarisePreviews } from "./verdict.ts";

export interface PipelineCommand {
  /** Slugs and files; empty for the whole catalog. */
  models: readonly string[];
  out: string;
  search: boolean;
}

/** `npm run bench -- pipeline`. @throws Error that names a model that is not there */
export async function runPipelineBench({ models, out, search }: PipelineCommand): Promise<void> {
  const started = performance.now();
  const onProgress = (message: string): void => console.log(`[${((performance.now() - started) / 1000).toFixed(0).padStart(4)} s] ${message}`);
  const folder = path.join(out, "work");
  const named = models.length > 0 ? models : CATALOG_SLUGS.map(({ slug }) => slug);
  const found = await findModels(named, path.join(folder, "sources"), onProgress);
  const figures: ModelFigures[] = [];
  const skipped: string[] = [];
  const renderer = await openRenderer();
  try {
    for (const [index, model] of found.entries()) {
      onProgress(`${model.name}, ${index + 1} of ${found.length}`);
      try {
        const one = await benchPipeline(model, { renderer, folder, search, onProgress });
        figures.push(one);
        console.log(`\n${terminalTable([one.name, ...HEAD], figureRows(one))}\n`);
        skipped.push(...one.skipped.map((reason) => `${one.name}, ${reason}`));
      } catch (error) {
        // What can't be measured is named, and the rest goes on.
        skipped.push(`${model.name}: ${error instanceof Error ? error.message : String(error)}`);
        onProgress(`skipped ${skipped.at(-1)}`);
      }
    }
  } finally {
    await renderer.close();
  }
  for (const line of skipped) console.log(`Skipped: ${line}`);
  if (figures.length === 0) throw new Error("Nothing was measured.");
  const previews = summarisePreviews(figures.flatMap(({ tiers }) => tiers.filter(({ tier }) => tier === "preview").map(({ ours }) => ours.bytes)));
  const tiers = figures.flatMap((one) => one.tiers);
  console.log(`Tiers at most ${MOST_SHARE} of the plain ladder's bytes with no less PSNR: ${tiers.filter(({ met }) => met).length} of ${tiers.length}; the largest share is ${share(Math.max(...tiers.map((tier) => tier.share)))}`);
  console.log(`Previews: at most ${kilobytes(previews.most)} (goal ${kilobytes(PREVIEW_MOST_BYTES)}), median ${kilobytes(previews.median)} (goal ${kilobytes(PREVIEW_MEDIAN_BYTES)}): ${previews.met ? "met" : "missed"}`);
  console.log(`${await writePipelineReport(out, figures, previews, skipped)} written in ${((performance.now() - started) / 60_000).toFixed(1)} min`);
}

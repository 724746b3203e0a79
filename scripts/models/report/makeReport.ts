import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";
import type { ModelManifest } from "../../../app/domain/modelManifest.ts";
import { ModelError } from "../modelError.ts";
import { prepare } from "../prepare.ts";
import type { PictureScores } from "../quality/pictures.ts";
import { openRenderer } from "../quality/renderer.ts";
import { readSource } from "../source.ts";
import { compareTiers, CROP_SHARE, type ComparedView } from "./compareTiers.ts";
import { AMPLIFICATION, toWebp } from "./pictures.ts";
import { reportPage, type ReportPicture, type ReportView } from "./reportPage.ts";

export interface ReportOptions {
  /** The source that the model was made from. */
  source: string;
  /** As it was given when the model was made. */
  heightMm?: number;
  manifest: ModelManifest;
  /** The base folder of the store that holds the model. */
  store: string;
  /** The recipe's file, if there is one. */
  recipe?: string;
  /** Where the page goes. */
  out: string;
  /** Called with a line for each step. */
  onProgress?: (message: string) => void;
}

/**
 * Writes a page on which a person can judge a model's tiers beside their source.
 * @throws ModelError when the source can't be read, or the model was made from another one
 */
export async function makeReport({ source: file, heightMm, manifest, store, recipe, out, onProgress = () => undefined }: ReportOptions): Promise<void> {
  onProgress("reading the source");
  const source = await readSource(file);
  if (source.hash !== manifest.source.hash) throw new ModelError(file, `is not what the model of ${manifest.slug} in ${store} was made from; make the model again`);
  const prepared = await prepare(source, heightMm);
  const renderer = await openRenderer();
  try {
    const views = await compareTiers(prepared, manifest, { store, renderer, onProgress });
    const page = reportPage({
      source: path.basename(file),
      manifest,
      views: await Promise.all(views.map(reportView)),
      recipe: recipe === undefined ? undefined : await readFile(recipe, "utf8").catch(() => undefined),
      amplification: AMPLIFICATION,
      cropShare: CROP_SHARE,
      style: await readFile(path.join(import.meta.dirname, "page.css"), "utf8"),
      script: await bundle("client.ts"),
    });
    await mkdir(path.dirname(path.resolve(out)), { recursive: true });
    await writeFile(out, page);
  } finally {
    await renderer.close();
  }
}

async function reportView({ id, name, source, tiers, spot }: ComparedView): Promise<ReportView> {
  const pictures: ReportPicture[] = [{ level: "source", note: "", url: dataUrl(await toWebp(source)) }];
  for (const tier of tiers) {
    pictures.push({ level: tier.name, note: told(tier.scores), url: dataUrl(await toWebp(tier.picture)) });
  }
  for (const tier of tiers) {
    pictures.push({ level: `${tier.name}-difference`, note: `× ${AMPLIFICATION}`, url: dataUrl(await toWebp(tier.difference)) });
  }
  return { id, name, pictures, spot };
}

function told({ psnr, ssim, silhouetteError }: PictureScores): string {
  return `${psnr.toFixed(1)} dB, SSIM ${ssim.toFixed(3)}, silhouette ${(silhouetteError * 100).toFixed(2)} %`;
}

function dataUrl(webp: Buffer): string {
  return `data:image/webp;base64,${webp.toString("base64")}`;
}

async function bundle(script: string): Promise<string> {
  const { outputFiles } = await build({ entryPoints: [path.join(import.meta.dirname, script)], bundle: true, minify: true, write: false, format: "esm", target: "es2022", logLevel: "error" });
  return (outputFiles[0]?.text ?? "").replaceAll("</script", "<\\/script");
}

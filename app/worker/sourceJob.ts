import { mkdir, open } from "node:fs/promises";
import path from "node:path";
import type { Product } from "~/domain/catalog";
import type { ModelManifest } from "~/domain/modelManifest";
import { CatalogConflictError } from "~/services/catalog/entries.server";
import { addPosters, keepPosters } from "../../scripts/models/addPosters.ts";
import { referredFiles } from "../../scripts/models/large/largeSource.ts";
import { ModelError } from "../../scripts/models/modelError.ts";
import { makeModel } from "../../scripts/models/pipeline.ts";
import { diskStore } from "../../scripts/models/publish/diskStore.ts";
import { readLatest } from "../../scripts/models/publish/madeModel.ts";
import { publishModel } from "../../scripts/models/publish/publishModel.ts";
import { drawPosters } from "../../scripts/posters/drawPosters.ts";
import { requireEntry } from "./requireEntry";
import { HopelessJobError, type SourceJob } from "./renderJob";
import type { FetchedSource } from "./sources";
import type { Workplace } from "./workplace";

/** How often the catalog is asked again when somebody else changes the product at the same moment. */
const PUBLISH_ATTEMPTS = 4;

/**
 * Makes a product's model from its latest source and shows it to shoppers. Done again it changes nothing: files are named
 * by their content, and the catalog is written once for each version.
 * @returns what was done, for the log
 * @throws HopelessJobError where no further attempt can do it
 */
export async function runSourceJob({ product: slug }: SourceJob, workplace: Workplace): Promise<string> {
  const { product } = await requireEntry(slug);
  const { sources, scratch, onProgress } = workplace;
  await mkdir(scratch, { recursive: true });
  const file = path.join(scratch, "source.glb");
  onProgress("fetching the source");
  const source = await sources.fetch(slug, file);
  if (product.model.source.hash === source.hash) return "shoppers are shown the model of this source already";
  await makeFrom(file, product, workplace);
  return publish(slug, source, workplace);
}

/** Makes the tiers and the posters in the scratch folder. */
async function makeFrom(file: string, product: Product, { scratch, sources, photograph, onProgress }: Workplace): Promise<void> {
  const { slug, category, dimensionsMm, model: shown } = product;
  const make = async (): Promise<ModelManifest> => {
    await requireOneFile(file);
    return makeModel({ source: file, slug, category, outDir: scratch, heightMm: dimensionsMm.height, onProgress });
  };
  const manifest = await make().catch((error: unknown) => {
    if (error instanceof ModelError) throw new HopelessJobError(`${sources.nameOf(slug)}: ${error.fault}. Mend the source and upload it again.`);
    throw error;
  });
  requireFinishes(product, manifest, sources.nameOf(slug));
  if (photograph) {
    onProgress("drawing the posters");
    const posters = await photograph((photographer) => drawPosters(manifest, diskStore(scratch), photographer, path.join(scratch, "posters")));
    await addPosters(manifest, posters, scratch);
  } else {
    onProgress("keeping the earlier posters: this machine has no Chromium to draw new ones");
    await keepPosters(manifest, postersFor(manifest, shown), scratch);
  }
}

/**
 * A source on a worker is one GLB: what it would name beside itself are files of the worker's own.
 * @throws ModelError where it is something else
 */
async function requireOneFile(file: string): Promise<void> {
  const handle = await open(file, "r");
  const magic = Buffer.alloc(4);
  await handle.read(magic, 0, magic.byteLength, 0).finally(() => handle.close());
  if (magic.toString("latin1") !== "glTF") throw new ModelError(file, "no GLB, which is what a source must be");
  const [other] = await referredFiles(file);
  if (other !== undefined) throw new ModelError(file, `refers to ${path.basename(other)}, but a source is one file with everything in it`);
}

/** Whoever chooses a finish must see it. */
function requireFinishes({ finishes, slug }: Product, { variants }: ModelManifest, source: string): void {
  const missing = finishes.map(({ id }) => id).filter((id) => !variants.includes(id));
  if (finishes.length === 1 || missing.length === 0) return;
  throw new HopelessJobError(
    `${source} has no material variant for ${missing.join(", ")}, which ${slug} is sold in; it has ${variants.join(", ") || "none"}. Name its variants (KHR_materials_variants) as the finishes and upload it again.`,
  );
}

/** The posters of the model that is shown, for those finishes that the new one has too. */
function postersFor({ variants }: ModelManifest, { posters }: ModelManifest): ModelManifest["posters"] {
  return variants.length === 0 ? posters : posters.filter(({ variant }) => variants.includes(variant));
}

/**
 * Shows what was made, unless a later source has come meanwhile: that one has a job of its own. The catalog's entry is
 * read before the source is looked at, so that whoever publishes the later one in between makes the write fail.
 */
async function publish(slug: string, source: FetchedSource, { sources, models, scratch, onProgress }: Workplace): Promise<string> {
  const made = diskStore(scratch);
  for (let attempt = 1; ; attempt++) {
    const entry = await requireEntry(slug);
    if ((await sources.tagOf(slug)) !== source.tag) return "another source has come meanwhile, whose own job makes its model";
    const { version } = await readLatest(made, entry.product);
    if (entry.modelVersions.some((known) => known.version === version)) return `version ${version} was published before`;
    try {
      const { upload } = await publishModel(slug, entry, { made, to: models, shown: models, onProgress: (done, all) => onProgress(`uploading ${done}/${all}`) });
      return `shoppers are shown version ${version} (${upload?.written ?? 0} files written)`;
    } catch (error) {
      if (!(error instanceof CatalogConflictError) || attempt === PUBLISH_ATTEMPTS) throw error;
    }
  }
}

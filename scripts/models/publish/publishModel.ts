import { withPublished, withRolledBack, shownVersion } from "../../../app/domain/modelVersions.ts";
import { showModel, type CatalogEntry } from "../../../app/services/catalog/entries.server.ts";
import { readLatest, readVersion, type MadeModel, type ModelKey } from "./madeModel.ts";
import type { ModelSource, ModelStore } from "./modelStore.ts";
import { requirePresent, uploadModel, type Upload } from "./uploadModel.ts";

/** Where a model comes from and goes to. */
export interface Route {
  /** Where it was made. */
  made: ModelSource;
  /** Where it is uploaded to; undefined where it already lies where shoppers fetch models from. */
  to: ModelStore | undefined;
  /** Where shoppers fetch models from. */
  shown: ModelSource;
  onProgress?: (done: number, all: number) => void;
}

/**
 * Brings a model to where shoppers fetch it from, or makes sure that it is there. The catalog may point at it after that.
 * @returns undefined where nothing was to be uploaded
 */
export async function handOver(model: MadeModel, { made, to, shown, onProgress }: Route): Promise<Upload | undefined> {
  if (to) return uploadModel(made, model, to, onProgress);
  await requirePresent(shown, model);
  return undefined;
}

/**
 * Hands over the model that was made last and shows it in the catalog.
 * @param seen the product's entry, from before the upload: whoever publishes in the meantime is not overwritten
 * @throws CatalogConflictError if somebody did
 */
export async function publishModel(slug: string, seen: CatalogEntry, route: Route): Promise<{ version: string; upload: Upload | undefined }> {
  const model = await readLatest(route.made, keyOf(slug, seen));
  const upload = await handOver(model, route);
  await showModel(slug, model.manifest, withPublished(seen.modelVersions, model.version, new Date()), seen);
  return { version: model.version, upload };
}

/**
 * Shows an earlier version of a product's model.
 * @param target the version; the one before the present one where left out
 * @returns the version now shown
 * @throws RangeError if there is no such version
 * @throws CatalogConflictError if somebody else changed the entry meanwhile
 */
export async function rollBackModel(slug: string, seen: CatalogEntry, shown: ModelSource, target?: string): Promise<string> {
  const versions = withRolledBack(seen.modelVersions, target);
  const version = shownVersion(versions) ?? "";
  const model = await readVersion(shown, keyOf(slug, seen), version);
  await requirePresent(shown, model);
  await showModel(slug, model.manifest, versions, seen);
  return version;
}

function keyOf(slug: string, { product }: CatalogEntry): ModelKey {
  if (!product) throw new Error(`The catalog entry of ${slug} is broken. Publish the product again (npm run db:seed).`);
  return { slug, category: product.category };
}

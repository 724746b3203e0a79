import { type ModelFile, type ModelManifest, modelManifestSchema } from "../../../app/domain/modelManifest.ts";
import { contentHash, latestManifest, manifestOfVersion } from "../store.ts";
import type { ModelSource } from "./modelStore.ts";

/** A version of a product's model. */
export interface MadeModel {
  manifest: ModelManifest;
  /** The content hash of the manifest's bytes. */
  version: string;
  /** The manifest as a file, under its version. */
  file: ModelFile;
  bytes: Uint8Array;
}

/** Whose model is meant. */
export type ModelKey = Pick<ModelManifest, "category" | "slug">;

/**
 * The model that was made last, from the folder that it was made into.
 * @throws Error that says what to do where it is missing or no manifest
 */
export async function readLatest(made: ModelSource, key: ModelKey): Promise<MadeModel> {
  const bytes = await made.read(latestManifest(key)).catch((error: unknown) => {
    throw new Error(`No model of ${key.slug} was made in ${made.name}. Make it: npm run models -- <source> --product ${key.slug} --category ${key.category}, or npm run models:demo.`, { cause: error });
  });
  return modelOf(bytes, key, made);
}

/**
 * A version of a model, from wherever it was published to.
 * @throws Error where it is missing, or is not what its name says
 */
export async function readVersion(source: ModelSource, key: ModelKey, version: string): Promise<MadeModel> {
  const model = modelOf(await source.read(manifestOfVersion(key, version)), key, source);
  if (model.version !== version) throw new Error(`${source.name}/${manifestOfVersion(key, version)} is damaged: its content is that of ${model.version}. Publish that version again.`);
  return model;
}

function modelOf(bytes: Uint8Array, key: ModelKey, source: ModelSource): MadeModel {
  const version = contentHash(bytes);
  const parsed = modelManifestSchema.safeParse(parseJson(bytes));
  if (!parsed.success) throw new Error(`The manifest of ${key.slug} in ${source.name} is broken: ${parsed.error.message}. Make the model again.`);
  return { manifest: parsed.data, version, file: { path: manifestOfVersion(key, version), bytes: bytes.byteLength }, bytes };
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

import type { ModelFile } from "../../../app/domain/modelManifest.ts";
import { contentHash } from "../store.ts";
import { filesOf } from "./filesOf.ts";
import type { MadeModel } from "./madeModel.ts";
import type { ModelSource, ModelStore } from "./modelStore.ts";

/** Files on the way at a time: enough to fill a line whose answers take a tenth of a second. */
const PARALLEL = 8;

/** What an upload found and did; the manifest counts as a file. */
export interface Upload {
  written: number;
  writtenBytes: number;
  /** There already, whole and with their headers. */
  present: number;
}

/**
 * Puts a model into a store: its files side by side, and its manifest when all of them are there. What is there already
 * stays, so that an upload that was broken off goes on where it stopped.
 * @param made where the model was made
 * @param onProgress told after every file how many of how many there are
 * @throws Error when a file can't be read or written; the manifest is then not in the store
 */
export async function uploadModel(made: ModelSource, model: MadeModel, to: ModelStore, onProgress: (done: number, all: number) => void = () => undefined): Promise<Upload> {
  const files = filesOf(model.manifest);
  const upload: Upload = { written: 0, writtenBytes: 0, present: 0 };

  async function put(file: ModelFile, bytesOf: () => Promise<Uint8Array>): Promise<void> {
    if (await to.has(file)) {
      upload.present += 1;
    } else {
      await to.write(file.path, await bytesOf());
      upload.written += 1;
      upload.writtenBytes += file.bytes;
    }
    onProgress(upload.present + upload.written, files.length + 1);
  }

  try {
    await inParallel(files, (file) => put(file, () => readWhole(made, file)));
    await put(model.file, async () => model.bytes);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const done = upload.present + upload.written;
    throw new Error(
      `The model of ${model.manifest.slug} is not in ${to.name}: ${reason} ${done} of its ${files.length + 1} files are there, and its manifest is not. Run the command again: it goes on where it stopped.`,
      { cause: error },
    );
  }
  return upload;
}

/**
 * Makes sure that shoppers can fetch a model, manifest and all, before the catalog points at it.
 * @throws Error that names the first files that are missing and says how to bring them there
 */
export async function requirePresent(source: ModelSource, model: MadeModel): Promise<void> {
  const missing: string[] = [];
  await inParallel([...filesOf(model.manifest), model.file], async (file) => {
    if (!(await source.has(file))) missing.push(file.path);
  });
  if (missing.length === 0) return;
  const named = missing.sort().slice(0, 3).join(", ");
  throw new Error(`${source.name} lacks ${missing.length} files of the model ${model.version} of ${model.manifest.slug} (${named}${missing.length > 3 ? ", …" : ""}). Upload it: npm run models:publish -- ${model.manifest.slug} --to <folder or s3://bucket>.`);
}

async function readWhole(made: ModelSource, { path, bytes: size }: ModelFile): Promise<Uint8Array> {
  const bytes = await made.read(path);
  if (bytes.byteLength !== size || !path.includes(`.${contentHash(bytes)}.`)) {
    throw new Error(`${path} in ${made.name} is not what its manifest says (${bytes.byteLength} of ${size} bytes). Make the model again.`);
  }
  return bytes;
}

/** Works on the items, a few at a time. After a failure nothing new is begun, and it is thrown when what was begun has ended. */
async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = items.values();
  let failed = false;
  const outcomes = await Promise.allSettled(
    Array.from({ length: PARALLEL }, async () => {
      for (const item of waiting) {
        if (failed) return;
        await work(item).catch((error: unknown) => {
          failed = true;
          throw error;
        });
      }
    }),
  );
  for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason;
}

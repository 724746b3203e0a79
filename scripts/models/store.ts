import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import type { ModelFile, ModelManifest } from "../../app/domain/modelManifest.ts";

const compress = promisify(brotliCompress);
/** Beyond this size brotli's best level takes seconds a megabyte and gains next to nothing on meshopt data. */
const BEST_BROTLI_BYTES = 256 * 1024;

/** A GLB as it is stored and sent: brotli-compressed, under its own name, with `Content-Encoding: br`. */
export async function atRest(glb: Uint8Array): Promise<Uint8Array> {
  return compress(glb, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: glb.byteLength <= BEST_BROTLI_BYTES ? 11 : 9,
      [constants.BROTLI_PARAM_SIZE_HINT]: glb.byteLength,
      [constants.BROTLI_PARAM_LGWIN]: 22,
    },
  });
}

/** The first 16 hex digits of the SHA-256 of a file's bytes. */
export function contentHash(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex").slice(0, 16);
}

/** A model's path below the store's base. */
export function modelFolder({ category, slug }: Pick<ModelManifest, "category" | "slug">): string {
  return `models/${category}/${slug}`;
}

/** Path of the latest manifest that was made of a model, below the base of the store that it was made into. */
export function latestManifest(model: Pick<ModelManifest, "category" | "slug">): string {
  return `${modelFolder(model)}/manifest.json`;
}

/** Path of a version of a model's manifest, below the store's base. */
export function manifestOfVersion(model: Pick<ModelManifest, "category" | "slug">, version: string): string {
  return `${modelFolder(model)}/manifest.${version}.json`;
}

/**
 * Gathers a model's files in a temporary folder and then moves them into the store, the manifest last, so that no one
 * ever sees a manifest without its files and a failed run leaves nothing behind.
 */
export class StoreTransaction {
  private readonly files = new Map<string, string>();

  private constructor(
    private readonly root: string,
    private readonly folder: string,
    /** The model's path below the store's base, `models/<category>/<slug>`. */
    readonly base: string,
  ) {}

  /** @param root the store's base folder; made where it is missing. */
  static async begin(root: string, category: string, slug: string): Promise<StoreTransaction> {
    await mkdir(root, { recursive: true });
    const folder = await mkdtemp(path.join(root, `.making-${slug}-`));
    return new StoreTransaction(root, folder, modelFolder({ category, slug }));
  }

  /** Adds an immutable file `[<folder>/]<name>.<hash>.<extension>` below the model; the same bytes are stored once. */
  async add(folder: string, name: string, extension: string, bytes: Uint8Array): Promise<ModelFile> {
    const place = path.posix.join(this.base, folder, `${name}.${contentHash(bytes)}.${extension}`);
    if (!this.files.has(place)) {
      const temporary = path.join(this.folder, String(this.files.size));
      this.files.set(place, temporary);
      await writeFile(temporary, bytes);
    }
    return { path: place, bytes: bytes.byteLength };
  }

  /**
   * Moves everything into place and then the manifest, each atomically: under its version, where it stays for good, and
   * as `manifest.json`, the latest one made here, which `npm run models:publish` hands over.
   */
  async commit(manifest: ModelManifest): Promise<void> {
    const bytes = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
    await this.add("", "manifest", "json", bytes);
    const latest = path.join(this.folder, "manifest.json");
    await writeFile(latest, bytes);
    // A map keeps the order of its entries: the manifest's version, added last, comes after its files.
    for (const [place, temporary] of this.files) await move(temporary, path.join(this.root, place));
    await move(latest, path.join(this.root, latestManifest(manifest)));
    await rm(this.folder, { recursive: true, force: true });
  }

  async abandon(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

async function move(from: string, to: string): Promise<void> {
  await mkdir(path.dirname(to), { recursive: true });
  await rename(from, to);
}

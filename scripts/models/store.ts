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
    return new StoreTransaction(root, folder, `models/${category}/${slug}`);
  }

  /** Adds an immutable file `<folder>/<name>.<hash>.<extension>` below the model; the same bytes are stored once. */
  async add(folder: string, name: string, extension: string, bytes: Uint8Array): Promise<ModelFile> {
    const place = `${this.base}/${folder}/${name}.${contentHash(bytes)}.${extension}`;
    if (!this.files.has(place)) {
      const temporary = path.join(this.folder, String(this.files.size));
      this.files.set(place, temporary);
      await writeFile(temporary, bytes);
    }
    return { path: place, bytes: bytes.byteLength };
  }

  /** Moves everything into place and then the manifest, each atomically. */
  async commit(manifest: ModelManifest): Promise<void> {
    const manifestFile = path.join(this.folder, "manifest.json");
    await writeFile(manifestFile, `${JSON.stringify(manifest, null, 2)}\n`);
    for (const [place, temporary] of this.files) await move(temporary, path.join(this.root, place));
    await move(manifestFile, path.join(this.root, this.base, "manifest.json"));
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

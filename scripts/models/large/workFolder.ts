import { createHash } from "node:crypto";
import { access, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { deserialize, serialize } from "node:v8";

/** Changes with what the files in a work folder mean, so that those of an earlier version are not taken up. */
const FORMAT = 1;

/**
 * Keeps what a run has made until the model is stored, so that a run that was broken off is taken up where it ended.
 * A file that is there is whole: each is written beside its place and then moved there.
 */
export class WorkFolder {
  private constructor(readonly folder: string) {}

  /**
   * Opens a model's folder for one source and one set of options, and removes those for others.
   *
   * @param root the model store's base folder.
   */
  static async open(root: string, slug: string, sourceHash: string, options: object): Promise<WorkFolder> {
    const key = createHash("sha256").update(JSON.stringify([FORMAT, sourceHash, options])).digest("hex").slice(0, 16);
    const name = `.large-${slug}-${key}`;
    await mkdir(root, { recursive: true });
    const isOfSlug = new RegExp(`^\\.large-${slug}-[0-9a-f]{16}$`);
    for (const other of await readdir(root)) {
      if (isOfSlug.test(other) && other !== name) await rm(path.join(root, other), { recursive: true, force: true });
    }
    const folder = path.join(root, name);
    await mkdir(folder, { recursive: true });
    return new WorkFolder(folder);
  }

  /** The folder that another thread has opened. */
  static at(folder: string): WorkFolder {
    return new WorkFolder(folder);
  }

  path(name: string): string {
    return path.join(this.folder, name);
  }

  async has(name: string): Promise<boolean> {
    return access(this.path(name)).then(() => true, () => false);
  }

  async writeBytes(name: string, bytes: Uint8Array): Promise<void> {
    const temporary = this.path(`${name}.${process.pid}.tmp`);
    await writeFile(temporary, bytes);
    await rename(temporary, this.path(name));
  }

  readBytes(name: string): Promise<Uint8Array> {
    return readFile(this.path(name));
  }

  /** Writes a value of numbers, texts, typed arrays, Maps and the like. */
  async write(name: string, value: unknown): Promise<void> {
    await this.writeBytes(name, serialize(value));
  }

  /** @returns what was written under that name: the caller knows its type. */
  async read(name: string): Promise<unknown> {
    return deserialize(await readFile(this.path(name)));
  }

  /** What was made before under that name, or what `make` makes now. */
  async remember<T>(name: string, make: () => Promise<T>): Promise<T> {
    if (await this.has(name)) return (await this.read(name)) as T;
    const made = await make();
    await this.write(name, made);
    return made;
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

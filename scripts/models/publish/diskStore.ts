import { mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import type { ModelStore } from "./modelStore.ts";

/** A store in a folder. Its files' headers are those that the server in front of it gives them. */
export function diskStore(folder: string): ModelStore {
  const placeOf = (file: string): string => path.join(folder, file);
  return {
    name: folder,
    async has({ path: file, bytes }) {
      const found = await stat(placeOf(file)).catch(() => undefined);
      return found?.isFile() === true && found.size === bytes;
    },
    async read(file) {
      return readFile(placeOf(file)).catch((error: NodeJS.ErrnoException) => {
        throw new Error(`${placeOf(file)} can't be read (${error.code ?? error.message}).`, { cause: error });
      });
    },
    async write(file, bytes) {
      const place = placeOf(file);
      const partial = `${place}.${process.pid}.partial`;
      await mkdir(path.dirname(place), { recursive: true });
      try {
        await writeFile(partial, bytes);
        await rename(partial, place);
      } finally {
        await rm(partial, { force: true });
      }
    },
  };
}

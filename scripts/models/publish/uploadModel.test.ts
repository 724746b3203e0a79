import { readdir, rm, truncate, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { diskStore } from "./diskStore.ts";
import { filesOf } from "./filesOf.ts";
import { readLatest, readVersion, type MadeModel } from "./madeModel.ts";
import type { ModelStore } from "./modelStore.ts";
import { makeTestModel, storeFolder } from "./testModel.ts";
import { requirePresent, uploadModel } from "./uploadModel.ts";

const KEY = { slug: "stool", category: "furniture" };
/** Two tiers, two chunks, two textures, two pictures and two AR files. */
const FILES = 10;

let madeFolder: string;
let storeIn: string;
let model: MadeModel;
const made = () => diskStore(madeFolder);
const store = () => diskStore(storeIn);

beforeEach(async () => {
  [madeFolder, storeIn] = await Promise.all([storeFolder(), storeFolder()]);
  await makeTestModel(madeFolder, KEY);
  model = await readLatest(made(), KEY);
});
afterEach(() => Promise.all([madeFolder, storeIn].map((folder) => rm(folder, { recursive: true }))));

async function storedFiles(): Promise<string[]> {
  const entries = await readdir(storeIn, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name, parentPath }) => path.relative(storeIn, path.join(parentPath, name)));
}

/** The store, telling each write; the writes that are named fail. */
function watched(written: string[], fails: (nth: number) => boolean = () => false): ModelStore {
  let nth = 0;
  return {
    ...store(),
    async write(file, bytes) {
      if (fails(++nth)) throw new Error("The line is dead.");
      await store().write(file, bytes);
      written.push(file);
    },
  };
}

describe("uploadModel", () => {
  it("puts every file that the manifest names in place, and then the manifest under its version", async () => {
    const written: string[] = [];
    expect(await uploadModel(made(), model, watched(written))).toMatchObject({ written: FILES + 1, present: 0 });
    expect(written.at(-1)).toBe(`models/furniture/stool/manifest.${model.version}.json`);
    expect((await storedFiles()).sort()).toEqual([...filesOf(model.manifest), model.file].map((file) => file.path).sort());
    expect((await readVersion(store(), KEY, model.version)).manifest).toEqual(model.manifest);
  });

  it("never leaves a manifest without its files, wherever it breaks off, and goes on from there", async () => {
    for (let broken = 1; broken <= FILES + 1; broken++) {
      await rm(storeIn, { recursive: true });
      const first: string[] = [];
      await expect(uploadModel(made(), model, watched(first, (nth) => nth === broken))).rejects.toThrow(/The line is dead.*Run the command again/s);
      expect(await storedFiles()).not.toContain(model.file.path);
      const second: string[] = [];
      await uploadModel(made(), model, watched(second));
      expect(first.filter((file) => second.includes(file))).toEqual([]);
      await requirePresent(store(), model);
    }
  });

  it("sends what is there already no second time, and what is cut off again", async () => {
    await uploadModel(made(), model, store());
    expect(await uploadModel(made(), model, store())).toMatchObject({ written: 0, present: FILES + 1 });
    const [file] = filesOf(model.manifest);
    await truncate(path.join(storeIn, file?.path ?? ""), 1);
    expect(await uploadModel(made(), model, store())).toMatchObject({ written: 1, present: FILES });
  });

  it("uploads of another model of the product only what differs", async () => {
    await uploadModel(made(), model, store());
    await makeTestModel(madeFolder, { ...KEY, look: "ash" });
    const next = await readLatest(made(), KEY);
    expect(await uploadModel(made(), next, store())).toMatchObject({ written: FILES, present: 1 });
    // The earlier one is still whole: pages that were cached with it go on working.
    await requirePresent(store(), model);
  });

  it("refuses a file that is not what its manifest says, and names it", async () => {
    const glb = model.manifest.tiers[0]?.model.path ?? "";
    await writeFile(path.join(madeFolder, glb), "something else");
    await expect(uploadModel(made(), model, store())).rejects.toThrow(`${glb} in ${madeFolder} is not what its manifest says`);
    expect(await storedFiles()).not.toContain(model.file.path);
  });
});

describe("a store that models are expected in", () => {
  it("is told what it lacks, and how to bring it there", async () => {
    await expect(requirePresent(store(), model)).rejects.toThrow(/lacks 11 files of the model .* of stool .*npm run models:publish -- stool --to/);
  });

  it("is not believed a manifest that was changed in place", async () => {
    await uploadModel(made(), model, store());
    await store().write(model.file.path, Buffer.from(JSON.stringify(model.manifest)));
    await expect(readVersion(store(), KEY, model.version)).rejects.toThrow("is damaged");
  });

  it("that nothing was made in says how models are made", async () => {
    await expect(readLatest(store(), KEY)).rejects.toThrow(/No model of stool was made.*npm run models/);
  });
});

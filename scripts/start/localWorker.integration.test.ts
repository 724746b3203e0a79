import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, expect, it, vi } from "vitest";
import { shownVersion } from "~/domain/modelVersions";
import { getEntry, publishProduct } from "~/services/catalog/catalog.server";
import { makeProduct, MODEL_VERSION } from "~/services/testing/fixtures";
import { tinySource } from "~/worker/testAccount";
import { askForPicture } from "../models/jobs/askForPicture.ts";
import { uploadSource } from "../models/jobs/uploadSource.ts";
import { diskStore } from "../models/publish/diskStore.ts";
import { readVersion } from "../models/publish/madeModel.ts";
import { requirePresent } from "../models/publish/uploadModel.ts";
import { startLocalWorker } from "./localWorker.ts";

let folder: string;
let stop: () => Promise<void>;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "aurolot-local-worker-"));
  stop = await startLocalWorker(folder, { ...process.env, CHROMIUM_PATH: path.join(folder, "none") });
  return async () => {
    await stop();
    await rm(folder, { recursive: true, force: true });
  };
});

it("makes and shows the model of a source that is put into a shop that runs, and says of what it can't do why", async () => {
  const product = makeProduct({ finishIds: ["oak"] });
  product.model.posters = [];
  await publishProduct(product, MODEL_VERSION);
  await askForPicture({ job: "picture", product: product.slug, finish: "oak", width: 480 }, folder);
  await writeFile(path.join(folder, "chair.glb"), await tinySource());
  await uploadSource(path.join(folder, "chair.glb"), product.slug, folder);

  const version = await vi.waitFor(async () => {
    const shown = shownVersion((await getEntry(product.slug))?.modelVersions ?? []);
    expect(shown).not.toBe(MODEL_VERSION);
    return shown ?? "";
  }, 50_000);
  const models = diskStore(path.join(folder, "models"));
  await requirePresent(models, await readVersion(models, product, version));

  const [letter = ""] = await readdir(path.join(folder, "jobs/dead"));
  expect(JSON.parse(await readFile(path.join(folder, "jobs/dead", letter), "utf8"))).toMatchObject({ reason: expect.stringMatching(/no Chromium/) });
});

it("refuses what is no GLB, and what is no product, before anything is put anywhere", async () => {
  const file = path.join(folder, "chair.gltf");
  await writeFile(file, "{}");
  await expect(uploadSource(file, "chair", folder)).rejects.toThrow("no GLB");
  await writeFile(file.replace(".gltf", ".glb"), "{}");
  await expect(uploadSource(file.replace(".gltf", ".glb"), "../chair", folder)).rejects.toThrow("names no product");
  expect(await readdir(folder)).not.toContain("sources");
});

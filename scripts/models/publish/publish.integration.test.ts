import { execFile } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { CreateBucketCommand, DeleteObjectCommand, GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { shownVersion } from "~/domain/modelVersions";
import { CatalogConflictError, getEntry, getProduct, publishProduct, type CatalogEntry } from "~/services/catalog/catalog.server";
import { makeProduct, MODEL_VERSION } from "~/services/testing/fixtures";
import { HOW_TO_GET_MOTO, startEmulator, type Emulator } from "../../../terraform/verify/emulator.ts";
import { which } from "../../../terraform/verify/process.ts";
import { diskStore } from "./diskStore.ts";
import { filesOf } from "./filesOf.ts";
import { readLatest } from "./madeModel.ts";
import { openStore } from "./modelStore.ts";
import { publishModel, rollBackModel, type Route } from "./publishModel.ts";
import { makeTestModel, storeFolder } from "./testModel.ts";
import { requirePresent, uploadModel } from "./uploadModel.ts";

let made: string;
let storeIn: string;
let key: { slug: string; category: "furniture" };

beforeEach(async () => {
  [made, storeIn] = await Promise.all([storeFolder(), storeFolder()]);
  const product = makeProduct();
  key = { slug: product.slug, category: "furniture" };
  await publishProduct(product, MODEL_VERSION);
  return () => Promise.all([made, storeIn].map((folder) => rm(folder, { recursive: true })));
});

const route = (): Route => ({ made: diskStore(made), to: diskStore(storeIn), shown: diskStore(storeIn) });

async function entry(): Promise<CatalogEntry> {
  const found = await getEntry(key.slug);
  if (!found) throw new Error("It was just published.");
  return found;
}

/** Makes a model and publishes it. @returns its version */
async function publishLook(look: string): Promise<string> {
  await makeTestModel(made, { ...key, look });
  return (await publishModel(key.slug, await entry(), route())).version;
}

const shownLook = async () => (await getProduct(key.slug))?.model.source.hash;

describe("publishing a model", () => {
  it("shows it when all of it is in the store, and rolling back shows the one before", async () => {
    const oak = await publishLook("oak");
    const ash = await publishLook("ash");
    expect(await shownLook()).toBe("ash");
    expect(shownVersion((await entry()).modelVersions)).toBe(ash);

    expect(await rollBackModel(key.slug, await entry(), diskStore(storeIn))).toBe(oak);
    expect(await shownLook()).toBe("oak");
    expect(await rollBackModel(key.slug, await entry(), diskStore(storeIn), ash)).toBe(ash);
    expect(await shownLook()).toBe("ash");
  });

  it("leaves shoppers what they have when the upload fails", async () => {
    await publishLook("oak");
    await makeTestModel(made, { ...key, look: "ash" });
    const store = diskStore(storeIn);
    const to = { ...store, write: (file: string, bytes: Uint8Array) => (file.includes("/ar/") ? Promise.reject(new Error("The disk is full.")) : store.write(file, bytes)) };
    await expect(publishModel(key.slug, await entry(), { ...route(), to })).rejects.toThrow("The disk is full.");
    expect(await shownLook()).toBe("oak");
  });

  it("does not overwrite what another published during the upload", async () => {
    await publishLook("oak");
    const seen = await entry();
    await publishLook("ash");
    await makeTestModel(made, { ...key, look: "elm" });
    await expect(publishModel(key.slug, seen, route())).rejects.toBeInstanceOf(CatalogConflictError);
    expect(await shownLook()).toBe("ash");
  });

  it("points at no model that shoppers could not fetch", async () => {
    await makeTestModel(made, { ...key, look: "oak" });
    await expect(publishModel(key.slug, await entry(), { ...route(), to: undefined })).rejects.toThrow(/lacks 11 files/);
    const oak = await publishLook("oak");
    await publishLook("ash");
    await rm(path.join(storeIn, "models/furniture", key.slug, `manifest.${oak}.json`));
    await expect(rollBackModel(key.slug, await entry(), diskStore(storeIn))).rejects.toThrow("can't be read");
    expect(await shownLook()).toBe("ash");
  });

  it("is done by a command, and undone by another", async () => {
    const run = async (...args: string[]) => (await promisify(execFile)(process.execPath, ["--no-warnings", "--import", "tsx", "scripts/models/publish/cli.ts", ...args])).stdout;
    await publishLook("oak");
    await makeTestModel(made, { ...key, look: "ash" });
    expect(await run("publish", key.slug, "--from", made, "--to", storeIn)).toMatch(/10 files uploaded .* 1 were there; shoppers are shown [0-9a-f]{16}\./);
    expect(await shownLook()).toBe("ash");
    await run("rollback", key.slug, "--from", storeIn);
    expect(await shownLook()).toBe("oak");
    expect(await run("rollback", key.slug, "--list")).toMatch(/ withdrawn\n.* shown\n/);
  });
});

const hasEmulator = which("moto_server") !== undefined;

describe.skipIf(!hasEmulator)(`a store in S3${hasEmulator ? "" : ` (skipped: ${HOW_TO_GET_MOTO})`}`, () => {
  const Bucket = "models";
  let emulator: Emulator;
  let s3: S3Client;

  beforeAll(async () => {
    emulator = await startEmulator("123456789012");
    for (const [name, value] of Object.entries(emulator.env)) vi.stubEnv(name, value);
    s3 = new S3Client({ region: "eu-central-1", forcePathStyle: true });
    await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: "eu-central-1" } }));
  });
  afterAll(async () => {
    s3.destroy();
    vi.unstubAllEnvs();
    await emulator.stop();
  });

  const upload = async (place: string) => uploadModel(diskStore(made), await readLatest(diskStore(made), key), openStore(place));

  it("holds every file with its type, its encoding and leave to keep it for good", async () => {
    const manifest = await makeTestModel(made, key);
    await upload(`s3://${Bucket}`);
    const headersOf = async (file: string | undefined) => {
      const { ContentType, ContentEncoding, CacheControl } = await s3.send(new HeadObjectCommand({ Bucket, Key: file }));
      return [ContentType, ContentEncoding, CacheControl];
    };
    const forGood = "public, max-age=31536000, immutable";
    const [poster] = manifest.posters;
    const [ar] = manifest.ar;
    const { file } = await readLatest(diskStore(made), key);
    expect(await headersOf(manifest.tiers[0]?.model.path)).toEqual(["model/gltf-binary", "br", forGood]);
    expect(await headersOf(manifest.chunkedTier?.chunks[0]?.model.path)).toEqual(["model/gltf-binary", "br", forGood]);
    expect(await headersOf(ar?.glb.path)).toEqual(["model/gltf-binary", undefined, forGood]);
    expect(await headersOf(ar?.usdz.path)).toEqual(["model/vnd.usdz+zip", undefined, forGood]);
    expect(await headersOf(poster?.file.path)).toEqual(["image/webp", undefined, forGood]);
    expect(await headersOf(poster?.avif?.path)).toEqual(["image/avif", undefined, forGood]);
    expect(await headersOf(file.path)).toEqual(["application/json", undefined, forGood]);
    const object = await s3.send(new GetObjectCommand({ Bucket, Key: poster?.file.path }));
    expect(Buffer.from((await object.Body?.transformToByteArray()) ?? [])).toEqual(await readFile(path.join(made, poster?.file.path ?? "")));
  });

  it("is sent only what it lacks: what is missing, other bytes of that length, or what has other headers", async () => {
    const manifest = await makeTestModel(made, key);
    await upload(`s3://${Bucket}/shop/`);
    expect(await upload(`s3://${Bucket}/shop`)).toMatchObject({ written: 0 });
    const [missing, forged, bare] = filesOf(manifest).map((file) => ({ Bucket, Key: `shop/${file.path}`, bytes: file.bytes }));
    if (!missing || !forged || !bare) throw new Error("A test model has more files.");
    await s3.send(new DeleteObjectCommand(missing));
    const { ContentType, ContentEncoding, CacheControl } = await s3.send(new HeadObjectCommand(forged));
    await s3.send(new PutObjectCommand({ ...forged, ContentType, ContentEncoding, CacheControl, Body: "x".repeat(forged.bytes), ChecksumAlgorithm: "SHA256" }));
    const { Body } = await s3.send(new GetObjectCommand(bare));
    await s3.send(new PutObjectCommand({ ...bare, Body: await Body?.transformToByteArray() }));
    expect(await upload(`s3://${Bucket}/shop`)).toMatchObject({ written: 3 });
    await requirePresent(openStore(`s3://${Bucket}/shop`), await readLatest(diskStore(made), key));
  });

  it("is published to and rolled back from, as a folder is", async () => {
    const to = openStore(`s3://${Bucket}`);
    for (const look of ["oak", "ash"]) {
      await makeTestModel(made, { ...key, look });
      await publishModel(key.slug, await entry(), { made: diskStore(made), to, shown: to });
    }
    expect(await shownLook()).toBe("ash");
    await rollBackModel(key.slug, await entry(), to);
    expect(await shownLook()).toBe("oak");
  });

  it("that is not there is named in the error", async () => {
    await makeTestModel(made, key);
    await expect(upload("s3://no-such-bucket")).rejects.toThrow(/s3:\/\/no-such-bucket.*NoSuchBucket/s);
  });
});

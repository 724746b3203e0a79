import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { CreateBucketCommand, GetObjectCommand, HeadObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { SSMClient } from "@aws-sdk/client-ssm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ReleaseRecords } from "../../terraform/commands/releaseRecord.ts";
import { prod } from "../../terraform/config/prod.ts";
import { startEmulator, type Emulator } from "../../terraform/verify/emulator.ts";
import { which } from "../../terraform/verify/process.ts";
import { findRelease, releaseBuckets, type ReleaseBuckets } from "./releaseBuckets.ts";
import { describeFiles, RELEASE_FILE, releaseName } from "./releaseFile.ts";
import { ConflictingObjectError, uploadRelease } from "./upload.ts";

const COMMIT = "0123456789abcdef0123456789abcdef01234567";

describe.skipIf(!which("moto_server"))("a release in the emulator (moto_server on the PATH)", () => {
  let emulator: Emulator;
  let regions: ReleaseBuckets[];
  let folder: string;
  const credentials = { accessKeyId: "emulator", secretAccessKey: "emulator" };

  beforeAll(async () => {
    emulator = await startEmulator(prod.accountId);
    regions = releaseBuckets(prod, (region) => new S3Client({ region, endpoint: emulator.endpoint, forcePathStyle: true, credentials }));
    for (const { s3, region, releases, assets } of regions) {
      for (const Bucket of [releases, assets]) await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: region } }));
    }
  });
  afterAll(() => emulator?.stop());
  beforeEach(async () => (folder = await mkdtemp(path.join(tmpdir(), "aurolot-upload-"))));

  async function makeRelease(name: string, files: Record<string, string>): Promise<{ dir: string; name: string }> {
    const dir = path.join(folder, name);
    for (const [file, text] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(dir, file)), { recursive: true });
      await writeFile(path.join(dir, file), text);
    }
    const described = await describeFiles(dir);
    const release = { name: releaseName(COMMIT, false, described), commit: COMMIT, dirty: false, nodeVersion: "24.21.0", migrations: ["1_init"], files: described };
    await writeFile(path.join(dir, RELEASE_FILE), JSON.stringify(release));
    return { dir, name: release.name };
  }

  const keys = async (pick: (buckets: ReleaseBuckets) => string, region: ReleaseBuckets) =>
    ((await region.s3.send(new ListObjectsV2Command({ Bucket: pick(region) }))).Contents ?? []).map(({ Key = "" }) => Key);

  it("is in every region, client's files first and release.json last, with headers that browsers keep them by", async () => {
    const { dir, name } = await makeRelease("one", { "app.tar.gz": "app", "functions/order-mail.zip": "mail", "assets/app-1.js": "js", "assets/app-1.css": "css" });
    const done: string[] = [];
    await uploadRelease(dir, regions, (line) => done.push(line));
    const kinds = done.map((line) => (line.includes(RELEASE_FILE) ? "release" : line.includes(" assets/") ? "asset" : "archive"));
    expect(kinds).toEqual([...Array<string>(4).fill("asset"), ...Array<string>(4).fill("archive"), "release", "release"]);
    for (const region of regions) {
      expect(await keys(({ assets }) => assets, region)).toEqual(["assets/app-1.css", "assets/app-1.js"]);
      expect(await findRelease(region, name)).toMatchObject({ name, migrations: ["1_init"] });
      const head = await region.s3.send(new HeadObjectCommand({ Bucket: region.assets, Key: "assets/app-1.css" }));
      expect(head).toMatchObject({ ContentType: "text/css", CacheControl: "public, max-age=31536000, immutable" });
    }
  });

  it("leaves files of earlier releases, skips what is there, and goes on where it broke off", async () => {
    const { dir, name } = await makeRelease("two", { "app.tar.gz": "app 2", "assets/app-1.js": "js", "assets/app-2.js": "js 2" });
    const bytes = await readFile(path.join(dir, "app.tar.gz"));
    await rm(path.join(dir, "app.tar.gz"));
    await expect(uploadRelease(dir, regions)).rejects.toThrow(/app\.tar\.gz is not what release\.json says/);
    await writeFile(path.join(dir, "app.tar.gz"), bytes);
    const done: string[] = [];
    await uploadRelease(dir, regions, (line) => done.push(line));
    expect(done.filter((line) => line.endsWith("assets/app-1.js, is there"))).toHaveLength(2);
    expect(await uploadRelease(dir, regions), "release.json alone").toBe(2);
    for (const region of regions) {
      expect(await keys(({ assets }) => assets, region)).toEqual(["assets/app-1.css", "assets/app-1.js", "assets/app-2.js"]);
      const app = await region.s3.send(new GetObjectCommand({ Bucket: region.releases, Key: `releases/${name}/app.tar.gz` }));
      expect(await app.Body?.transformToString()).toBe("app 2");
    }
  });

  it("never changes a file that pages may ask for", async () => {
    const { dir } = await makeRelease("three", { "app.tar.gz": "app 3", "assets/app-1.js": "other" });
    await expect(uploadRelease(dir, regions)).rejects.toBeInstanceOf(ConflictingObjectError);
    expect(await findRelease(regions[0] as ReleaseBuckets, "none-of-these")).toBeUndefined();
  });

  it("is remembered in the order of deployment", async () => {
    const records = new ReleaseRecords(prod, new SSMClient({ region: prod.placement.primary, endpoint: emulator.endpoint, credentials }));
    expect(await records.read()).toEqual({ releases: [] });
    await records.write({ releases: Array.from({ length: 30 }, (_, index) => `release-${index}`), deploying: "next" });
    expect(await records.read()).toMatchObject({ releases: { length: 20, 0: "release-0" }, deploying: "next" });
    await records.write({ releases: ["a"] });
    expect(await records.read()).toEqual({ releases: ["a"] });
  });
});

import { readFile } from "node:fs/promises";
import path from "node:path";
import { HeadObjectCommand, NotFound, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { lookup } from "mrmime";
import { releaseKey, type ReleaseBuckets } from "./releaseBuckets.ts";
import { readRelease, RELEASE_FILE, type Release } from "./releaseFile.ts";

type File = Release["files"][number];

/** Hashed files never change, and a browser need never ask for one again. */
const FOREVER = "public, max-age=31536000, immutable";

const AT_ONCE = 8;

/** An object of the same name holds something else; names of releases and of their files are never used twice. */
export class ConflictingObjectError extends Error {
  override name = "ConflictingObjectError";
}

/**
 * Uploads a release to every region, so that no page can miss a file at any moment: first the client's files, which
 * stay beside those of earlier releases, then archives and functions, and when all regions have them `release.json`,
 * without which nothing is deployed. Replication would bring them to the second region too, within 15 minutes; functions
 * are made there at once. What is there already is left, so that an upload that broke off goes on.
 * @param onProgress is told each file that was uploaded or was there
 * @returns how many objects were uploaded
 */
export async function uploadRelease(folder: string, regions: readonly ReleaseBuckets[], onProgress: (done: string) => void = () => undefined): Promise<number> {
  const release = await readRelease(folder);
  let uploaded = 0;
  const send = async ({ s3, region }: ReleaseBuckets, bucket: string, key: string, file: File, headers: ObjectHeaders) => {
    const isNew = await putOnce(s3, bucket, key, { folder, file, headers });
    if (isNew) uploaded++;
    onProgress(`${region} ${key}${isNew ? "" : ", is there"}`);
  };
  const isAsset = ({ path: file }: File) => file.startsWith("assets/");
  const assets = release.files.filter(isAsset);
  const others = release.files.filter((file) => !isAsset(file));
  for (const buckets of regions) await eachOf(assets, (file) => send(buckets, buckets.assets, file.path, file, { contentType: typeOf(file.path), cacheControl: FOREVER }));
  for (const buckets of regions) await eachOf(others, (file) => send(buckets, buckets.releases, releaseKey(release.name, file.path), file, { contentType: typeOf(file.path) }));
  for (const { s3, region, releases } of regions) {
    const key = releaseKey(release.name, RELEASE_FILE);
    await s3.send(new PutObjectCommand({ Bucket: releases, Key: key, Body: await readFile(path.join(folder, RELEASE_FILE)), ContentType: "application/json" }));
    uploaded++;
    onProgress(`${region} ${key}`);
  }
  return uploaded;
}

interface ObjectHeaders {
  contentType: string;
  cacheControl?: string;
}

/** @returns false if the object is there already */
async function putOnce(s3: S3Client, Bucket: string, Key: string, { folder, file, headers }: { folder: string; file: File; headers: ObjectHeaders }): Promise<boolean> {
  const { sha256 } = file;
  const found = await s3.send(new HeadObjectCommand({ Bucket, Key })).catch((error: unknown) => {
    if (error instanceof NotFound) return undefined;
    throw error;
  });
  if (found?.Metadata?.sha256 === sha256) return false;
  if (found) throw new ConflictingObjectError(`s3://${Bucket}/${Key} is there and holds other bytes (${found.Metadata?.sha256 ?? "uploaded by other means"}, here ${sha256}). Nothing of its name may change: find out who put it there.`);
  await s3.send(
    new PutObjectCommand({
      Bucket,
      Key,
      Body: await readFile(path.join(folder, file.path)),
      ContentType: headers.contentType,
      CacheControl: headers.cacheControl,
      Metadata: { sha256 },
      // S3 compares: what was garbled on the way is refused.
      ChecksumSHA256: Buffer.from(sha256, "hex").toString("base64"),
    }),
  );
  return true;
}

function typeOf(file: string): string {
  return lookup(file) ?? "application/octet-stream";
}

async function eachOf<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const rest = [...items];
  const worker = async () => {
    for (let item = rest.shift(); item !== undefined; item = rest.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

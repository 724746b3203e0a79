import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { stat } from "node:fs/promises";
import path from "node:path";
import { Transform, type Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { GetObjectCommand, HeadObjectCommand } from "@aws-sdk/client-s3";
import { ifThere, s3Client } from "~/platform/s3.server";
import { HopelessJobError, sourceKey } from "./renderJob";

/** A source that was copied to this machine's disk. */
export interface FetchedSource {
  /** SHA-256, hex, as manifests name their sources. */
  hash: string;
  /** Tells this upload from every other one to the same place. */
  tag: string;
}

/** Where the sources of products are. */
export interface Sources {
  /** For messages. */
  nameOf(product: string): string;
  /** Streams a product's latest source into a file. @throws HopelessJobError where there is none, or it is too large */
  fetch(product: string, file: string): Promise<FetchedSource>;
  /** The tag of a product's latest source; undefined where there is none. */
  tagOf(product: string): Promise<string | undefined>;
}

/** A volume of 75 GB holds this, about as much again of what is made of it on the way, and its tiers. */
const MOST_BYTES = 20e9;

/** Sources in a bucket. */
export function bucketSources(bucket: string, region: string): Sources {
  const client = s3Client(region);
  const nameOf = (product: string): string => `s3://${bucket}/${sourceKey(product)}`;
  const at = (product: string) => ({ Bucket: bucket, Key: sourceKey(product) });
  return {
    nameOf,
    async fetch(product, file) {
      const found = await ifThere(client.send(new GetObjectCommand(at(product))));
      if (!found?.Body) throw missing(nameOf(product));
      return { hash: await copy(found.Body as Readable, file, nameOf(product), found.ContentLength), tag: found.ETag ?? "" };
    },
    async tagOf(product) {
      return (await ifThere(client.send(new HeadObjectCommand(at(product)))))?.ETag;
    },
  };
}

/** Sources in a folder, under the keys that they would have in a bucket. */
export function folderSources(folder: string): Sources {
  const nameOf = (product: string): string => path.join(folder, sourceKey(product));
  const tagOf = async (product: string): Promise<string | undefined> => {
    const found = await stat(nameOf(product)).catch(() => undefined);
    return found && `${found.mtimeMs}-${found.size}`;
  };
  return {
    nameOf,
    tagOf,
    async fetch(product, file) {
      const tag = await tagOf(product);
      if (tag === undefined) throw missing(nameOf(product));
      return { hash: await copy(createReadStream(nameOf(product)), file, nameOf(product)), tag };
    },
  };
}

function missing(name: string): HopelessJobError {
  return new HopelessJobError(`${name} is not there, or the worker may not read it. It may have been removed since; upload the source again.`);
}

/** @param announced the bytes that are to come; fewer are a fault of the line. @returns the SHA-256 of what came, hex */
async function copy(from: Readable, file: string, name: string, announced?: number): Promise<string> {
  const hash = createHash("sha256");
  let bytes = 0;
  const count = new Transform({
    transform(chunk: Buffer, _, next) {
      bytes += chunk.byteLength;
      hash.update(chunk);
      if (bytes > MOST_BYTES) next(new HopelessJobError(`${name} is larger than ${MOST_BYTES / 1e9} GB, which is the most that a source may have. Export it with fewer triangles or smaller textures.`));
      else next(null, chunk);
    },
  });
  await pipeline(from, count, createWriteStream(file));
  if (announced !== undefined && bytes !== announced) throw new Error(`${name} broke off after ${bytes} of ${announced} bytes.`);
  return hash.digest("hex");
}

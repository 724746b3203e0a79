import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, open, stat } from "node:fs/promises";
import path from "node:path";
import type { GLTF } from "@gltf-transform/core";
import { glbLayout, parseGlbJson } from "../glb.ts";
import { ModelError } from "../modelError.ts";
import { decodeUri, fileFault, listOf, parseJson } from "../source.ts";

/** Where the bytes of a buffer lie on disk. */
export interface BufferPlace {
  path: string;
  start: number;
  bytes: number;
}

/** A source whose bytes stay on disk. Plain data, so that worker threads can be told of it. */
export interface LargeSource {
  /** The file's name as the person gave it, for messages. */
  file: string;
  json: GLTF.IGLTF;
  /** One for each of the document's buffers. */
  buffers: BufferPlace[];
  /** Every file it consists of, the source itself first. */
  files: string[];
  /** Bytes of all of them. */
  bytes: number;
}

/**
 * From this size on, bytes with all files that it refers to, a source is read piece by piece. Below it the source and
 * what is made of it fit into memory: see docs/models.md for the measurements.
 */
export const LARGE_SOURCE_BYTES = 200e6;

/**
 * Opens a source that is too large to be held in memory.
 *
 * @param threshold the size in bytes from which on a source is large.
 * @returns undefined where the source is smaller, or can't be read: then the ordinary way says why.
 * @throws ModelError when a GLB is truncated or a document's JSON is broken.
 */
export async function openLargeSource(file: string, threshold = LARGE_SOURCE_BYTES): Promise<LargeSource | undefined> {
  const handle = await open(file, "r").catch(() => undefined);
  if (!handle) return undefined;
  try {
    const status = await handle.stat();
    if (!status.isFile() || status.size === 0) return undefined;
    const { json, binary } = await readDocument(file, handle, status.size);
    const files = [file, ...resourcesOf(file, json)];
    let bytes = 0;
    for (const name of files) bytes += (await stat(name).catch(() => undefined))?.size ?? 0;
    if (bytes < threshold) return undefined;
    return { file, json, buffers: await placeBuffers(file, json, binary), files, bytes };
  } finally {
    await handle.close();
  }
}

/**
 * The files that a source refers to, beside itself.
 *
 * @throws ModelError when a GLB is truncated or a document's JSON is broken.
 */
export async function referredFiles(file: string): Promise<string[]> {
  const handle = await open(file, "r");
  try {
    const { json } = await readDocument(file, handle, (await handle.stat()).size);
    return resourcesOf(file, json);
  } finally {
    await handle.close();
  }
}

async function readDocument(file: string, handle: FileHandle, size: number): Promise<{ json: GLTF.IGLTF; binary: BufferPlace | undefined }> {
  const read = async (start: number, length: number): Promise<Buffer> => {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, start);
    return buffer.subarray(0, bytesRead);
  };
  const head = await read(0, Math.min(20, size));
  if (head.toString("latin1", 0, 4) !== "glTF") return { json: parseJson(file, await read(0, size)), binary: undefined };
  const second = head.length === 20 ? await read(20 + head.readUInt32LE(12), 8) : Buffer.alloc(0);
  const wordAt = (offset: number): number => (offset < 20 ? head.readUInt32LE(offset) : second.readUInt32LE(offset - 20 - head.readUInt32LE(12)));
  const { json, binary } = glbLayout(file, size, wordAt);
  return {
    json: parseGlbJson(file, await read(json.start, json.length)),
    binary: binary && { path: file, start: binary.start, bytes: binary.length },
  };
}

function resourcesOf(file: string, json: GLTF.IGLTF): string[] {
  const uris: unknown[] = [...listOf(json.buffers), ...listOf(json.images)].map((resource) => resource?.uri);
  const files = uris.filter((uri): uri is string => typeof uri === "string" && !uri.startsWith("data:")).map((uri) => resourcePath(file, uri));
  return [...new Set(files)];
}

/** The file that a document's URI names. */
export function resourcePath(file: string, uri: string): string {
  return path.resolve(path.dirname(file), decodeUri(uri));
}

async function placeBuffers(file: string, json: GLTF.IGLTF, binary: BufferPlace | undefined): Promise<BufferPlace[]> {
  const places: BufferPlace[] = [];
  for (const [index, buffer] of (json.buffers ?? []).entries()) {
    const place = buffer.uri === undefined ? binary : { path: resourcePath(file, buffer.uri), start: 0, bytes: await fileSize(file, buffer.uri) };
    if (!place || buffer.byteLength > place.bytes) {
      throw new ModelError(file, `its buffer ${buffer.uri ?? index} has ${place?.bytes ?? 0} bytes, ${buffer.byteLength} are announced`);
    }
    places.push(place);
  }
  return places;
}

async function fileSize(file: string, uri: string): Promise<number> {
  try {
    return (await stat(resourcePath(file, uri))).size;
  } catch (error) {
    throw new ModelError(file, `its buffer ${uri} ${fileFault(error)}`);
  }
}

/** SHA-256 over the files of a source, hex: the same as over a source that is read whole. */
export async function hashFiles(files: readonly string[], onBytes: (bytes: number) => void): Promise<string> {
  const hash = createHash("sha256");
  for (const file of files) {
    for await (const block of createReadStream(file, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
      hash.update(block);
      onBytes(block.byteLength);
    }
  }
  return hash.digest("hex");
}

import type { GLTF } from "@gltf-transform/core";
import { ModelError } from "./modelError.ts";

// glTF 2.0, section 4.4: a 12-byte header (magic, version, length), then chunks of (length, type, data), 4-byte aligned.
const MAGIC = 0x46546c67;
const JSON_CHUNK = 0x4e4f534a;
const BIN_CHUNK = 0x004e4942;
const HEADER_BYTES = 12;
const CHUNK_HEADER_BYTES = 8;

/** The parts of a GLB. */
export interface Glb {
  json: GLTF.IGLTF;
  /** The binary chunk, if there is one: the data of the first buffer. */
  binary: Uint8Array<ArrayBuffer> | undefined;
}

/** Where a part of a file lies, in bytes. */
export interface ByteRange {
  start: number;
  length: number;
}

/** Where a GLB's chunks lie. */
export interface GlbLayout {
  json: ByteRange;
  /** The data of the first buffer, if there is any. */
  binary: ByteRange | undefined;
}

/**
 * Finds a GLB's chunks, checking its lengths.
 *
 * @param file the file's name, for messages. @param bytes its size. @param wordAt reads the little-endian 32-bit word
 * at an offset, which lies within the size.
 * @throws ModelError when it is not a GLB of version 2 or is truncated.
 */
export function glbLayout(file: string, bytes: number, wordAt: (offset: number) => number): GlbLayout {
  const jsonStart = HEADER_BYTES + CHUNK_HEADER_BYTES;
  if (bytes < jsonStart) throw new ModelError(file, `truncated: a GLB has at least ${jsonStart} bytes, this one ${bytes}`);
  const version = wordAt(4);
  if (version !== 2) throw new ModelError(file, `a GLB of version ${version}; only glTF 2.0 is read`);
  const length = wordAt(8);
  if (length > bytes) throw new ModelError(file, `truncated: its header announces ${length} bytes, it has ${bytes}`);
  const json = { start: jsonStart, length: wordAt(HEADER_BYTES) };
  if (wordAt(HEADER_BYTES + 4) !== JSON_CHUNK || json.start + json.length > bytes) {
    throw new ModelError(file, "its first chunk is not whole JSON");
  }
  const binaryHeader = json.start + json.length;
  const hasBinary = binaryHeader + CHUNK_HEADER_BYTES <= length && wordAt(binaryHeader + 4) === BIN_CHUNK;
  if (!hasBinary) return { json, binary: undefined };
  const binary = { start: binaryHeader + CHUNK_HEADER_BYTES, length: wordAt(binaryHeader) };
  if (binary.start + binary.length > bytes) throw new ModelError(file, "truncated: its binary chunk ends beyond the file");
  return { json, binary };
}

/**
 * Takes a GLB apart, checking its lengths.
 *
 * @param file the file's name, for messages.
 * @throws ModelError when it is not a GLB of version 2, is truncated, or its JSON is broken.
 */
export function parseGlb(file: string, bytes: Uint8Array<ArrayBuffer>): Glb {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { json, binary } = glbLayout(file, bytes.byteLength, (offset) => view.getUint32(offset, true));
  const slice = ({ start, length }: ByteRange): Uint8Array<ArrayBuffer> => bytes.subarray(start, start + length);
  return { json: parseGlbJson(file, slice(json)), binary: binary && slice(binary) };
}

/** @throws ModelError when a GLB's first chunk is not JSON. */
export function parseGlbJson(file: string, chunk: Uint8Array): GLTF.IGLTF {
  try {
    return JSON.parse(new TextDecoder().decode(chunk)) as GLTF.IGLTF;
  } catch {
    throw new ModelError(file, "its JSON is broken");
  }
}

/** Puts a glTF document and its one binary buffer together as a GLB. */
export function buildGlb(json: GLTF.IGLTF, binary: Uint8Array): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(JSON.stringify(json));
  const jsonBytes = align(text.byteLength);
  const binaryBytes = align(binary.byteLength);
  const total = HEADER_BYTES + 2 * CHUNK_HEADER_BYTES + jsonBytes + binaryBytes;
  const glb = new Uint8Array(total);
  const view = new DataView(glb.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, 2, true);
  view.setUint32(8, total, true);
  view.setUint32(12, jsonBytes, true);
  view.setUint32(16, JSON_CHUNK, true);
  glb.set(text, 20);
  glb.fill(0x20, 20 + text.byteLength, 20 + jsonBytes);
  view.setUint32(20 + jsonBytes, binaryBytes, true);
  view.setUint32(24 + jsonBytes, BIN_CHUNK, true);
  glb.set(binary, 28 + jsonBytes);
  return glb;
}

function align(length: number): number {
  return (length + 3) & ~3;
}

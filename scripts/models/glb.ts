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

/**
 * Takes a GLB apart, checking its lengths.
 *
 * @param file the file's name, for messages.
 * @throws ModelError when it is not a GLB of version 2, is truncated, or its JSON is broken.
 */
export function parseGlb(file: string, bytes: Uint8Array<ArrayBuffer>): Glb {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < HEADER_BYTES + CHUNK_HEADER_BYTES) {
    throw new ModelError(file, `truncated: a GLB has at least ${HEADER_BYTES + CHUNK_HEADER_BYTES} bytes, this one ${bytes.byteLength}`);
  }
  const version = view.getUint32(4, true);
  if (version !== 2) throw new ModelError(file, `a GLB of version ${version}; only glTF 2.0 is read`);
  const length = view.getUint32(8, true);
  if (length > bytes.byteLength) {
    throw new ModelError(file, `truncated: its header announces ${length} bytes, it has ${bytes.byteLength}`);
  }
  const jsonLength = view.getUint32(HEADER_BYTES, true);
  const jsonStart = HEADER_BYTES + CHUNK_HEADER_BYTES;
  if (view.getUint32(HEADER_BYTES + 4, true) !== JSON_CHUNK || jsonStart + jsonLength > bytes.byteLength) {
    throw new ModelError(file, "its first chunk is not whole JSON");
  }
  const binaryHeader = jsonStart + jsonLength;
  const hasBinary = binaryHeader + CHUNK_HEADER_BYTES <= length && view.getUint32(binaryHeader + 4, true) === BIN_CHUNK;
  const binaryStart = binaryHeader + CHUNK_HEADER_BYTES;
  const binary = hasBinary ? bytes.subarray(binaryStart, binaryStart + view.getUint32(binaryHeader, true)) : undefined;
  try {
    const json = JSON.parse(new TextDecoder().decode(bytes.subarray(jsonStart, jsonStart + jsonLength))) as GLTF.IGLTF;
    return { json, binary };
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

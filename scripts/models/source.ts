import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { type Document, GLB_BUFFER, type GLTF, NodeIO } from "@gltf-transform/core";
import { ALL_EXTENSIONS } from "@gltf-transform/extensions";
import { MeshoptDecoder } from "meshoptimizer";
import { parseGlb } from "./glb.ts";
import { decodeKtx2 } from "./ktx2.ts";
import { ModelError } from "./modelError.ts";
import { findFaults, MENDED_FAULTS } from "./validate.ts";

/** A source model as read, decoded from whatever compression it came in. */
export interface Source {
  /** The file's name as the person gave it, for messages. */
  file: string;
  document: Document;
  /** SHA-256 over the file and the resources it refers to, hex. */
  hash: string;
  /** Bytes of the file and the resources it refers to. */
  bytes: number;
  /** Names of its KHR_materials_variants variants, in its order. */
  variants: string[];
}

type Resources = Record<string, Uint8Array<ArrayBuffer>>;

/**
 * Reads a GLB, or a glTF with its buffers and images beside it, checks it with gltf-validator, and decodes Draco
 * and meshopt compression and KTX2 textures.
 *
 * @throws ModelError when the file is missing, empty, truncated, not glTF 2.0, invalid, or needs a format that
 * can't be decoded.
 */
export async function readSource(file: string): Promise<Source> {
  const bytes = await readBytes(file, file, "");
  if (bytes.byteLength === 0) throw new ModelError(file, "the file is empty");
  const isGlb = bytes.byteLength >= 4 && String.fromCharCode(...bytes.subarray(0, 4)) === "glTF";
  const { json: written, binary } = isGlb ? parseGlb(file, bytes) : { json: parseJson(file, bytes), binary: undefined };
  const resources = await readResources(file, written);

  const faults = await findFaults(bytes, (uri) => resourceAt(resources, uri), MENDED_FAULTS);
  if (faults) throw new ModelError(file, `not valid glTF 2.0 (${faults})`);

  const json = withOlderMeshoptName(written);
  const io = new NodeIO().registerExtensions(ALL_EXTENSIONS).registerDependencies(await decodersFor(json));
  try {
    const document = await io.readJSON({ json, resources: binary ? { ...resources, [GLB_BUFFER]: binary } : resources });
    await decodeKtx2(file, document);
    const hash = hashOf([bytes, ...Object.values(resources)]);
    return { file, document, hash, bytes: sum(bytes, resources), variants: variantsOf(json) };
  } catch (error) {
    if (error instanceof ModelError) throw error;
    throw new ModelError(file, `can't be decoded (${error instanceof Error ? error.message : String(error)})`);
  }
}

/** @throws ModelError when a file that `file` is or refers to can't be read. */
export async function readBytes(file: string, name: string, asWhat: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const buffer = await readFile(name);
    return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength) as Uint8Array<ArrayBuffer>;
  } catch (error) {
    throw new ModelError(file, `${asWhat || "the file"} ${fileFault(error)}`);
  }
}

/** Why a file could not be read, in words that follow its name. */
export function fileFault(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ERR_FS_FILE_TOO_LARGE") return "is larger than 2 GiB, which only sources that are read piece by piece may be";
  return code === "ENOENT" ? "doesn't exist" : code === "EISDIR" ? "is a folder" : `can't be read (${String(code)})`;
}

/** @throws ModelError when the bytes are not a glTF 2.0 document. */
export function parseJson(file: string, bytes: Uint8Array): GLTF.IGLTF {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    const fault = file.toLowerCase().endsWith(".gltf") ? "its JSON is broken" : "neither a GLB nor a glTF file";
    throw new ModelError(file, fault);
  }
  if (typeof json !== "object" || json === null || !("asset" in json)) {
    throw new ModelError(file, "its JSON is not a glTF document (it has no asset)");
  }
  const gltf = json as GLTF.IGLTF;
  // glTF 1.0 may leave its version out, and has objects where 2.0 has lists.
  const version = String(gltf.asset?.version ?? "1.0");
  if (version.startsWith("1")) throw new ModelError(file, `glTF of version ${version}; only glTF 2.0 is read`);
  return gltf;
}

/** The external buffers and images of a document, by the URI it names them with. */
async function readResources(file: string, json: GLTF.IGLTF): Promise<Resources> {
  const resources: Resources = {};
  const wanted = [
    ...listOf(json.buffers).map((buffer) => ({ uri: buffer?.uri, what: "buffer" })),
    ...listOf(json.images).map((image) => ({ uri: image?.uri, what: "image" })),
  ];
  for (const { uri, what } of wanted) {
    if (typeof uri !== "string" || uri.startsWith("data:") || uri in resources) continue;
    if (/^[a-z][a-z0-9+.-]*:/i.test(uri)) throw new ModelError(file, `its ${what} ${uri} is not a file beside it`);
    const name = path.resolve(path.dirname(file), decodeUri(uri));
    resources[uri] = await readBytes(file, name, `its ${what} ${uri}`);
  }
  return resources;
}

/** A list as the document has it; what is none is left for the validator to name. */
export function listOf<T>(list: T[] | undefined): (T | null)[] {
  return Array.isArray(list) ? list : [];
}

/** A resource by a URI that may be escaped otherwise than the file writes it, as the validator's are. */
function resourceAt(resources: Resources, uri: string): Uint8Array<ArrayBuffer> | undefined {
  const known = resources[uri];
  if (known) return known;
  const name = decodeUri(uri);
  return Object.entries(resources).find(([written]) => decodeUri(written) === name)?.[1];
}

/** A URI without its escapes; as it is where they are broken. */
export function decodeUri(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}

/**
 * KHR_meshopt_compression is EXT_meshopt_compression with two more ways of packing, which meshoptimizer's decoder reads
 * by itself (https://github.com/KhronosGroup/glTF/pull/2517): read under the older name, which glTF-Transform knows.
 */
function withOlderMeshoptName(json: GLTF.IGLTF): GLTF.IGLTF {
  const newer = "KHR_meshopt_compression";
  if (!json.extensionsUsed?.includes(newer)) return json;
  return JSON.parse(JSON.stringify(json).replaceAll(`"${newer}"`, '"EXT_meshopt_compression"')) as GLTF.IGLTF;
}

/** The decoders that this document needs; Draco's WebAssembly is loaded for Draco files alone. */
async function decodersFor(json: GLTF.IGLTF): Promise<Record<string, unknown>> {
  const used = json.extensionsUsed ?? [];
  const decoders: Record<string, unknown> = {};
  if (used.includes("EXT_meshopt_compression")) {
    await MeshoptDecoder.ready;
    decoders["meshopt.decoder"] = MeshoptDecoder;
  }
  if (used.includes("KHR_draco_mesh_compression")) {
    const { default: draco3d } = await import("draco3dgltf");
    decoders["draco3d.decoder"] = await draco3d.createDecoderModule();
  }
  return decoders;
}

/** Names of a document's KHR_materials_variants variants, in its order. */
export function variantsOf(json: GLTF.IGLTF): string[] {
  const extension = json.extensions?.["KHR_materials_variants"] as { variants?: { name: string }[] } | undefined;
  return extension?.variants?.map(({ name }) => name) ?? [];
}

function hashOf(parts: Uint8Array[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}

function sum(bytes: Uint8Array, resources: Resources): number {
  return Object.values(resources).reduce((total, resource) => total + resource.byteLength, bytes.byteLength);
}

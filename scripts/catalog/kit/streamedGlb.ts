import { open, type FileHandle } from "node:fs/promises";
import { mergeBySlot, toGlb, uvFrame } from "./glb.ts";
import { bounds, type Mesh } from "./mesh.ts";
import type { ProductModel } from "./product.ts";

const JSON_CHUNK = 0x4e4f534a, BIN_CHUNK = 0x004e4942;
const FLOAT = 5126, UNSIGNED_INT = 5125, ARRAY_BUFFER = 34962, ELEMENT_ARRAY_BUFFER = 34963;
/** Room for the JSON of one mesh, bytes: four accessors with their buffer views, a mesh and a node come to some 1,100. */
const JSON_PER_MESH = 2048;

/** A product too large for memory: what is whole of it, and a slot's further meshes one after the other. */
export interface StreamedModel {
  /** Holds a first mesh in `slot`; the UVs of all meshes lie within its own. */
  model: ProductModel;
  slot: string;
  /** How many meshes `meshes` gives. */
  count: number;
  meshes: Iterable<Mesh>;
}

interface GltfJson {
  accessors: object[];
  bufferViews: object[];
  buffers: { byteLength: number }[];
  meshes: { name?: string; primitives: { attributes: Record<string, number>; indices: number }[] }[];
  nodes: { name?: string; children?: number[] }[];
  scenes: { nodes: number[] }[];
}

export interface StreamedGlb {
  bytes: number;
  triangles: number;
}

/**
 * Writes a product as one GLB in the memory of a single mesh: the model as `toGlb` makes it, then each further mesh with
 * a node, buffer views and accessors of its own, in the material and variants of `slot`. The JSON, which comes first but
 * needs every mesh's bounds, is written last, into room left for it.
 * @param onProgress told how many of the meshes are written
 * @throws Error where the model has nothing in `slot` or there are more meshes than `count`
 */
export async function writeStreamedGlb(file: string, { model, slot, count, meshes }: StreamedModel, onProgress: (done: number) => void = () => undefined): Promise<StreamedGlb> {
  const base = await toGlb(model);
  const { json, bin } = parts(base.bytes);
  const pattern = json.meshes.find((m) => m.name === slot)?.primitives[0];
  if (!pattern) throw new Error(`${model.slug}: there is no mesh in slot "${slot}" to take the material from`);
  const { min, size } = uvFrame([...mergeBySlot(model).values()]);
  const root = json.nodes[json.scenes[0]!.nodes[0]!]!;

  const room = align(JSON.stringify(json).length + count * JSON_PER_MESH);
  const out = await open(file, "w");
  let triangles = base.triangles, length = 0, done = 0;
  const append = async (bytes: Uint8Array): Promise<number> => {
    const at = length;
    await writeAll(out, bytes, 12 + 8 + room + 8 + at);
    length = align(at + bytes.byteLength);
    return at;
  };
  try {
    await append(bin);
    for (const mesh of meshes) {
      if (done === count) throw new Error(`${model.slug}: more than the ${count} meshes announced`);
      const accessor = async (array: Float32Array | Uint32Array, type: "VEC3" | "VEC2" | "SCALAR", more: object = {}): Promise<number> => {
        const target = type === "SCALAR" ? ELEMENT_ARRAY_BUFFER : ARRAY_BUFFER, width = { SCALAR: 1, VEC2: 2, VEC3: 3 }[type];
        const byteOffset = await append(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
        const bufferView = json.bufferViews.push({ buffer: 0, byteOffset, byteLength: array.byteLength, target }) - 1;
        const componentType = type === "SCALAR" ? UNSIGNED_INT : FLOAT;
        return json.accessors.push({ bufferView, componentType, count: array.length / width, type, ...more }) - 1;
      };
      const box = bounds(mesh);
      const attributes = {
        POSITION: await accessor(mesh.positions, "VEC3", { min: box.min, max: box.max }),
        NORMAL: await accessor(mesh.normals, "VEC3"),
        TEXCOORD_0: await accessor(mesh.uvs.map((v, i) => (v - min[i % 2]!) / size[i % 2]!), "VEC2"),
      };
      const indices = await accessor(mesh.indices, "SCALAR");
      const name = `${slot}-${++done}`;
      const node = json.nodes.push({ name, mesh: json.meshes.push({ name, primitives: [{ ...pattern, attributes, indices }] }) - 1 } as { name: string }) - 1;
      (root.children ??= []).push(node);
      triangles += mesh.indices.length / 3;
      onProgress(done);
    }
    json.buffers[0]!.byteLength = length;
    const bytes = 12 + 8 + room + 8 + length;
    const head = Buffer.alloc(12 + 8 + room, " ");
    [0x46546c67, 2, bytes, room, JSON_CHUNK].forEach((v, i) => head.writeUInt32LE(v, i * 4));
    head.write(JSON.stringify(json), 20);
    const chunk = Buffer.alloc(8);
    chunk.writeUInt32LE(length, 0);
    chunk.writeUInt32LE(BIN_CHUNK, 4);
    await writeAll(out, Buffer.concat([head, chunk]), 0);
    await out.truncate(bytes);
    return { bytes, triangles };
  } finally {
    await out.close();
  }
}

const align = (n: number): number => Math.ceil(n / 4) * 4;

function parts(glb: Uint8Array): { json: GltfJson; bin: Uint8Array } {
  const view = new DataView(glb.buffer, glb.byteOffset, glb.byteLength), jsonLength = view.getUint32(12, true);
  return {
    json: JSON.parse(new TextDecoder().decode(glb.subarray(20, 20 + jsonLength))) as GltfJson,
    bin: glb.subarray(28 + jsonLength, 28 + jsonLength + view.getUint32(20 + jsonLength, true)),
  };
}

async function writeAll(out: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  for (let from = 0; from < bytes.byteLength; ) {
    from += (await out.write(bytes, from, bytes.byteLength - from, at + from)).bytesWritten;
  }
}

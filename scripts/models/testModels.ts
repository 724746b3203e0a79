import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { Document, GLB_BUFFER, NodeIO, type Primitive, type vec3 } from "@gltf-transform/core";
import { ALL_EXTENSIONS, KHRMaterialsVariants } from "@gltf-transform/extensions";
import { MeshoptDecoder, MeshoptEncoder } from "meshoptimizer";
import sharp from "sharp";
import type { ModelFile } from "../../app/domain/modelManifest.ts";
import { parseGlb } from "./glb.ts";

/** A temporary folder, and how to be rid of it. */
export async function temporaryFolder(): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "aurolot-models-"));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** An IO that reads and writes everything the tests use. */
export async function testIo(): Promise<NodeIO> {
  await Promise.all([MeshoptDecoder.ready, MeshoptEncoder.ready]);
  return new NodeIO()
    .registerExtensions(ALL_EXTENSIONS)
    .registerDependencies({ "meshopt.decoder": MeshoptDecoder, "meshopt.encoder": MeshoptEncoder });
}

export async function writeGlb(document: Document, file: string): Promise<string> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, await (await testIo()).writeBinary(document));
  return file;
}

/** All files below a folder, relative to it. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name))).sort();
}

/** A stored GLB, brotli taken off. */
export async function storedGlb(store: string, file: ModelFile): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(brotliDecompressSync(await readFile(path.join(store, file.path))));
}

/** A stored GLB with its textures read from beside it. */
export async function readStored(store: string, file: ModelFile): Promise<Document> {
  const io = await testIo();
  const { json, binary } = parseGlb(file.path, await storedGlb(store, file));
  const resources: Record<string, Uint8Array<ArrayBuffer>> = binary ? { [GLB_BUFFER]: binary } : {};
  for (const { uri } of json.images ?? []) {
    if (uri !== undefined) resources[uri] = new Uint8Array(await readFile(path.join(store, path.dirname(file.path), uri)));
  }
  return io.readJSON({ json, resources });
}

/** A square PNG with a pattern fine enough that no size of it is trivial. */
export async function patternPng(size: number, tint: vec3): Promise<Uint8Array<ArrayBuffer>> {
  const data = Buffer.alloc(size * size * 3);
  for (let i = 0; i < size * size; i++) {
    const wave = 0.5 + 0.5 * Math.sin((i % size) * 0.31) * Math.cos(Math.floor(i / size) * 0.17);
    for (let channel = 0; channel < 3; channel++) data[i * 3 + channel] = Math.round(255 * wave * (tint[channel] ?? 1));
  }
  return new Uint8Array(await sharp(data, { raw: { width: size, height: size, channels: 3 } }).png().toBuffer());
}

/**
 * A KTX2 file of UASTC blocks of one colour (KTX 2.0, sections 2 to 5; UASTC's mode 8 is five bits, 0x17, and RGBA).
 * `size` is a multiple of 4.
 */
export function solidKtx2(size: number, [red, green, blue]: vec3): Uint8Array<ArrayBuffer> {
  const block = Buffer.alloc(16);
  block.writeBigUInt64LE(0x17n | (BigInt(red | (green << 8) | (blue << 16)) << 5n) | (255n << 29n));
  const blocks = Buffer.concat(Array.from({ length: (size / 4) ** 2 }, () => block));
  // A basic data format descriptor: UASTC (166), BT.709, sRGB, blocks of 4 × 4 texels in 16 bytes, one sample of 128 bits.
  const descriptor = Buffer.alloc(44);
  [44, 0, 2 | (40 << 16), 166 | (1 << 8) | (2 << 16), 3 | (3 << 8), 16, 0, 127 << 16, 0, 0, 0xffffffff].forEach((word, i) => descriptor.writeUInt32LE(word, i * 4));
  const [descriptorStart, dataStart] = [104, 160];
  const head = Buffer.alloc(dataStart);
  head.set(Buffer.from("\xabKTX 20\xbb\r\n\x1a\n", "latin1"));
  // Format, type size, width, height, depth, layers, faces, levels, supercompression; then where the descriptor lies.
  [0, 1, size, size, 0, 0, 1, 1, 0, descriptorStart, 44].forEach((word, i) => head.writeUInt32LE(word, 12 + i * 4));
  [dataStart, blocks.byteLength, blocks.byteLength].forEach((length, i) => head.writeBigUInt64LE(BigInt(length), 80 + i * 8));
  head.set(descriptor, descriptorStart);
  return new Uint8Array(Buffer.concat([head, blocks]));
}

interface SphereOptions {
  segments?: number;
  centre?: vec3;
  radius?: number;
  normals?: boolean;
  uvs?: boolean;
  /** How often the texture repeats around. */
  repeat?: number;
}

/** A bumpy sphere, so that simplification has something to decide. */
export function addSphere(document: Document, options: SphereOptions = {}): Primitive {
  const { segments = 48, centre = [0, 0, 0], radius = 0.5, normals = true, uvs = true, repeat = 1 } = options;
  const positions: number[] = [];
  const directions: number[] = [];
  const coordinates: number[] = [];
  const indices: number[] = [];
  const rings = segments / 2;
  for (let ring = 0; ring <= rings; ring++) {
    for (let segment = 0; segment <= segments; segment++) {
      const theta = (ring / rings) * Math.PI;
      const phi = ((segment % segments) / segments) * Math.PI * 2;
      const d = [Math.sin(theta) * Math.cos(phi), Math.cos(theta), Math.sin(theta) * Math.sin(phi)];
      const r = radius * (1 + 0.04 * Math.sin(phi * 7) * Math.sin(theta * 9) * Math.sin(theta));
      d.forEach((value, axis) => positions.push(value * r + (centre[axis] ?? 0)));
      directions.push(...d);
      coordinates.push((segment / segments) * repeat, (ring / rings) * repeat);
    }
  }
  const row = segments + 1;
  for (let ring = 0; ring < rings; ring++) {
    for (let segment = 0; segment < segments; segment++) {
      const a = ring * row + segment;
      if (ring > 0) indices.push(a, a + 1, a + row + 1);
      if (ring < rings - 1) indices.push(a, a + row + 1, a + row);
    }
  }
  const buffer = document.getRoot().listBuffers()[0] ?? document.createBuffer();
  const accessor = (type: "VEC2" | "VEC3", values: number[]) =>
    document.createAccessor().setType(type).setArray(new Float32Array(values)).setBuffer(buffer);
  const primitive = document
    .createPrimitive()
    .setIndices(document.createAccessor().setType("SCALAR").setArray(new Uint32Array(indices)).setBuffer(buffer))
    .setAttribute("POSITION", accessor("VEC3", positions));
  if (normals) primitive.setAttribute("NORMAL", accessor("VEC3", directions));
  if (uvs) primitive.setAttribute("TEXCOORD_0", accessor("VEC2", coordinates));
  return primitive;
}

/** Puts a primitive into the scene by a node of its own. */
export function show(document: Document, ...primitives: Primitive[]) {
  const mesh = document.createMesh();
  for (const primitive of primitives) mesh.addPrimitive(primitive);
  const node = document.createNode().setMesh(mesh);
  const scene = document.getRoot().listScenes()[0] ?? document.createScene();
  scene.addChild(node);
  return node;
}

/** A textured sphere with two finishes and a part that has only one. */
export async function productWithVariants(): Promise<Document> {
  const document = new Document();
  const variants = document.createExtension(KHRMaterialsVariants);
  const oak = variants.createVariant("oak");
  const ink = variants.createVariant("ink");
  const material = async (name: string, tint: vec3) =>
    document
      .createMaterial(name)
      .setBaseColorTexture(document.createTexture(`${name} colour`).setImage(await patternPng(512, tint)).setMimeType("image/png"));
  const [oakMaterial, inkMaterial, metal] = [await material("Oak", [1, 0.8, 0.5]), await material("Ink", [0.2, 0.2, 0.5]), document.createMaterial("Metal")];
  const body = addSphere(document, { segments: 96 }).setMaterial(oakMaterial);
  body.setExtension(
    "KHR_materials_variants",
    variants
      .createMappingList()
      .addMapping(variants.createMapping().setMaterial(oakMaterial).addVariant(oak))
      .addMapping(variants.createMapping().setMaterial(inkMaterial).addVariant(ink)),
  );
  const foot = addSphere(document, { segments: 32, centre: [0, -0.6, 0], radius: 0.15, uvs: false }).setMaterial(metal);
  show(document, body, foot);
  return document;
}

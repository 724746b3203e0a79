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

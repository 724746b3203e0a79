import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { finished } from "node:stream/promises";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import type { GLTF } from "@gltf-transform/core";
import sharp from "sharp";

/** A large model to try the pipeline on: `beads` × `beads` embossed spheres on a cloth, written without being held. */
export interface GeneratedModel {
  /** Spheres along each side of the square that they lie in. */
  beads: number;
  /** Segments around each; half as many rings. */
  segments: number;
  /** Length of the textures' edges, pixels. */
  textureSize: number;
}

/** About 18.4 million triangles: 590 MB with its textures. */
const LARGE: GeneratedModel = { beads: 12, segments: 358, textureSize: 2048 };
const RADIUS = 0.05;
const VERTEX_BYTES = 32;

/** Triangles of a generated model: a quad a segment and ring, single triangles at the poles. */
export function generatedTriangles({ beads, segments }: GeneratedModel): number {
  return beads * beads * segments * (Math.floor(segments / 2) * 2 - 2);
}

/**
 * Writes a generated model as a GLB, sphere by sphere. Every sphere is a mesh and a node of its own, of two materials
 * with a texture for colour and one for normals each. The same arguments give the same bytes.
 *
 * @returns the file's size in bytes.
 */
export async function generateGlb(file: string, model: GeneratedModel): Promise<number> {
  const { beads, segments, textureSize } = model;
  const rings = Math.floor(segments / 2);
  const vertices = (segments + 1) * (rings + 1);
  const indices = (generatedTriangles(model) / (beads * beads)) * 3;
  const beadBytes = vertices * VERTEX_BYTES + indices * 4;
  const images = [await weave(textureSize, [214, 120, 62]), await weave(textureSize, [128, 128, 255]), await weave(textureSize, [60, 92, 140])];

  const json: GLTF.IGLTF = {
    asset: { version: "2.0", generator: "Aurolot 3D" },
    scene: 0,
    scenes: [{ nodes: [] }],
    nodes: [],
    meshes: [],
    accessors: [],
    bufferViews: [],
    buffers: [{ byteLength: 0 }],
    images: [],
    textures: images.map((_, source) => ({ source, sampler: 0 })),
    samplers: [{ wrapS: 10497, wrapT: 10497 }],
    materials: [0, 2].map((colour) => ({
      pbrMetallicRoughness: { baseColorTexture: { index: colour }, metallicFactor: 0, roughnessFactor: 0.7 },
      normalTexture: { index: 1 },
    })),
  };
  const view = (byteOffset: number, byteLength: number, more: object): number => json.bufferViews!.push({ buffer: 0, byteOffset, byteLength, ...more }) - 1;
  let length = 0;
  for (let bead = 0; bead < beads * beads; bead++) {
    const centre = centreOf(bead, beads);
    const attributes = view(length, vertices * VERTEX_BYTES, { byteStride: VERTEX_BYTES, target: 34962 });
    const indexView = view(length + vertices * VERTEX_BYTES, indices * 4, { target: 34963 });
    const accessor = (type: string, byteOffset: number, more: object = {}): number =>
      json.accessors!.push({ bufferView: attributes, byteOffset, componentType: 5126, count: vertices, type, ...more } as GLTF.IAccessor) - 1;
    const reach = RADIUS * 1.1;
    const position = accessor("VEC3", 0, { min: [-reach, -reach, -reach], max: [reach, reach, reach] });
    const primitive = {
      attributes: { POSITION: position, NORMAL: accessor("VEC3", 12), TEXCOORD_0: accessor("VEC2", 24) },
      indices: json.accessors!.push({ bufferView: indexView, componentType: 5125, count: indices, type: "SCALAR" }) - 1,
      material: bead % 2,
    };
    json.nodes!.push({ mesh: json.meshes!.push({ primitives: [primitive] }) - 1, translation: centre });
    json.scenes![0]!.nodes!.push(bead);
    length += beadBytes;
  }
  for (const image of images) {
    json.images!.push({ bufferView: view(length, image.byteLength, {}), mimeType: "image/png" });
    length += Math.ceil(image.byteLength / 4) * 4;
  }
  json.buffers![0]!.byteLength = length;

  const text = Buffer.from(JSON.stringify(json));
  const jsonBytes = Buffer.concat([text, Buffer.alloc((4 - (text.byteLength % 4)) % 4, " ")]);
  const total = 28 + jsonBytes.byteLength + length;
  const head = Buffer.alloc(20);
  [0x46546c67, 2, total, jsonBytes.byteLength, 0x4e4f534a].forEach((word, i) => head.writeUInt32LE(word, i * 4));
  const binaryHead = Buffer.alloc(8);
  [length, 0x004e4942].forEach((word, i) => binaryHead.writeUInt32LE(word, i * 4));

  await mkdir(path.dirname(file), { recursive: true });
  const stream = createWriteStream(file);
  const write = async (bytes: Uint8Array): Promise<void> => {
    if (!stream.write(bytes)) await new Promise<void>((resolve) => stream.once("drain", () => resolve()));
  };
  for (const bytes of [head, jsonBytes, binaryHead]) await write(bytes);
  for (let bead = 0; bead < beads * beads; bead++) await write(beadGeometry(bead, segments, rings));
  for (const image of images) await write(Buffer.concat([image, Buffer.alloc((4 - (image.byteLength % 4)) % 4)]));
  stream.end();
  await finished(stream);
  return total;
}

/** Spheres lie side by side and touch. */
function centreOf(bead: number, beads: number): [number, number, number] {
  const place = (i: number): number => (i - (beads - 1) / 2) * RADIUS * 2;
  return [place(bead % beads), RADIUS, place(Math.floor(bead / beads))];
}

/** A sphere's vertices (position, normal, texture coordinates) and then its indices. */
function beadGeometry(bead: number, segments: number, rings: number): Uint8Array {
  const floats: number[] = [];
  const indices: number[] = [];
  const row = segments + 1;
  for (let ring = 0; ring <= rings; ring++) {
    for (let segment = 0; segment <= segments; segment++) {
      const [theta, phi] = [(ring / rings) * Math.PI, ((segment % segments) / segments) * Math.PI * 2];
      const normal = [Math.sin(theta) * Math.cos(phi), Math.cos(theta), Math.sin(theta) * Math.sin(phi)];
      const radius = RADIUS * (1 + 0.02 * Math.sin(phi * (12 + (bead % 7))) * Math.sin(theta * 14) * Math.sin(theta) + 0.004 * Math.sin(phi * 90) * Math.sin(theta * 90) * Math.sin(theta));
      floats.push(...normal.map((value) => value * radius), ...normal, (segment / segments) * 4, (ring / rings) * 2);
      if (ring === rings || segment === segments) continue;
      const a = ring * row + segment;
      if (ring > 0) indices.push(a, a + 1, a + row + 1);
      if (ring < rings - 1) indices.push(a, a + row + 1, a + row);
    }
  }
  return Buffer.concat([Buffer.from(new Float32Array(floats).buffer), Buffer.from(new Uint32Array(indices).buffer)]);
}

/** A PNG of a cloth's weave in a tint. */
async function weave(size: number, tint: readonly number[]): Promise<Buffer> {
  const data = Buffer.alloc(size * size * 3);
  for (let i = 0; i < size * size; i++) {
    const [x, y] = [i % size, Math.floor(i / size)];
    const thread = 0.75 + 0.2 * Math.sin(x * 0.4) * Math.sin(y * 0.4) + 0.05 * (((x * 2654435761 + y * 40503) % 97) / 97);
    for (let channel = 0; channel < 3; channel++) data[i * 3 + channel] = Math.min(255, Math.round(tint[channel]! * thread));
  }
  return sharp(data, { raw: { width: size, height: size, channels: 3 } }).png({ compressionLevel: 3 }).toBuffer();
}

/** `npx tsx scripts/models/large/generate.ts <file.glb> [--beads n] [--segments n]` */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { beads: { type: "string" }, segments: { type: "string" } } });
  const [file] = positionals;
  if (file === undefined) throw new Error("Name the file to write: npx tsx scripts/models/large/generate.ts <file.glb> [--beads n] [--segments n]");
  const model = { ...LARGE, ...(values.beads && { beads: Number(values.beads) }), ...(values.segments && { segments: Number(values.segments) }) };
  const bytes = await generateGlb(file, model);
  console.log(`${file}: ${generatedTriangles(model).toLocaleString("en")} triangles, ${(bytes / 1e6).toFixed(1)} MB`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main();

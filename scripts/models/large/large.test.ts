import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { Document, type vec3 } from "@gltf-transform/core";
import { EXTMeshGPUInstancing } from "@gltf-transform/extensions";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ModelManifest } from "../../../app/domain/modelManifest.ts";
import { ModelError } from "../modelError.ts";
import { makeModel, type ModelOptions } from "../pipeline.ts";
import { prepare, type Prepared } from "../prepare.ts";
import { readSource } from "../source.ts";
import { addSphere, filesBelow, patternPng, productWithVariants, readStored, show, temporaryFolder, testIo, writeGlb } from "../testModels.ts";
import { findFaults } from "../validate.ts";
import { LargeModel } from "./largeModel.ts";
import { openLargeSource } from "./largeSource.ts";
import { Pages } from "./pages.ts";
import { boundsOfSpan } from "./placedTriangles.ts";
import { readSkeleton } from "./skeleton.ts";
import { Triangles } from "./triangles.ts";

let folder: string;
let removeFolder: () => Promise<void>;
beforeAll(async () => {
  ({ folder, remove: removeFolder } = await temporaryFolder());
});
afterAll(() => removeFolder());

/** Every source is large, and cut finely. */
const LARGE = { threshold: 1, boxTriangles: 2500 };
const HEIGHT = 500;

function make(source: string, store: string, more: Partial<ModelOptions> = {}): Promise<ModelManifest> {
  return makeModel({ source, slug: "lamp", category: "gadgets", outDir: store, heightMm: HEIGHT, ar: false, large: LARGE, ...more });
}

/** Finishes, a mirrored mesh of another material, instances of a strip, a mesh without indices, and a triangle across all of it. */
async function variedModel(): Promise<Document> {
  const document = await productWithVariants();
  const cloth = document.createMaterial("Cloth").setBaseColorTexture(document.createTexture("cloth").setImage(await patternPng(64, [1, 0, 0])).setMimeType("image/png"));
  show(document, addSphere(document, { segments: 48, centre: [1, 0, 0], repeat: 3 }).setMaterial(cloth)).setScale([-1, 1.5, 1]).setRotation([0, 0.6, 0, 0.8]);
  const buffer = document.getRoot().listBuffers()[0] ?? null;
  const accessor = (type: "VEC3" | "VEC2", values: number[]) => document.createAccessor().setType(type).setArray(new Float32Array(values)).setBuffer(buffer);
  const zigzag = Array.from({ length: 40 }, (_, i) => [i * 0.02, (i % 2) * 0.3, 0]).flat();
  const strip = document.createPrimitive().setMode(5).setAttribute("POSITION", accessor("VEC3", zigzag)).setMaterial(document.createMaterial("Band"));
  const instancing = document.createExtension(EXTMeshGPUInstancing).setRequired(true);
  const places = instancing.createInstancedMesh().setAttribute("TRANSLATION", accessor("VEC3", [-1, 1, 0, -1, -1, 0.5]));
  show(document, strip).setExtension("EXT_mesh_gpu_instancing", places);
  const flag = document.createPrimitive().setAttribute("POSITION", accessor("VEC3", [-1.5, -1, -1, 1.5, 1, 1, 1.5, 1, -1])).setMaterial(document.createMaterial("Flag"));
  show(document, flag);
  return document;
}

type Triangle = [vec3, vec3, vec3];

function trianglesOf(prepared: Prepared): Triangle[] {
  return prepared.parts.flatMap(({ positions, indices }) => {
    const corner = (i: number): vec3 => [...positions.subarray(indices[i]! * 3, indices[i]! * 3 + 3)] as vec3;
    return Array.from({ length: indices.length / 3 }, (_, t): Triangle => [corner(t * 3), corner(t * 3 + 1), corner(t * 3 + 2)]);
  });
}

/** Whether a triangle cut to a box (Sutherland–Hodgman) leaves anything, the box drawn in by a little. */
function isInside(triangle: Triangle, box: { min: readonly number[]; max: readonly number[] }, margin: number): boolean {
  let polygon: number[][] = triangle;
  const isBeside = (axis: number): boolean => triangle.every((corner) => corner[axis]! < box.min[axis]!) || triangle.every((corner) => corner[axis]! > box.max[axis]!);
  if ([0, 1, 2].some(isBeside)) return false;
  for (let axis = 0; axis < 3; axis++) {
    for (const [plane, side] of [[box.min[axis]! + margin, 1], [box.max[axis]! - margin, -1]] as const) {
      const depth = (point: number[]): number => (point[axis]! - plane) * side;
      polygon = polygon.flatMap((point, i) => {
        const next = polygon[(i + 1) % polygon.length]!;
        const kept = depth(point) >= 0 ? [point] : [];
        if (depth(point) >= 0 === depth(next) >= 0) return kept;
        const share = depth(point) / (depth(point) - depth(next));
        return [...kept, point.map((value, a) => value + (next[a]! - value) * share)];
      });
    }
  }
  return polygon.length > 0;
}

describe("a large source", () => {
  let source: string;
  let store: string;
  let manifest: ModelManifest;
  let prepared: Prepared;
  beforeAll(async () => {
    source = await writeGlb(await variedModel(), path.join(folder, "varied.glb"));
    store = path.join(folder, "store");
    manifest = await make(source, store);
    prepared = await prepare(await readSource(source), HEIGHT);
  }, 120_000);

  it("is measured as if it were read whole, and has its finest tier in chunks", () => {
    expect(manifest.source.triangles).toBe(prepared.triangles);
    expect(manifest.chunkedTier?.triangles).toBe(prepared.triangles);
    expect(manifest.bounds).toEqual(prepared.bounds);
    expect(manifest.variants).toEqual(["oak", "ink"]);
    expect(manifest.tiers.map(({ name }) => name)).toEqual(["preview", "standard"]);
    expect(manifest.chunkedTier?.chunks.length).toBeGreaterThan(5);
    expect(manifest.chunkedTier?.textures).toHaveLength(3);
  });

  it("is cut along the planes of its grid, into boxes that do not overlap", () => {
    const { grid, chunks } = manifest.chunkedTier!;
    const { min, max } = manifest.bounds;
    for (const chunk of chunks) {
      for (const axis of [0, 1, 2] as const) {
        const [from, to] = [chunk.min, chunk.max].map((corner) => ((corner[axis] - min[axis]) / (max[axis] - min[axis])) * grid[axis]);
        expect(from).toBeCloseTo(Math.round(from!), 6);
        expect(to).toBeCloseTo(Math.round(to!), 6);
        expect(Math.round(to!)).toBeGreaterThan(Math.round(from!));
      }
    }
    const overlap = chunks.flatMap((a, i) => chunks.slice(i + 1).filter((b) => [0, 1, 2].every((axis) => a.min[axis]! < b.max[axis]! - 1e-9 && b.min[axis]! < a.max[axis]! - 1e-9)));
    expect(overlap).toEqual([]);
  });

  it("has each triangle, with the same vertices, in the chunks of all boxes that it touches, and no others", async () => {
    const { min, max } = manifest.bounds;
    const step = Math.max(...[0, 1, 2].map((axis) => max[axis]! - min[axis]!)) / 65535;
    const keyOf = (corners: number[][]): string => corners.map((corner) => corner.join()).sort().join(" ");
    const rounded = (triangle: Triangle): string => keyOf(triangle.map((corner) => corner.map((value, axis) => Math.round((value - min[axis]!) / step))));
    const triangles = trianglesOf(prepared).map((triangle) => ({ triangle, key: rounded(triangle) }));
    const found = new Set<string>();
    for (const chunk of manifest.chunkedTier!.chunks) {
      const keys = new Set<string>();
      const document = await readStored(store, chunk.model);
      for (const primitive of document.getRoot().listMeshes().flatMap((mesh) => mesh.listPrimitives())) {
        const indices = primitive.getIndices()!;
        const corner = (i: number): number[] => primitive.getAttribute("POSITION")!.getElement(indices.getScalar(i), []);
        for (let i = 0; i < indices.getCount(); i += 3) keys.add(keyOf([corner(i), corner(i + 1), corner(i + 2)]));
      }
      const missing = triangles.filter(({ triangle, key }) => !keys.has(key) && isInside(triangle, chunk, step));
      expect(missing).toEqual([]);
      for (const key of keys) found.add(key);
    }
    expect(found).toEqual(new Set(triangles.map(({ key }) => key)));
  });

  it("has valid chunks that share textures beside them and keep the finishes", async () => {
    const textures = new Map(await Promise.all(manifest.chunkedTier!.textures.map(async (file) => [path.posix.basename(file.path), new Uint8Array(await readFile(path.join(store, file.path)))] as const)));
    const finishes = new Set<string>();
    for (const { model } of manifest.chunkedTier!.chunks) {
      const document = await readStored(store, model);
      for (const texture of document.getRoot().listTextures()) expect(textures.has(path.posix.basename(texture.getURI()))).toBe(true);
      for (const material of document.getRoot().listMaterials()) finishes.add(material.getName());
      expect(await findFaults(await (await testIo()).writeBinary(document), () => undefined)).toBeUndefined();
    }
    expect([...finishes].sort()).toEqual(["Band", "Cloth", "Flag", "Ink", "Metal", "Oak"]);
  });

  it("is taken up where a run ended, without doing again what is there, and comes out the same", async () => {
    const again = path.join(folder, "again");
    const breakOff = (at: string) => (message: string): void => {
      if (message.startsWith(at)) throw new Error(`broken off at ${message}`);
    };
    const timesOf = async (): Promise<[string, number][]> => {
      const [name] = await readdir(again);
      const files = (await filesBelow(path.join(again, name!))).filter((file) => !file.endsWith(".tmp"));
      return Promise.all(files.map(async (file) => [file, (await stat(path.join(again, name!, file))).mtimeMs] as [string, number]));
    };
    await expect(make(source, again, { onProgress: breakOff("simplifying 4/") })).rejects.toThrow("broken off");
    const before = await timesOf();
    const isReduced = (box: string): boolean => before.some(([file]) => file === `${box}-reduced`);
    // A box that another thread was at when the run was broken off is begun anew.
    const finished = before.filter(([file]) => isReduced(/^(box-\d+)-/.exec(file)?.[1] ?? "") || !file.startsWith("box-"));
    expect(finished.filter(([file]) => /^box-\d+-reduced$/.test(file)).length).toBeGreaterThan(3);
    await expect(make(source, again, { onProgress: breakOff("standard") })).rejects.toThrow("broken off");
    expect(await timesOf()).toEqual(expect.arrayContaining(finished));
    expect(await make(source, again)).toEqual(manifest);
    expect(await filesBelow(again)).toEqual(await filesBelow(store));
  }, 120_000);
});

describe("the joined boxes", () => {
  it("of a closed surface are closed, as nothing moves where they meet", async () => {
    const document = new Document();
    show(document, addSphere(document, { segments: 128, uvs: false }));
    const source = await writeGlb(document, path.join(folder, "closed.glb"));
    const large = await LargeModel.open({ source, slug: "ball", outDir: path.join(folder, "closed"), threshold: 1, boxTriangles: 1000, onProgress: () => undefined });
    try {
      // The sphere's own poles are points that differ by less than this.
      const triangles = trianglesOf(large!.prepared).map((triangle) => triangle.map((corner) => corner.map((value) => Math.round(value * 1e7) + 0)));
      expect(triangles.length).toBeLessThan(large!.prepared.triangles);
      const edges = new Map<string, number>();
      for (const triangle of triangles) {
        triangle.forEach((from, i) => {
          const [a, b] = [from.join(), triangle[(i + 1) % 3]!.join()];
          edges.set(`${a} ${b}`, (edges.get(`${a} ${b}`) ?? 0) + 1);
        });
      }
      const open = [...edges.keys()].filter((edge) => edges.get(edge) !== edges.get(edge.split(" ").reverse().join(" ")));
      expect(open).toEqual([]);
    } finally {
      await large?.close();
    }
  }, 120_000);
});

describe("a large source that", () => {
  it("moves is read whole", async () => {
    const document = new Document();
    const node = show(document, addSphere(document, { segments: 16 }));
    const buffer = document.getRoot().listBuffers()[0] ?? null;
    const times = document.createAccessor().setArray(new Float32Array([0, 1])).setBuffer(buffer);
    const places = document.createAccessor().setType("VEC3").setArray(new Float32Array([0, 0, 0, 0, 1, 0])).setBuffer(buffer);
    const sampler = document.createAnimationSampler().setInput(times).setOutput(places);
    document.createAnimation("rise").addSampler(sampler).addChannel(document.createAnimationChannel().setTargetNode(node).setTargetPath("translation").setSampler(sampler));
    const source = await writeGlb(document, path.join(folder, "moving.glb"));
    const told: string[] = [];
    const manifest = await make(source, path.join(folder, "moving"), { onProgress: (message) => told.push(message) });
    expect(manifest.tiers).toHaveLength(3);
    expect(manifest.chunkedTier).toBeUndefined();
    expect(told).toContainEqual(expect.stringMatching(/read whole, as it is animated/));
  });

  const spoilt = async (name: string, change: (glb: Buffer) => Buffer): Promise<string> => {
    const document = new Document();
    show(document, addSphere(document, { segments: 16 }));
    const file = path.join(folder, `${name}.glb`);
    await writeFile(file, change(Buffer.from(await (await testIo()).writeBinary(document))));
    return file;
  };
  const refused = async (name: string, change: (glb: Buffer) => Buffer, fault: RegExp): Promise<void> => {
    const source = await spoilt(name, change);
    const store = path.join(folder, `${name} store`);
    const error: unknown = await make(source, store).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ModelError);
    expect((error as ModelError).message).toMatch(fault);
    expect(await filesBelow(store)).toEqual([]);
  };
  /** Overwrites the first number of an accessor. */
  const poke = (glb: Buffer, accessor: number, word: number): Buffer => {
    const jsonLength = glb.readUInt32LE(12);
    const json = JSON.parse(glb.toString("utf8", 20, 20 + jsonLength)) as { accessors: { bufferView: number; byteOffset?: number }[]; bufferViews: { byteOffset?: number }[] };
    const { bufferView, byteOffset = 0 } = json.accessors[accessor]!;
    glb.writeUInt32LE(word, 28 + jsonLength + (json.bufferViews[bufferView]!.byteOffset ?? 0) + byteOffset);
    return glb;
  };

  it.each([
    ["an index beyond its vertices", 0, 0xffff, /an index points to vertex \d+ of a mesh that has \d+/],
    ["a position that is not a number", 1, 0x7fc00000, /the positions of its vertices have NaN/],
  ])("has %s is refused as it is measured", async (name, accessor, word, fault) => {
    const file = await spoilt(name, (glb) => poke(glb, accessor, word));
    const source = await openLargeSource(file, 1);
    const triangles = new Triangles(source!, new Pages(source!.files), await readSkeleton(source!, "y", false));
    expect(() => boundsOfSpan(file, triangles, 0, triangles.count)).toThrow(ModelError);
    expect(() => boundsOfSpan(file, triangles, 0, triangles.count)).toThrow(fault);
  });
  it("is cut off is refused", () => refused("cut", (glb) => glb.subarray(0, 3000), /truncated/));
  it("breaks the format is refused", () => {
    const broken = (glb: Buffer): Buffer => Buffer.from(glb.toString("latin1").replace('"nodes":[0]', '"nodes":[7]'), "latin1");
    return refused("broken", broken, /not valid glTF 2\.0 \(UNRESOLVED_REFERENCE at \/scenes/);
  });
});

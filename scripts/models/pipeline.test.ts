import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { Document, Logger, type Material } from "@gltf-transform/core";
import { EXTMeshGPUInstancing, KHRMaterialsClearcoat, KHRTextureBasisu, KHRTextureTransform, type MappingList, type Transform } from "@gltf-transform/extensions";
import { getBounds, meshopt } from "@gltf-transform/functions";
import { MeshoptEncoder } from "meshoptimizer";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ModelManifest, modelManifestSchema } from "../../app/domain/modelManifest.ts";
import { parseGlb } from "./glb.ts";
import { makeModel, type ModelOptions } from "./pipeline.ts";
import {
  addSphere,
  filesBelow,
  patternPng,
  productWithVariants,
  readStored,
  show,
  solidKtx2,
  storedGlb,
  temporaryFolder,
  testIo,
  writeGlb,
} from "./testModels.ts";
import { findFaults } from "./validate.ts";

let folder: string;
let removeFolder: () => Promise<void>;
beforeAll(async () => {
  ({ folder, remove: removeFolder } = await temporaryFolder());
});
afterAll(() => removeFolder());

let runs = 0;
/** Makes a model of a document in a store of its own. */
async function make(document: Document, options: Partial<ModelOptions> = {}): Promise<{ manifest: ModelManifest; store: string }> {
  const run = path.join(folder, String(runs++));
  const source = await writeGlb(document, path.join(run, "source.glb"));
  const store = path.join(run, "store");
  return { manifest: await makeModel({ source, slug: "lamp", category: "gadgets", outDir: store, ...options }), store };
}

function tierOf(manifest: ModelManifest, name: string): ModelManifest["tiers"][number] {
  const tier = manifest.tiers.find((candidate) => candidate.name === name);
  if (!tier) throw new Error(`no tier ${name}`);
  return tier;
}

function materialsByVariant(document: Document): Record<string, Material | null> {
  const primitives = document.getRoot().listMeshes().flatMap((mesh) => mesh.listPrimitives());
  const mappings = primitives.flatMap((primitive) => primitive.getExtension<MappingList>("KHR_materials_variants")?.listMappings() ?? []);
  return Object.fromEntries(mappings.flatMap((mapping) => mapping.listVariants().map((variant) => [variant.getName(), mapping.getMaterial()])));
}

describe("a product with finishes", () => {
  let manifest: ModelManifest;
  let store: string;
  beforeAll(async () => {
    const poster = path.join(folder, "poster.webp");
    await writeFile(poster, await sharp(await patternPng(64, [1, 1, 1])).webp().toBuffer());
    const posters = [{ variant: "oak", size: 64, path: poster }];
    ({ manifest, store } = await make(await productWithVariants(), { heightMm: 500, posters }));
  });

  it("gets three tiers, each finer than the one before", () => {
    expect(manifest.tiers.map(({ name }) => name)).toEqual(["preview", "standard", "high"]);
    const [preview, standard, high] = manifest.tiers.map(({ triangles }) => triangles);
    expect(preview).toBeLessThan(standard ?? 0);
    expect(standard).toBeLessThan(high ?? 0);
    expect(high).toBe(manifest.source.triangles);
    const errors = manifest.tiers.map(({ errorMetres }) => errorMetres);
    expect(errors).toEqual([...errors].sort((a, b) => b - a));
    expect(errors[0]).toBeGreaterThan(errors[2] ?? 0);
  });

  it("stands on the ground at the product's height", async () => {
    expect(manifest.bounds.min[1]).toBeCloseTo(0, 6);
    expect(manifest.bounds.max[1]).toBeCloseTo(0.5, 6);
    expect(manifest.bounds.min[0]).toBeCloseTo(-manifest.bounds.max[0], 6);
    for (const tier of manifest.tiers) {
      const document = await readStored(store, tier.model);
      const scene = document.getRoot().listScenes()[0];
      if (!scene) throw new Error("no scene");
      const { min, max } = getBounds(scene);
      expect(min[1]).toBeCloseTo(0, 2);
      expect(max[1]).toBeCloseTo(0.5, 2);
    }
  });

  it("keeps its finishes in every tier", async () => {
    expect(manifest.variants).toEqual(["oak", "ink"]);
    for (const tier of manifest.tiers.slice(1)) expect(tier.textures.map(({ variants }) => variants)).toEqual([["oak"], ["ink"]]);
    for (const tier of manifest.tiers) {
      const materials = materialsByVariant(await readStored(store, tier.model));
      expect(Object.keys(materials).sort()).toEqual(["ink", "oak"]);
      expect(materials["oak"]?.getBaseColorTexture()).toBeTruthy();
      expect(materials["ink"]?.getBaseColorTexture()).not.toBe(materials["oak"]?.getBaseColorTexture());
    }
  });

  it("has its preview in one small file and the other tiers' textures beside them", async () => {
    const preview = tierOf(manifest, "preview");
    expect(preview.textures).toEqual([]);
    expect(preview.model.bytes).toBeLessThanOrEqual(40_000);
    for (const name of ["standard", "high"]) {
      const tier = tierOf(manifest, name);
      expect(tier.textures).toHaveLength(2);
      const { json } = parseGlb(tier.model.path, await storedGlb(store, tier.model));
      const uris = (json.images ?? []).map(({ uri }) => path.posix.join(path.posix.dirname(tier.model.path), uri ?? ""));
      expect(uris.sort()).toEqual(tier.textures.map((file) => file.path).sort());
    }
  });

  it("stores valid GLBs, brotli-compressed, of the size and hash that the manifest says", async () => {
    for (const tier of manifest.tiers) {
      const { textures } = tier;
      const glb = await storedGlb(store, tier.model);
      const contents = new Map(await Promise.all(textures.map(async (file) => [path.posix.basename(file.path), new Uint8Array(await readFile(path.join(store, file.path)))] as const)));
      expect(await findFaults(glb, (uri) => contents.get(path.posix.basename(uri)))).toBeUndefined();
      for (const file of [tier.model, ...textures]) {
        expect((await readFile(path.join(store, file.path))).byteLength).toBe(file.bytes);
        expect(file.path).toMatch(/^models\/gadgets\/lamp\/(preview|standard|high)\/[a-z0-9-]+\.[0-9a-f]{16}\.(glb|webp|avif)$/);
      }
    }
  });

  it("takes its posters in and writes a manifest that the shop can read", async () => {
    const stored: unknown = JSON.parse(await readFile(path.join(store, "models/gadgets/lamp/manifest.json"), "utf8"));
    expect(modelManifestSchema.parse(stored)).toEqual(manifest);
    expect(manifest.posters[0]?.file.path).toMatch(/^models\/gadgets\/lamp\/poster\/oak-64\.[0-9a-f]{16}\.webp$/);
    expect((await filesBelow(store)).filter((file) => file.startsWith("."))).toEqual([]);
  });

  it("comes out the same from the same source", async () => {
    const again = await make(await productWithVariants(), { heightMm: 500 });
    expect(again.manifest.tiers).toEqual(manifest.tiers);
  });
});

describe("what a model may bring", () => {
  it("is kept upright and outside out where a transform mirrors it", async () => {
    const document = new Document();
    show(document, addSphere(document, { segments: 32 })).setScale([-2, 1, 1]);
    const { manifest, store } = await make(document);
    const stored = await readStored(store, tierOf(manifest, "high").model);
    const [primitive] = stored.getRoot().listMeshes()[0]?.listPrimitives() ?? [];
    const positions = primitive?.getAttribute("POSITION");
    const normals = primitive?.getAttribute("NORMAL");
    const node = stored.getRoot().listNodes().find((candidate) => candidate.getMesh());
    if (!primitive || !positions || !normals || !node) throw new Error("incomplete");
    const centre = [0, 0, 0];
    for (let i = 0; i < positions.getCount(); i++) positions.getElement(i, []).forEach((value, axis) => (centre[axis] = (centre[axis] ?? 0) + value / positions.getCount()));
    const corner = (i: number): number[] => positions.getElement(primitive.getIndices()?.getScalar(i) ?? 0, []).map((value, axis) => value - (centre[axis] ?? 0));
    let volume = 0;
    for (let i = 0; i < (primitive.getIndices()?.getCount() ?? 0); i += 3) {
      const [a, b, c] = [corner(i), corner(i + 1), corner(i + 2)] as [number[], number[], number[]];
      volume += determinant(a, b, c);
    }
    expect(volume).toBeGreaterThan(0);
    for (let i = 0; i < positions.getCount(); i++) {
      const outwards = positions.getElement(i, []).reduce((sum, value, axis) => sum + (value - (centre[axis] ?? 0)) * (normals.getElement(i, [])[axis] ?? 0), 0);
      expect(outwards).toBeGreaterThan(0);
    }
  });

  it("may lack normals and texture coordinates", async () => {
    const document = new Document();
    show(document, addSphere(document, { segments: 64, normals: false, uvs: false }));
    const { manifest, store } = await make(document);
    expect(tierOf(manifest, "preview").triangles).toBeLessThan(manifest.source.triangles);
    const stored = await readStored(store, tierOf(manifest, "preview").model);
    expect(stored.getRoot().listMeshes()[0]?.listPrimitives()[0]?.listSemantics()).toEqual(["POSITION"]);
  });

  it("may have normals that are a little short, as many exporters write them", async () => {
    const document = new Document();
    const sphere = addSphere(document);
    const normals = sphere.getAttribute("NORMAL");
    normals?.setArray(new Float32Array(normals.getArray() ?? []).map((value) => value * 0.9));
    show(document, sphere);
    const { manifest } = await make(document);
    expect(manifest.tiers).toHaveLength(3);
  });

  it("loses coordinates that no finish reads, and tiles textures as before", async () => {
    const document = await productWithVariants();
    const tiled = addSphere(document, { centre: [2, 0, 0], repeat: 8 });
    const material = document.createMaterial("Cloth").setBaseColorTexture(document.createTexture("cloth").setImage(await patternPng(128, [1, 0, 0])).setMimeType("image/png"));
    const bare = addSphere(document, { centre: [4, 0, 0] }).setMaterial(document.createMaterial("Paint"));
    show(document, tiled.setMaterial(material), bare);
    const { manifest, store } = await make(document);
    const stored = await readStored(store, tierOf(manifest, "high").model);
    const primitives = stored.getRoot().listMeshes().flatMap((mesh) => mesh.listPrimitives());
    const named = (name: string) => primitives.find((primitive) => primitive.getMaterial()?.getName() === name);
    expect(named("Paint")?.getAttribute("TEXCOORD_0")).toBeFalsy();
    const coordinates = named("Cloth")?.getAttribute("TEXCOORD_0");
    const transform = named("Cloth")?.getMaterial()?.getBaseColorTextureInfo()?.getExtension<Transform>("KHR_texture_transform");
    expect(coordinates?.getComponentSize()).toBe(2);
    expect((coordinates?.getMaxNormalized([])[0] ?? 0) * (transform?.getScale()[0] ?? 0)).toBeCloseTo(8, 2);
  });

  it("may be instanced and meshopt-compressed", async () => {
    const document = new Document();
    const instancing = document.createExtension(EXTMeshGPUInstancing).setRequired(true);
    const node = show(document, addSphere(document, { segments: 16 }));
    const buffer = document.getRoot().listBuffers()[0] ?? null;
    const places = document.createAccessor().setType("VEC3").setArray(new Float32Array([0, 0, 0, 3, 0, 0])).setBuffer(buffer);
    node.setExtension("EXT_mesh_gpu_instancing", instancing.createInstancedMesh().setAttribute("TRANSLATION", places));
    await MeshoptEncoder.ready;
    await document.setLogger(new Logger(Logger.Verbosity.SILENT)).transform(meshopt({ encoder: MeshoptEncoder }));
    const { manifest } = await make(document);
    expect(manifest.source.triangles).toBe(2 * 16 * 14);
    expect(manifest.bounds.max[0] - manifest.bounds.min[0]).toBeCloseTo(4, 1);
  });

  it("keeps moving meshes moving and in proportion", async () => {
    const document = new Document();
    const node = show(document, addSphere(document));
    const buffer = document.getRoot().listBuffers()[0] ?? null;
    const times = document.createAccessor().setArray(new Float32Array([0, 1])).setBuffer(buffer);
    const turns = document.createAccessor().setType("VEC4").setArray(new Float32Array([0, 0, 0, 1, 0, 1, 0, 0])).setBuffer(buffer);
    const sampler = document.createAnimationSampler().setInput(times).setOutput(turns);
    document.createAnimation("turn").addSampler(sampler).addChannel(document.createAnimationChannel().setTargetNode(node).setTargetPath("rotation").setSampler(sampler));
    const { manifest, store } = await make(document, { heightMm: 100 });
    expect(manifest.bounds.max[1]).toBeCloseTo(0.1, 5);
    expect(tierOf(manifest, "high").triangles).toBe(manifest.source.triangles);
    expect(tierOf(manifest, "preview").triangles).toBeLessThan(manifest.source.triangles);
    for (const tier of manifest.tiers) {
      expect((await readStored(store, tier.model)).getRoot().listAnimations()[0]?.listChannels()[0]?.getTargetNode()).toBeTruthy();
    }
  });
});

describe("what other exporters write", () => {
  const fixture = async (name: string, json: object, files: Record<string, Uint8Array>): Promise<ModelManifest> => {
    const run = path.join(folder, String(runs++));
    await mkdir(run, { recursive: true });
    for (const [file, bytes] of Object.entries(files)) await writeFile(path.join(run, file), bytes);
    const source = path.join(run, name);
    await writeFile(source, JSON.stringify(json));
    return makeModel({ source, slug: "lamp", category: "gadgets", outDir: path.join(run, "store") });
  };
  /** A sphere that moves, so that it is kept as it is. */
  const movingSphere = (document: Document, segments: number) => {
    const sphere = addSphere(document, { segments });
    const node = show(document, sphere);
    const buffer = document.getRoot().listBuffers()[0] ?? null;
    const times = document.createAccessor().setArray(new Float32Array([0, 1])).setBuffer(buffer);
    const places = document.createAccessor().setType("VEC3").setArray(new Float32Array([0, 0, 0, 0, 1, 0])).setBuffer(buffer);
    const sampler = document.createAnimationSampler().setInput(times).setOutput(places);
    document.createAnimation("rise").addSampler(sampler).addChannel(document.createAnimationChannel().setTargetNode(node).setTargetPath("translation").setSampler(sampler));
    return { sphere, times };
  };

  it("may lie in several files with spaces and signs in their names", async () => {
    const document = new Document();
    movingSphere(document, 16).times.setBuffer(document.createBuffer());
    document.getRoot().listBuffers().forEach((buffer, i) => buffer.setURI(`form ❤ ${i}.bin`));
    const { json, resources } = await (await testIo()).writeJSON(document, { basename: "model" });
    expect(Object.keys(resources)).toHaveLength(2);
    expect((await fixture("a ❤.gltf", json, resources)).tiers).toHaveLength(3);
  });

  it("may move meshes with indices of one byte", async () => {
    const document = new Document();
    const { sphere } = movingSphere(document, 8);
    sphere.getIndices()?.setArray(new Uint8Array(sphere.getIndices()?.getArray() ?? []));
    expect((await make(document)).manifest.tiers).toHaveLength(3);
  });

  it("may read the second texture coordinates alone", async () => {
    const document = new Document();
    const sphere = addSphere(document);
    const coordinates = sphere.getAttribute("TEXCOORD_0");
    const transforms = document.createExtension(KHRTextureTransform);
    const material = document.createMaterial("Cloth").setBaseColorTexture(document.createTexture("cloth").setImage(await patternPng(128, [1, 0, 0])).setMimeType("image/png"));
    // The transform's set counts, not the texture info's.
    material.getBaseColorTextureInfo()?.setExtension("KHR_texture_transform", transforms.createTransform().setTexCoord(1));
    show(document, sphere.setAttribute("TEXCOORD_1", coordinates?.clone() ?? null).setMaterial(material));
    const { manifest, store } = await make(document);
    const stored = (await readStored(store, tierOf(manifest, "high").model)).getRoot().listMeshes()[0]?.listPrimitives()[0];
    expect(stored?.getAttribute("TEXCOORD_0")?.getMaxNormalized([])).toEqual([0, 0]);
    expect(stored?.getAttribute("TEXCOORD_1")?.getMaxNormalized([])[0]).toBeCloseTo(1, 2);
  });

  it("may have tangents for a clear coat's own normal map", async () => {
    const document = new Document();
    const sphere = addSphere(document);
    const normals = sphere.getAttribute("NORMAL")?.getArray() ?? [];
    const tangents = Array.from({ length: normals.length / 3 }, () => [1, 0, 0, 1]).flat();
    sphere.setAttribute("TANGENT", document.createAccessor().setType("VEC4").setArray(new Float32Array(tangents)).setBuffer(document.getRoot().listBuffers()[0] ?? null));
    const map = document.createTexture("coat").setImage(await patternPng(128, [0.5, 0.5, 1])).setMimeType("image/png");
    const coat = document.createExtension(KHRMaterialsClearcoat).createClearcoat().setClearcoatFactor(1).setClearcoatNormalTexture(map);
    show(document, sphere.setMaterial(document.createMaterial("Paint").setExtension("KHR_materials_clearcoat", coat))).setScale([-1, 1, 1]);
    const { manifest, store } = await make(document);
    for (const tier of manifest.tiers) {
      const stored = (await readStored(store, tier.model)).getRoot().listMeshes()[0]?.listPrimitives()[0];
      expect(stored?.getAttribute("TANGENT")?.getElement(0, [])[3]).toBeCloseTo(-1, 2);
    }
  });

  it("may look colours up in a palette, which no tier mixes", async () => {
    const document = new Document();
    const colours = Buffer.alloc(256 * 3, 255);
    for (let i = 0; i < 256; i++) colours.set(i % 2 === 0 ? [255, 0, 0] : [0, 0, 255], i * 3);
    const image = new Uint8Array(await sharp(colours, { raw: { width: 256, height: 1, channels: 3 } }).png().toBuffer());
    const material = document.createMaterial("Bricks").setBaseColorTexture(document.createTexture("palette").setImage(image).setMimeType("image/png"));
    show(document, addSphere(document).setMaterial(material));
    const { manifest, store } = await make(document);
    for (const tier of manifest.tiers) {
      const stored = (await readStored(store, tier.model)).getRoot().listTextures()[0]?.getImage();
      expect(await sharp(stored ?? undefined).removeAlpha().raw().toBuffer()).toEqual(colours);
    }
  });

  it("may stand where its skeleton puts it", async () => {
    const document = new Document();
    const sphere = addSphere(document, { segments: 16, radius: 50 });
    const count = sphere.getAttribute("POSITION")?.getCount() ?? 0;
    const buffer = document.getRoot().listBuffers()[0] ?? null;
    const quads = (value: number) => Array.from({ length: count }, () => [value, 0, 0, 0]).flat();
    sphere.setAttribute("JOINTS_0", document.createAccessor().setType("VEC4").setArray(new Uint8Array(quads(0))).setBuffer(buffer));
    sphere.setAttribute("WEIGHTS_0", document.createAccessor().setType("VEC4").setArray(new Float32Array(quads(1))).setBuffer(buffer));
    const joint = document.createNode("hip").setScale([0.01, 0.01, 0.01]).setTranslation([0, 3, 0]);
    show(document, sphere).setSkin(document.createSkin().addJoint(joint)).setTranslation([700, 0, 0]);
    document.getRoot().listScenes()[0]?.addChild(joint);
    const { manifest } = await make(document);
    expect(manifest.bounds.max[1]).toBeCloseTo(1, 1);
    expect(manifest.bounds.max[0]).toBeCloseTo(0.5, 1);
  });

  it("may have KTX2 textures", async () => {
    const document = new Document();
    document.createExtension(KHRTextureBasisu).setRequired(true);
    const texture = document.createTexture("paint").setImage(solidKtx2(8, [200, 100, 50])).setMimeType("image/ktx2");
    show(document, addSphere(document).setMaterial(document.createMaterial().setBaseColorTexture(texture)));
    const { manifest, store } = await make(document);
    const stored = (await readStored(store, tierOf(manifest, "high").model)).getRoot().listTextures()[0];
    expect(stored?.getMimeType()).toBe("image/webp");
    const { data } = await sharp(stored?.getImage() ?? undefined).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    expect([...data.subarray(0, 3)]).toEqual([200, 100, 50]);
  });

  it("may be packed with KHR_meshopt_compression", async () => {
    const document = new Document();
    show(document, addSphere(document, { segments: 16 }));
    await MeshoptEncoder.ready;
    await document.setLogger(new Logger(Logger.Verbosity.SILENT)).transform(meshopt({ encoder: MeshoptEncoder }));
    const { json, resources } = await (await testIo()).writeJSON(document, { basename: "model" });
    const renamed = JSON.parse(JSON.stringify(json).replaceAll("EXT_meshopt", "KHR_meshopt")) as object;
    expect((await fixture("newer.gltf", renamed, resources)).source.triangles).toBe(16 * 14);
  });
});

function determinant(a: number[], b: number[], c: number[]): number {
  const [ax = 0, ay = 0, az = 0] = a;
  const [bx = 0, by = 0, bz = 0] = b;
  const [cx = 0, cy = 0, cz = 0] = c;
  return ax * (by * cz - bz * cy) - ay * (bx * cz - bz * cx) + az * (bx * cy - by * cx);
}

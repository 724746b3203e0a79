import { Buffer } from "node:buffer";
import { Document } from "@gltf-transform/core";
import { KHRTextureTransform } from "@gltf-transform/extensions";
import sharp from "sharp";
import { afterAll, describe, expect, it } from "vitest";
import { boundsOf } from "../geometry.ts";
import { prepare, type Prepared } from "../prepare.ts";
import { readSource } from "../source.ts";
import { contentHash } from "../store.ts";
import { addSphere, patternPng, productWithVariants, show, temporaryFolder, testIo, writeGlb } from "../testModels.ts";
import { encodeTextures, type TierTexture } from "../textures.ts";
import { type ArFiles, makeArFiles } from "./arFiles.ts";
import { USDZ_ALIGNMENT } from "./zip.ts";

const { folder, remove } = await temporaryFolder();
afterAll(remove);

async function prepared(document: Document): Promise<{ model: Prepared; textures: TierTexture[] }> {
  const file = await writeGlb(document, `${folder}/source.glb`);
  const model = await prepare(await readSource(file));
  return { model, textures: (await encodeTextures(model, file, () => undefined)).standard };
}

async function arFilesOf(document: Document): Promise<ArFiles[]> {
  const { model, textures } = await prepared(document);
  const files: ArFiles[] = [];
  for await (const made of makeArFiles(model, model.parts, textures)) files.push(made);
  return files;
}

/** The files of a zip by its own headers, in order, with where each one's data begins. */
function unzip(bytes: Uint8Array): { name: string; method: number; start: number; data: Buffer }[] {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = zip.lastIndexOf(Buffer.from("PK\x05\x06"));
  let at = zip.readUInt32LE(end + 16);
  return Array.from({ length: zip.readUInt16LE(end + 10) }, () => {
    expect(zip.readUInt32LE(at)).toBe(0x02014b50);
    const [size, nameLength, local] = [zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28), zip.readUInt32LE(at + 42)];
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const entry = { name: zip.toString("ascii", at + 46, at + 46 + nameLength), method: zip.readUInt16LE(at + 10), start, data: zip.subarray(start, start + size) };
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    return entry;
  });
}

/** The USD layer of an archive. */
function layerOf({ usdz }: ArFiles): string {
  return unzip(usdz)[0]?.data.toString() ?? "";
}

/** The tuples of an attribute of the layer's nth mesh. */
function tuplesOf(layer: string, attribute: string, mesh = 0): number[][] {
  const found = [...layer.matchAll(new RegExp(`${attribute} = \\[(.*?)\\]`, "g"))][mesh]?.[1];
  if (found === undefined) throw new Error(`There is no ${attribute}.`);
  return [...found.matchAll(/\(([^)]*)\)/g)].map(([, tuple]) => (tuple ?? "").split(",").map(Number));
}

describe("files for augmented reality", () => {
  it("come in every finish, the same from the same model", async () => {
    const hashes = async () => (await arFilesOf(await productWithVariants())).map(({ variant, glb, usdz }) => [variant, contentHash(glb), contentHash(usdz)]);
    const made = await hashes();
    expect(made.map(([variant]) => variant)).toEqual(["oak", "ink"]);
    expect(await hashes()).toEqual(made);
    expect(new Set(made.flat()).size).toBe(6);
  });

  it("are plain glTF that requires no extension, with the finish's own material alone, at true size", async () => {
    const [, ink] = await arFilesOf(await productWithVariants());
    if (!ink) throw new Error("There is no second finish.");
    const document = await (await testIo()).readBinary(ink.glb);
    const root = document.getRoot();
    expect(root.listExtensionsUsed()).toEqual([]);
    expect(root.listMaterials().map((material) => material.getName()).sort()).toEqual(["Ink", "Metal"]);
    expect(root.listTextures().map((texture) => texture.getMimeType())).toEqual(["image/jpeg"]);
    const positions = root.listMeshes().flatMap((mesh) => mesh.listPrimitives().map((primitive) => primitive.getAttribute("POSITION")));
    const top = Math.max(...positions.map((position) => position?.getMax([])[1] ?? 0));
    expect(top).toBeCloseTo((await prepared(await productWithVariants())).model.bounds.max[1], 2);
  });

  it("are archives as Quick Look maps them: the layer first, everything stored and aligned", async () => {
    const [oak] = await arFilesOf(await productWithVariants());
    if (!oak) throw new Error("There is no finish.");
    const entries = unzip(oak.usdz);
    expect(entries.map(({ name }) => name)).toEqual(["model.usda", "textures/0.jpg"]);
    for (const { method, start } of entries) expect([method, start % USDZ_ALIGNMENT]).toEqual([0, 0]);
    expect((await sharp(entries[1]?.data).metadata()).width).toBe(512);
  });

  it("say metres and hold the geometry where the model has it", async () => {
    const { model } = await prepared(await productWithVariants());
    const [oak] = await arFilesOf(await productWithVariants());
    const layer = layerOf(oak!);
    expect(layer).toContain("metersPerUnit = 1");
    expect(layer).toContain('upAxis = "Y"');
    const points = [...tuplesOf(layer, "point3f\\[\\] points"), ...tuplesOf(layer, "point3f\\[\\] points", 1)];
    const { min, max } = boundsOf(model.parts);
    for (const axis of [0, 1, 2] as const) {
      expect(Math.min(...points.map((point) => point[axis] ?? 0))).toBeCloseTo(min[axis], 2);
      expect(Math.max(...points.map((point) => point[axis] ?? 0))).toBeCloseTo(max[axis], 2);
    }
    for (const normal of tuplesOf(layer, "normal3f\\[\\] normals")) expect(Math.hypot(...normal)).toBeCloseTo(1, 2);
    expect(layer).toMatch(/asset inputs:file = @textures\/0\.jpg@/);
  });

  it("apply texture transforms, turn v over, and cut out what the alpha channel cuts", async () => {
    const document = new Document();
    const leaf = document
      .createMaterial("Leaf")
      .setAlphaMode("MASK")
      .setAlphaCutoff(0.4)
      .setBaseColorTexture(document.createTexture("leaf").setMimeType("image/png").setImage(await withAlpha(await patternPng(128, [0.3, 1, 0.3]))));
    leaf.getBaseColorTextureInfo()?.setExtension("KHR_texture_transform", document.createExtension(KHRTextureTransform).createTransform().setScale([4, 2]).setOffset([0.25, 0]));
    show(document, addSphere(document).setMaterial(leaf));
    const [only] = await arFilesOf(document);
    const layer = layerOf(only!);
    const [u, v] = [0, 1].map((axis) => tuplesOf(layer, "texCoord2f\\[\\] primvars:st").map((uv) => uv[axis] ?? 0));
    expect([Math.min(...u!), Math.max(...u!)].map((value) => Math.round(value * 100) / 100)).toEqual([0.25, 4.25]);
    expect([Math.min(...v!), Math.max(...v!)].map((value) => Math.round(value * 100) / 100)).toEqual([-1, 1]);
    expect(layer).toContain("float inputs:opacityThreshold = 0.4");
    expect(unzip(only!.usdz)[1]?.name).toBe("textures/0.png");
  });
});

async function withAlpha(png: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await sharp(png).ensureAlpha(0.5).png().toBuffer());
}

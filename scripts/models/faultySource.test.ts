import { writeFile } from "node:fs/promises";
import path from "node:path";
import { Document } from "@gltf-transform/core";
import { KHRTextureBasisu } from "@gltf-transform/extensions";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ModelError } from "./modelError.ts";
import { makeModel, type ModelOptions } from "./pipeline.ts";
import { addSphere, filesBelow, patternPng, productWithVariants, show, solidKtx2, temporaryFolder, testIo } from "./testModels.ts";

let folder: string;
let removeFolder: () => Promise<void>;
beforeAll(async () => {
  ({ folder, remove: removeFolder } = await temporaryFolder());
});
afterAll(() => removeFolder());

describe("a faulty source", () => {
  const refused = async (name: string, bytes: Uint8Array | string | undefined, fault: RegExp, options: Partial<ModelOptions> = {}) => {
    const store = path.join(folder, `store of ${name}`);
    const source = path.join(folder, name);
    if (bytes !== undefined) await writeFile(source, bytes);
    const error: unknown = await makeModel({ source, slug: "lamp", category: "gadgets", outDir: store, ...options }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ModelError);
    const { message } = error as ModelError;
    expect(message).toContain(name);
    expect(message).toMatch(fault);
    expect(await filesBelow(store)).toEqual([]);
  };
  const good = async (): Promise<Uint8Array> => {
    const document = new Document();
    show(document, addSphere(document, { segments: 16 }));
    return (await testIo()).writeBinary(document);
  };

  it("that is missing", () => refused("missing.glb", undefined, /doesn't exist/));
  it("that is empty", () => refused("empty.glb", "", /empty/));
  it("that is something else", () => refused("picture.glb", "hello there, this is no model", /neither a GLB nor a glTF/));
  it("that is truncated", async () => refused("cut.glb", (await good()).slice(0, 2000), /truncated: its header announces \d+ bytes, it has 2000/));
  it("that is cut in its header", async () => refused("header.glb", (await good()).slice(0, 9), /truncated/));
  it("whose JSON is broken", async () => {
    const bytes = await good();
    bytes[20] = 0x21;
    await refused("json.glb", bytes, /JSON is broken/);
  });
  it("whose buffer is missing", () => {
    const json = { asset: { version: "2.0" }, buffers: [{ uri: "shape.bin", byteLength: 12 }] };
    return refused("scene.gltf", JSON.stringify(json), /its buffer shape\.bin doesn't exist/);
  });
  it("that breaks the format", () => {
    const json = { asset: { version: "2.0" }, scenes: [{ nodes: [7] }] };
    return refused("broken.gltf", JSON.stringify(json), /not valid glTF 2\.0 \(UNRESOLVED_REFERENCE at \/scenes\/0\/nodes\/0/);
  });
  it("of the format's first version", () => {
    const json = { asset: { version: "1.0" }, buffers: { shape: { uri: "shape.bin" } } };
    return refused("old.gltf", JSON.stringify(json), /version 1\.0; only glTF 2\.0 is read/);
  });
  it("with an object where a list belongs", () => {
    const json = { asset: { version: "2.0" }, buffers: { shape: { uri: "shape.bin" } } };
    return refused("object.gltf", JSON.stringify(json), /not valid glTF 2\.0 \(TYPE_MISMATCH at \/buffers/);
  });
  it("without geometry", async () => {
    const document = new Document();
    document.createScene().addChild(document.createNode());
    await refused("nothing.glb", await (await testIo()).writeBinary(document), /no geometry/);
  });
  it("whose KTX2 texture can't be decoded", async () => {
    const document = new Document();
    document.createExtension(KHRTextureBasisu).setRequired(true);
    const texture = document.createTexture("paint").setImage(solidKtx2(8, [1, 2, 3]).slice(0, 150)).setMimeType("image/ktx2");
    show(document, addSphere(document).setMaterial(document.createMaterial().setBaseColorTexture(texture)));
    await refused("ktx2.glb", await (await testIo()).writeBinary(document), /its KTX2 texture paint can't be decoded/);
  });
  it("whose texture can't be decoded", async () => {
    const document = await productWithVariants();
    const image = (await patternPng(64, [1, 1, 1])).slice(0, 400);
    document.getRoot().listTextures()[0]?.setImage(image);
    await refused("texture.glb", await (await testIo()).writeBinary(document), /texture Oak colour can't be decoded|IMAGE_/);
  });
  it("or a product that can't name a folder", async () => {
    await refused("good.glb", await good(), /product "\.\.\/x"/, { slug: "../x" });
  });
});

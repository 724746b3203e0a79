import { writeFile } from "node:fs/promises";
import path from "node:path";
import { Document, type Material, type Primitive } from "@gltf-transform/core";
import {
  KHRDracoMeshCompression,
  KHRLightsPunctual,
  KHRMaterialsAnisotropy,
  KHRMaterialsClearcoat,
  KHRMaterialsDispersion,
  KHRMaterialsEmissiveStrength,
  KHRMaterialsIOR,
  KHRMaterialsIridescence,
  KHRMaterialsSheen,
  KHRMaterialsSpecular,
  KHRMaterialsTransmission,
  KHRMaterialsUnlit,
  KHRMaterialsVolume,
} from "@gltf-transform/extensions";
import draco3d from "draco3dgltf";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ModelManifest } from "../../app/domain/modelManifest.ts";
import { makeModel } from "./pipeline.ts";
import { addSphere, readStored, show, temporaryFolder, testIo, writeGlb } from "./testModels.ts";

let folder: string;
let removeFolder: () => Promise<void>;
beforeAll(async () => {
  ({ folder, remove: removeFolder } = await temporaryFolder());
});
afterAll(() => removeFolder());

let runs = 0;
/** Makes a source's model, and reads its tiers back, coarsest first. */
async function make(source: string): Promise<{ manifest: ModelManifest; tiers: Document[] }> {
  const outDir = path.join(folder, `store-${runs++}`);
  const manifest = await makeModel({ source, slug: "lamp", category: "gadgets", outDir, ar: false });
  return { manifest, tiers: await Promise.all(manifest.tiers.map((tier) => readStored(outDir, tier.model))) };
}

const file = (): string => path.join(folder, `source-${runs}.glb`);
const primitiveOf = (document: Document): Primitive | undefined => document.getRoot().listMeshes()[0]?.listPrimitives()[0];
const materialOf = (document: Document): Material | null | undefined => primitiveOf(document)?.getMaterial();

describe("how a source is packed", () => {
  it("may be Draco", async () => {
    const document = new Document();
    show(document, addSphere(document, { segments: 32 }));
    document.createExtension(KHRDracoMeshCompression).setRequired(true);
    const io = (await testIo()).registerDependencies({ "draco3d.encoder": await draco3d.createEncoderModule(), "draco3d.decoder": await draco3d.createDecoderModule() });
    const source = file();
    await writeFile(source, await io.writeBinary(document));
    const { manifest } = await make(source);
    expect(manifest.source.triangles).toBe(32 * 30);
    expect(manifest.bounds.max[1] - manifest.bounds.min[1]).toBeCloseTo(1, 1);
  });

  it("may be sparse", async () => {
    const document = new Document();
    const sphere = addSphere(document, { segments: 16 });
    // Most of these values are 0, which a sparse accessor leaves out.
    const count = sphere.getAttribute("POSITION")?.getCount() ?? 0;
    const colours = new Float32Array(count * 4);
    colours.set([1, 0.5, 0.25, 1], 40);
    const buffer = document.getRoot().listBuffers()[0] ?? null;
    sphere.setAttribute("COLOR_0", document.createAccessor().setType("VEC4").setArray(colours).setSparse(true).setBuffer(buffer));
    show(document, sphere);
    const { tiers } = await make(await writeGlb(document, file()));
    const finest = primitiveOf(tiers.at(-1) ?? new Document())?.getAttribute("COLOR_0");
    const lit = Array.from({ length: finest?.getCount() ?? 0 }, (_, i) => finest?.getElement(i, []) ?? []).filter(([red = 0]) => red > 0.5);
    expect(lit.length).toBeGreaterThan(0);
  });

  it("may have indices of 32 bits", async () => {
    const document = new Document();
    const sphere = addSphere(document, { segments: 364 });
    expect(sphere.getAttribute("POSITION")?.getCount()).toBeGreaterThan(65_535);
    show(document, sphere);
    const { manifest } = await make(await writeGlb(document, file()));
    expect(manifest.tiers.at(-1)?.triangles).toBe(364 * 362);
  });

  it("may have more scenes than the one that is shown", async () => {
    const document = new Document();
    show(document, addSphere(document, { segments: 16 }));
    const attic = document.createScene("attic");
    attic.addChild(document.createNode().setMesh(document.createMesh().addPrimitive(addSphere(document, { segments: 64, centre: [90, 0, 0] }))));
    document.getRoot().setDefaultScene(document.getRoot().listScenes()[0] ?? null);
    const { manifest } = await make(await writeGlb(document, file()));
    expect(manifest.source.triangles).toBe(16 * 14);
  });
});

describe("what every tier keeps", () => {
  it("vertex colours", async () => {
    const document = new Document();
    const sphere = addSphere(document);
    const count = sphere.getAttribute("POSITION")?.getCount() ?? 0;
    const colours = new Float32Array(Array.from({ length: count }, (_, i) => [i % 2, 0.5, 1]).flat());
    sphere.setAttribute("COLOR_0", document.createAccessor().setType("VEC3").setArray(colours).setBuffer(document.getRoot().listBuffers()[0] ?? null));
    show(document, sphere);
    for (const tier of (await make(await writeGlb(document, file()))).tiers) {
      const [, green = 0, blue = 0] = primitiveOf(tier)?.getAttribute("COLOR_0")?.getElement(0, []) ?? [];
      expect([green, blue]).toEqual([expect.closeTo(0.5, 1), expect.closeTo(1, 1)]);
    }
  });

  it("morph targets", async () => {
    const document = new Document();
    const sphere = addSphere(document, { segments: 16 });
    const positions = sphere.getAttribute("POSITION");
    const shift = new Float32Array((positions?.getCount() ?? 0) * 3).fill(0.1);
    const buffer = document.getRoot().listBuffers()[0] ?? null;
    sphere.addTarget(document.createPrimitiveTarget("swollen").setAttribute("POSITION", document.createAccessor().setType("VEC3").setArray(shift).setBuffer(buffer)));
    show(document, sphere);
    for (const tier of (await make(await writeGlb(document, file()))).tiers) {
      const target = tier.getRoot().listMeshes().flatMap((mesh) => mesh.listPrimitives()).flatMap((primitive) => primitive.listTargets())[0];
      expect(target?.getAttribute("POSITION")?.getCount()).toBeGreaterThan(0);
    }
  });

  it("lights", async () => {
    const document = new Document();
    show(document, addSphere(document, { segments: 16 }));
    const light = document.createExtension(KHRLightsPunctual).createLight("bulb").setType("point").setIntensity(40);
    document.getRoot().listScenes()[0]?.addChild(document.createNode("socket").setTranslation([0, 2, 0]).setExtension("KHR_lights_punctual", light));
    for (const tier of (await make(await writeGlb(document, file()))).tiers) {
      const sockets = tier.getRoot().listNodes().filter((node) => node.getExtension("KHR_lights_punctual"));
      expect(sockets).toHaveLength(1);
    }
  });

  it("alpha modes and double sides", async () => {
    const document = new Document();
    const lace = document.createMaterial("Lace").setAlphaMode("MASK").setAlphaCutoff(0.3).setDoubleSided(true);
    show(document, addSphere(document, { segments: 16 }).setMaterial(lace));
    for (const tier of (await make(await writeGlb(document, file()))).tiers) {
      const material = materialOf(tier);
      expect([material?.getAlphaMode(), material?.getDoubleSided()]).toEqual(["MASK", true]);
      expect(material?.getAlphaCutoff()).toBeCloseTo(0.3);
    }
  });

  it("every ratified material extension", async () => {
    const document = new Document();
    const everything = document
      .createMaterial("Everything")
      .setExtension("KHR_materials_anisotropy", document.createExtension(KHRMaterialsAnisotropy).createAnisotropy().setAnisotropyStrength(0.4))
      .setExtension("KHR_materials_clearcoat", document.createExtension(KHRMaterialsClearcoat).createClearcoat().setClearcoatFactor(0.5))
      .setExtension("KHR_materials_dispersion", document.createExtension(KHRMaterialsDispersion).createDispersion().setDispersion(0.2))
      .setExtension("KHR_materials_emissive_strength", document.createExtension(KHRMaterialsEmissiveStrength).createEmissiveStrength().setEmissiveStrength(3))
      .setExtension("KHR_materials_ior", document.createExtension(KHRMaterialsIOR).createIOR().setIOR(1.7))
      .setExtension("KHR_materials_iridescence", document.createExtension(KHRMaterialsIridescence).createIridescence().setIridescenceFactor(0.6))
      .setExtension("KHR_materials_sheen", document.createExtension(KHRMaterialsSheen).createSheen().setSheenRoughnessFactor(0.3))
      .setExtension("KHR_materials_specular", document.createExtension(KHRMaterialsSpecular).createSpecular().setSpecularFactor(0.7))
      .setExtension("KHR_materials_transmission", document.createExtension(KHRMaterialsTransmission).createTransmission().setTransmissionFactor(0.8))
      .setExtension("KHR_materials_volume", document.createExtension(KHRMaterialsVolume).createVolume().setAttenuationDistance(2));
    const flat = document.createMaterial("Flat").setExtension("KHR_materials_unlit", document.createExtension(KHRMaterialsUnlit).createUnlit());
    show(document, addSphere(document, { segments: 16 }).setMaterial(everything), addSphere(document, { segments: 16, centre: [2, 0, 0] }).setMaterial(flat));
    const names = (material: Material | undefined): string[] => (material?.listExtensions() ?? []).map(({ extensionName }) => extensionName).sort();
    for (const tier of (await make(await writeGlb(document, file()))).tiers) {
      const materials = tier.getRoot().listMaterials();
      expect(names(materials.find((material) => material.getName() === "Everything"))).toEqual(names(everything));
      expect(names(materials.find((material) => material.getName() === "Flat"))).toEqual(["KHR_materials_unlit"]);
    }
  });
});

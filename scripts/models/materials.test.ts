import { writeFile } from "node:fs/promises";
import path from "node:path";
import { Document, type GLTF } from "@gltf-transform/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildGlb, parseGlb } from "./glb.ts";
import { makeModel } from "./pipeline.ts";
import { addSphere, show, storedGlb, temporaryFolder, testIo } from "./testModels.ts";

/** The ratified extensions of materials (https://github.com/KhronosGroup/glTF/tree/main/extensions), each with what it needs beside it. */
const EXTENSIONS: Record<string, object>[] = [
  { KHR_materials_anisotropy: { anisotropyStrength: 0.5, anisotropyRotation: 0.25 } },
  { KHR_materials_clearcoat: { clearcoatFactor: 0.75, clearcoatRoughnessFactor: 0.125 } },
  { KHR_materials_dispersion: { dispersion: 0.25 }, KHR_materials_volume: { thicknessFactor: 0.5 } },
  { KHR_materials_emissive_strength: { emissiveStrength: 5 } },
  { KHR_materials_ior: { ior: 1.75 } },
  { KHR_materials_iridescence: { iridescenceFactor: 0.75, iridescenceIor: 1.5, iridescenceThicknessMinimum: 150, iridescenceThicknessMaximum: 380 } },
  { KHR_materials_sheen: { sheenColorFactor: [0.5, 0.25, 0.125], sheenRoughnessFactor: 0.5 } },
  { KHR_materials_specular: { specularFactor: 0.5, specularColorFactor: [0.5, 0.25, 0.125] } },
  { KHR_materials_transmission: { transmissionFactor: 0.75 } },
  { KHR_materials_unlit: {} },
];
/** What a material says without extensions. */
const CORE: Record<string, Partial<GLTF.IMaterial>> = {
  "a cut-out": { alphaMode: "MASK", alphaCutoff: 0.25 },
  "a blend": { alphaMode: "BLEND", pbrMetallicRoughness: { baseColorFactor: [1, 0.5, 0.25, 0.5] } },
  "both sides": { doubleSided: true },
  "its own light": { emissiveFactor: [1, 0.5, 0.25] },
  "metal": { pbrMetallicRoughness: { metallicFactor: 0.75, roughnessFactor: 0.25 } },
};

let folder: string;
let remove: () => Promise<void>;
/** The materials of each tier, by name. */
let tiers: Map<string, GLTF.IMaterial>[];
beforeAll(async () => {
  ({ folder, remove } = await temporaryFolder());
  const named: GLTF.IMaterial[] = [
    ...EXTENSIONS.map((extensions): GLTF.IMaterial => ({ name: Object.keys(extensions)[0], emissiveFactor: [1, 1, 1], extensions: extensions as GLTF.IMaterial["extensions"] })),
    ...Object.entries(CORE).map(([name, material]): GLTF.IMaterial => ({ name, ...material })),
  ];
  const document = new Document();
  const sphere = addSphere(document, { segments: 8 });
  const vertices = sphere.getAttribute("POSITION")?.getCount() ?? 0;
  const tangents = new Float32Array(Array.from({ length: vertices }, () => [1, 0, 0, 1]).flat());
  show(document, sphere.setAttribute("TANGENT", document.createAccessor().setType("VEC4").setArray(tangents).setBuffer(document.getRoot().listBuffers()[0] ?? null)));
  const { json, binary } = parseGlb("spheres", await (await testIo()).writeBinary(document));
  const [primitive] = json.meshes?.[0]?.primitives ?? [];
  const meshes = named.map((_, material) => ({ primitives: [{ ...primitive!, material }] }));
  const nodes = named.map((_, mesh) => ({ mesh, translation: [mesh, 0, 0] }));
  const source = path.join(folder, "materials.glb");
  const extensionsUsed = [...new Set(EXTENSIONS.flatMap((extensions) => Object.keys(extensions)))];
  await writeFile(source, buildGlb({ ...json, materials: named, meshes, nodes, scenes: [{ nodes: [...nodes.keys()] }], extensionsUsed }, binary!));
  const manifest = await makeModel({ source, slug: "lamp", category: "gadgets", outDir: folder, ar: false });
  tiers = [];
  for (const { model } of manifest.tiers) {
    const { json: stored } = parseGlb(model.path, await storedGlb(folder, model));
    tiers.push(new Map(stored.materials?.map((material) => [material.name ?? "", material])));
  }
}, 60_000);
afterAll(() => remove());

describe("every tier keeps", () => {
  it.each(EXTENSIONS.map((extensions) => [Object.keys(extensions)[0]!, Object.values(extensions)[0]!]))("%s", (name, values) => {
    for (const materials of tiers) expect(materials.get(name)?.extensions?.[name]).toMatchObject(values);
  });

  it("a volume's thickness at the model's size, whatever its vertices are stored in", () => {
    // Thickness is in the node's unit, which quantisation makes a step of its grid.
    const thickness = tiers.map((materials) => (materials.get("KHR_materials_dispersion")?.extensions?.["KHR_materials_volume"] as { thicknessFactor: number }).thicknessFactor);
    const [preview = 0, standard = 0] = thickness;
    expect(standard / preview).toBeCloseTo((2 ** 14 - 1) / (2 ** 11 - 1), 3);
  });

  it.each(Object.entries(CORE))("%s", (name, material) => {
    for (const materials of tiers) expect(materials.get(name)).toMatchObject(material);
  });
});

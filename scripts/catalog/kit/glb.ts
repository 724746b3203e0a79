import { Document, type Material, NodeIO, type Texture, type TextureInfo } from "@gltf-transform/core";
import {
  KHRMaterialsAnisotropy, KHRMaterialsClearcoat, KHRMaterialsEmissiveStrength, KHRMaterialsIOR, KHRMaterialsSheen,
  KHRMaterialsSpecular, KHRMaterialsVariants, KHRTextureTransform,
} from "@gltf-transform/extensions";
import sharp from "sharp";
import { ambientOcclusion } from "./ambientOcclusion.ts";
import { bounds, instantiate, merge, triangleCount, type Mesh } from "./mesh.ts";
import { materialOf, type MaterialDefinition, type ProductModel } from "./product.ts";
import { linear, type PixelMap } from "./textures/maps.ts";

const EXTENSIONS = [
  KHRMaterialsAnisotropy, KHRMaterialsClearcoat, KHRMaterialsEmissiveStrength, KHRMaterialsIOR, KHRMaterialsSheen,
  KHRMaterialsSpecular, KHRMaterialsVariants, KHRTextureTransform,
];

export interface Glb {
  bytes: Uint8Array;
  triangles: number;
}

/**
 * The product as one GLB: a mesh for each slot, PNG textures, a KHR_materials_variants variant for each
 * finish (named by its id), the first finish as default materials.
 * UVs, metres in the kit, are brought into 0..1 for the whole product, so that they can be quantised;
 * KHR_texture_transform on every texture gives the tile's physical size back.
 * COLOR_0 carries the product's ambient occlusion, which glTF multiplies with the base colour: parts meet with a shadow.
 */
export async function toGlb(model: ProductModel): Promise<Glb> {
  const document = new Document();
  const buffer = document.createBuffer();
  const scene = document.createScene(model.slug);
  document.getRoot().setDefaultScene(scene);
  const slots = mergeBySlot(model);
  const frame = uvFrame([...slots.values()]);
  const images = await encodeImages(document, model);
  const materials = new Map(model.materials.map((m) => [m.id, material(document, m, images, frame)]));
  const variants = document.createExtension(KHRMaterialsVariants);
  const named = model.finishes.map((f) => variants.createVariant(f.id));
  const [base] = model.finishes;
  if (!base) throw new Error(`${model.slug}: a product needs at least one finish`);

  const root = document.createNode(model.slug).setExtras({ category: model.category, closeUps: model.closeUps ?? [] });
  scene.addChild(root);
  // what can be seen through in some finish neither casts nor takes shade
  const solid = [...slots.keys()].filter((slot) => model.finishes.every((f) => (materialOf(model, f, slot).opacity ?? 1) === 1));
  const shade = model.ambientOcclusion === 0 ? [] : ambientOcclusion(solid.map((slot) => slots.get(slot)!), { strength: model.ambientOcclusion });
  let triangles = 0;
  for (const [slot, mesh] of slots) {
    check(model.slug, slot, mesh);
    triangles += triangleCount(mesh);
    const uvs = new Float32Array(mesh.uvs.length);
    for (let i = 0; i < uvs.length; i++) uvs[i] = (mesh.uvs[i]! - frame.min[i % 2]!) / frame.size[i % 2]!;
    const small = mesh.positions.length / 3 < 65535;
    const accessor = (array: Float32Array | Uint32Array | Uint16Array | Uint8Array, type: "VEC3" | "VEC2" | "SCALAR") =>
      document.createAccessor().setArray(array as Float32Array<ArrayBuffer>).setType(type).setBuffer(buffer);
    const primitive = document
      .createPrimitive()
      .setAttribute("POSITION", accessor(mesh.positions, "VEC3"))
      .setAttribute("NORMAL", accessor(unitLength(mesh.normals), "VEC3"))
      .setAttribute("TEXCOORD_0", accessor(uvs, "VEC2"))
      .setIndices(accessor(small ? Uint16Array.from(mesh.indices) : mesh.indices, "SCALAR"))
      .setMaterial(materials.get(materialOf(model, base, slot).id)!);
    const openness = shade[solid.indexOf(slot)];
    if (openness) {
      const grey = new Uint8Array(openness.length * 3);
      for (let i = 0; i < grey.length; i++) grey[i] = openness[(i / 3) | 0]! * 255 + 0.5;
      primitive.setAttribute("COLOR_0", accessor(grey, "VEC3").setNormalized(true));
    }
    const ids = model.finishes.map((f) => materialOf(model, f, slot).id);
    if (new Set(ids).size > 1) {
      const list = variants.createMappingList();
      for (const id of new Set(ids)) {
        const mapping = variants.createMapping().setMaterial(materials.get(id)!);
        ids.forEach((other, i) => other === id && mapping.addVariant(named[i]!));
        list.addMapping(mapping);
      }
      primitive.setExtension("KHR_materials_variants", list);
    }
    root.addChild(document.createNode(slot).setMesh(document.createMesh(slot).addPrimitive(primitive)));
  }
  const used = new Set(model.finishes.flatMap((f) => [...slots.keys()].map((s) => materialOf(model, f, s).id)));
  for (const [id, m] of materials) if (!used.has(id)) m.dispose();
  for (const t of document.getRoot().listTextures()) if (t.listParents().length < 2) t.dispose();
  const bytes = await new NodeIO().registerExtensions(EXTENSIONS).writeBinary(document);
  return { bytes, triangles };
}

/** All parts of each slot as one mesh, in the order the slots first appear. */
export function mergeBySlot(model: ProductModel): Map<string, Mesh> {
  const lists = new Map<string, Mesh[]>();
  for (const part of model.parts) {
    const mesh = part.instances ? instantiate(part.mesh, part.instances) : part.mesh;
    lists.set(part.slot, [...(lists.get(part.slot) ?? []), mesh]);
  }
  return new Map([...lists].map(([slot, list]) => [slot, merge(list)]));
}

/** The bounds of the whole product, metres. */
export const productBounds = (model: ProductModel) => bounds(merge([...mergeBySlot(model).values()]));

export interface UvFrame {
  min: readonly [number, number];
  size: readonly [number, number];
}

/** Blending and bending leave normals a little short; glTF asks for unit length. */
function unitLength(normals: Float32Array): Float32Array {
  const unit = new Float32Array(normals.length);
  for (let i = 0; i < normals.length; i += 3) {
    const [x = 0, y = 0, z = 0] = normals.subarray(i, i + 3);
    const length = Math.hypot(x, y, z);
    unit.set(length > 0 ? [x / length, y / length, z / length] : [0, 1, 0], i);
  }
  return unit;
}

export function uvFrame(meshes: readonly Mesh[]): UvFrame {
  const low = [Infinity, Infinity], high = [-Infinity, -Infinity];
  for (const m of meshes) {
    for (let i = 0; i < m.uvs.length; i++) {
      const v = m.uvs[i]!;
      if (v < low[i % 2]!) low[i % 2] = v;
      if (v > high[i % 2]!) high[i % 2] = v;
    }
  }
  // one scale for both axes, so that the frame does not stretch
  const size = Math.max(high[0]! - low[0]!, high[1]! - low[1]!, 1e-6);
  return { min: [low[0]!, low[1]!], size: [size, size] };
}

function check(slug: string, slot: string, mesh: Mesh): void {
  const vertices = mesh.positions.length / 3;
  for (const array of [mesh.positions, mesh.normals, mesh.uvs]) {
    for (let i = 0; i < array.length; i++) if (!Number.isFinite(array[i]!)) throw new Error(`${slug}: slot "${slot}" has a value that is not a number at ${i}`);
  }
  for (let i = 0; i < mesh.indices.length; i++) if (mesh.indices[i]! >= vertices) throw new Error(`${slug}: slot "${slot}" has an index past its ${vertices} vertices`);
}

/** Every distinct image of the product, encoded once. */
async function encodeImages(document: Document, model: ProductModel): Promise<Map<PixelMap, Texture>> {
  const wanted = new Map<PixelMap, string>();
  for (const m of model.materials) {
    for (const map of m.maps ?? (["albedo", "normal", "orm"] as const)) {
      const image = m.textures?.[map];
      if (image && !wanted.has(image)) wanted.set(image, `${m.id}-${map}`);
    }
  }
  const done = await Promise.all(
    [...wanted].map(async ([image, name]) => {
      const png = await sharp(image.data, { raw: { width: image.size, height: image.size, channels: 3 } }).png({ compressionLevel: 2 }).toBuffer();
      return [image, document.createTexture(name).setMimeType("image/png").setImage(new Uint8Array(png))] as const;
    }),
  );
  return new Map(done);
}

function material(document: Document, d: MaterialDefinition, images: Map<PixelMap, Texture>, frame: UvFrame): Material {
  const maps = new Set(d.maps ?? ["albedo", "normal", "orm"]);
  const set = d.textures;
  const orm = set && maps.has("orm") ? set.orm : undefined;
  for (const factor of [d.metallic ?? 0, d.roughness ?? 0, d.clearcoat?.factor ?? 0, d.clearcoat?.roughness ?? 0]) {
    if (factor < 0 || factor > 1) throw new Error(`material "${d.id}": ${factor} lies outside 0..1, which glTF allows for factors`);
  }
  const m = document
    .createMaterial(d.id)
    .setBaseColorFactor([...linear(d.baseColor ?? "#ffffff"), d.opacity ?? 1])
    .setAlphaMode((d.opacity ?? 1) < 1 ? "BLEND" : "OPAQUE")
    .setMetallicFactor(d.metallic ?? (orm ? 1 : 0))
    .setRoughnessFactor(d.roughness ?? (orm ? 1 : 0.5))
    .setDoubleSided(d.doubleSided ?? false);
  const fit = (info: TextureInfo | null) => {
    if (!info || !set) return;
    const tile = typeof set.tileMetres === "number" ? ([set.tileMetres, set.tileMetres] as const) : set.tileMetres;
    const transform = document
      .createExtension(KHRTextureTransform)
      .createTransform()
      .setScale([frame.size[0] / tile[0], frame.size[1] / tile[1]])
      .setOffset([wrap(frame.min[0] / tile[0]), wrap(frame.min[1] / tile[1])]);
    info.setExtension("KHR_texture_transform", transform).setWrapS(10497).setWrapT(10497);
  };
  if (set?.albedo && maps.has("albedo")) {
    m.setBaseColorTexture(images.get(set.albedo)!);
    fit(m.getBaseColorTextureInfo());
  }
  if (set?.normal && maps.has("normal")) {
    m.setNormalTexture(images.get(set.normal)!).setNormalScale(d.normalScale ?? 1);
    fit(m.getNormalTextureInfo());
  }
  if (orm) {
    m.setMetallicRoughnessTexture(images.get(orm)!).setOcclusionTexture(images.get(orm)!).setOcclusionStrength(d.occlusionStrength ?? 1);
    fit(m.getMetallicRoughnessTextureInfo());
    fit(m.getOcclusionTextureInfo());
  }
  if (d.emissive) {
    m.setEmissiveFactor(linear(d.emissive.color));
    const strength = d.emissive.strength ?? 1;
    if (strength !== 1) m.setExtension("KHR_materials_emissive_strength", document.createExtension(KHRMaterialsEmissiveStrength).createEmissiveStrength().setEmissiveStrength(strength));
  }
  if (d.clearcoat) {
    m.setExtension("KHR_materials_clearcoat", document.createExtension(KHRMaterialsClearcoat).createClearcoat()
      .setClearcoatFactor(d.clearcoat.factor).setClearcoatRoughnessFactor(d.clearcoat.roughness ?? 0.1));
  }
  if (d.sheen) {
    m.setExtension("KHR_materials_sheen", document.createExtension(KHRMaterialsSheen).createSheen()
      .setSheenColorFactor(linear(d.sheen.color)).setSheenRoughnessFactor(d.sheen.roughness ?? 0.5));
  }
  if (d.anisotropy) {
    m.setExtension("KHR_materials_anisotropy", document.createExtension(KHRMaterialsAnisotropy).createAnisotropy()
      .setAnisotropyStrength(d.anisotropy.strength).setAnisotropyRotation(d.anisotropy.rotation ?? 0));
  }
  if (d.ior !== undefined) m.setExtension("KHR_materials_ior", document.createExtension(KHRMaterialsIOR).createIOR().setIOR(d.ior));
  if (d.specular !== undefined) m.setExtension("KHR_materials_specular", document.createExtension(KHRMaterialsSpecular).createSpecular().setSpecularFactor(d.specular));
  return m;
}

const wrap = (v: number): number => v - Math.floor(v);

import type { Matrix4 } from "three";
import type { Mesh, Vec3 } from "./mesh.ts";
import type { TextureSet } from "./textures/maps.ts";

export type Category = "furniture" | "gadgets" | "fashion";

/** Geometry that shares one material slot. */
export interface Part {
  name: string;
  mesh: Mesh;
  /** The finish says which material stands in this slot. */
  slot: string;
  /** Copies of the mesh at these places instead of the mesh itself. */
  instances?: readonly Matrix4[];
}

/** A glTF metallic-roughness material. Colours are "#rrggbb" in sRGB. */
export interface MaterialDefinition {
  id: string;
  /** Multiplied with the albedo map. Default white. */
  baseColor?: string;
  /** Without an ORM map the values themselves, with one their factors. Defaults: 0 metallic, 1 with an ORM map; roughness 0.5, 1 with one. */
  metallic?: number;
  roughness?: number;
  /** Materials that share a set (the same object) share its images in the file. */
  textures?: TextureSet;
  /** Take only these maps of the set; default all. */
  maps?: readonly ("albedo" | "normal" | "orm")[];
  normalScale?: number;
  occlusionStrength?: number;
  emissive?: { color: string; strength?: number };
  doubleSided?: boolean;
  /** Below 1 the material is blended over what lies behind it: tinted lenses, a watch glass, clear acetate. */
  opacity?: number;
  /** KHR_materials_clearcoat: lacquer, gloss plastic. */
  clearcoat?: { factor: number; roughness?: number };
  /** KHR_materials_sheen: cloth, velvet, knit. */
  sheen?: { color: string; roughness?: number };
  /** KHR_materials_anisotropy: brushed metal. Highlights stretch along u, turned by `rotation` radians; strength 0..1. */
  anisotropy?: { strength: number; rotation?: number };
  /** KHR_materials_ior; 1.5 where missing. */
  ior?: number;
  /** KHR_materials_specular factor, 0..1. */
  specular?: number;
}

/** What a shopper may choose. The first finish is the one the model shows by default. */
export interface Finish {
  id: string;
  name: string;
  /** Material id of each slot; slots left out take the product's `slots`. */
  slots: Readonly<Record<string, string>>;
}

/** A product as its source: metres, Y up, front towards +Z, standing on y = 0. Deterministic. */
export interface ProductModel {
  slug: string;
  category: Category;
  parts: Part[];
  materials: MaterialDefinition[];
  /** Material ids of the slots that are the same in every finish. */
  slots?: Readonly<Record<string, string>>;
  finishes: Finish[];
  /** Strength of the ambient occlusion baked into vertex colours, 0..1; 0.9 where missing, 0 leaves it out. */
  ambientOcclusion?: number;
  /** Details worth a close look: the point, the direction towards the camera, and the width seen, metres. */
  closeUps?: { target: Vec3; from: Vec3; width: number }[];
}

/** The material in `slot` under `finish`. */
export function materialOf(model: ProductModel, finish: Finish, slot: string): MaterialDefinition {
  const id = finish.slots[slot] ?? model.slots?.[slot];
  const material = model.materials.find((m) => m.id === id);
  if (!material) throw new Error(`${model.slug}: finish "${finish.id}" has ${id ? `no material "${id}"` : "no material"} for slot "${slot}"`);
  return material;
}

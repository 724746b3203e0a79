import type { Accessor} from "@gltf-transform/core";
import { type Document, type Material, type Node, type Primitive, type TypedArray } from "@gltf-transform/core";
import { KHRTextureTransform, type Transform as TextureTransform, type Volume } from "@gltf-transform/extensions";
import type { Bounds, Part } from "./geometry.ts";
import { materialsOf, texCoordOf, texturesOf } from "./materials.ts";

export interface QuantiseOptions {
  /** Bits of a position along the longest edge of the bounds, at most 16. */
  positionBits: number;
  /** Longest edge of the tier's textures in pixels; 0 without. Texture coordinates are kept to a quarter of a texel. */
  textureSize: number;
  /** All tiers of a model share these, so that they share the grid's corner. */
  bounds: Bounds;
  /** For each part, the length in metres of the unit its materials' thickness is given in. */
  unitLengths: readonly number[];
}

/**
 * Fills the primitives of a node's mesh with the parts' vertices as KHR_mesh_quantization allows them: positions on an
 * integer grid that the node's transform scales back, texture coordinates in 16 bits (coordinates beyond [0, 1] through
 * KHR_texture_transform), colours in 8 bits. Normals and tangents stay floats: the meshopt filter rounds them.
 *
 * @returns the largest distance, in metres, that a vertex may have moved.
 */
export function fillQuantised(document: Document, node: Node, parts: readonly Part[], options: QuantiseOptions): number {
  const { min, max } = options.bounds;
  const span = Math.max(max[0] - min[0], max[1] - min[1], max[2] - min[2]);
  const step = span > 0 ? span / (2 ** options.positionBits - 1) : 1;
  node.setTranslation(min).setScale([step, step, step]);

  const primitives = node.getMesh()?.listPrimitives() ?? [];
  scaleThickness(primitives, options.unitLengths, step);
  const ranges = textureRanges(document, primitives, parts);
  primitives.forEach((primitive, p) => {
    const part = parts[p];
    if (!part || part.indices.length === 0) {
      primitive.dispose();
      return;
    }
    const accessor = (type: "SCALAR" | "VEC2" | "VEC3" | "VEC4", array: TypedArray, normalized = false): Accessor =>
      document.createAccessor().setType(type).setArray(array).setNormalized(normalized).setBuffer(bufferOf(document));
    const vertices = part.positions.length / 3;
    primitive.setIndices(accessor("SCALAR", vertices < 65535 ? new Uint16Array(part.indices) : part.indices.slice()));
    primitive.setAttribute("POSITION", accessor("VEC3", positionsOnGrid(part.positions, min, step)));
    for (const [semantic, { size, array }] of part.attributes) {
      if (semantic === "NORMAL") primitive.setAttribute(semantic, accessor("VEC3", array.slice()));
      else if (semantic === "TANGENT") primitive.setAttribute(semantic, accessor("VEC4", array.slice()));
      else if (semantic.startsWith("COLOR")) {
        const bytes = Uint8Array.from(array, (value) => Math.round(Math.min(Math.max(value, 0), 1) * 255));
        primitive.setAttribute(semantic, accessor(size === 4 ? "VEC4" : "VEC3", bytes, true));
      } else {
        const range = ranges.get(p)?.get(semantic);
        const coordinates = range ? inRange(array, range, options.textureSize) : array.slice();
        primitive.setAttribute(semantic, accessor("VEC2", coordinates, range !== undefined));
      }
    }
  });
  return (step / 2) * Math.sqrt(3);
}

function bufferOf(document: Document) {
  return document.getRoot().listBuffers()[0] ?? document.createBuffer();
}

function positionsOnGrid(positions: Float32Array, min: Bounds["min"], step: number): Uint16Array<ArrayBuffer> {
  const grid = new Uint16Array(positions.length);
  for (let i = 0; i < positions.length; i++) {
    const place = Math.round(((positions[i] ?? 0) - (min[(i % 3) as 0 | 1 | 2] ?? 0)) / step);
    grid[i] = Math.min(Math.max(place, 0), 65535);
  }
  return grid;
}

/**
 * KHR_materials_volume gives thickness in the mesh's own unit, which is now another.
 * @param unitLengths length in metres of the unit that each primitive's thicknesses are given in.
 * @param step length of the mesh's new unit, in metres.
 */
export function scaleThickness(primitives: readonly Primitive[], unitLengths: readonly number[], step: number): void {
  const scaled = new Set<Volume>();
  primitives.forEach((primitive, p) => {
    for (const material of materialsOf(primitive)) {
      const volume = material.getExtension<Volume>("KHR_materials_volume");
      if (!volume || scaled.has(volume)) continue;
      scaled.add(volume);
      volume.setThicknessFactor((volume.getThicknessFactor() * (unitLengths[p] ?? 1)) / step);
    }
  });
}

interface Range {
  min: [number, number];
  span: [number, number];
}

/**
 * The range that each part's texture coordinates are stored in. Parts that share a material share its texture
 * transform, so they share the range too. A material that moving meshes use as well is left alone: its parts get no
 * range and keep floats, unless [0, 1] holds them.
 */
function textureRanges(document: Document, primitives: readonly Primitive[], parts: readonly Part[]): Map<number, Map<string, Range>> {
  const ranges = new Map<number, Map<string, Range>>();
  for (const group of groupsBySharedMaterial(primitives)) {
    const semantics = new Set(group.flatMap((p) => [...(parts[p]?.attributes.keys() ?? [])]).filter((name) => name.startsWith("TEXCOORD")));
    for (const semantic of semantics) {
      const bounds = boundsInTexture(group.flatMap((p) => parts[p]?.attributes.get(semantic)?.array ?? []));
      const isUnit = bounds.min.every((value) => value >= 0) && bounds.max.every((value) => value <= 1);
      const materials = new Set(group.flatMap((p) => (primitives[p] ? materialsOf(primitives[p]) : [])));
      if (!isUnit && [...materials].some((material) => isUsedElsewhere(material, primitives))) continue;
      const range: Range = isUnit
        ? { min: [0, 0], span: [1, 1] }
        : { min: bounds.min, span: [bounds.max[0] - bounds.min[0] || 1, bounds.max[1] - bounds.min[1] || 1] };
      if (!isUnit) for (const material of materials) applyRange(document, material, semantic, range);
      for (const p of group) ranges.set(p, (ranges.get(p) ?? new Map<string, Range>()).set(semantic, range));
    }
  }
  return ranges;
}

function groupsBySharedMaterial(primitives: readonly Primitive[]): number[][] {
  const groups: { members: number[]; materials: Set<Material> }[] = [];
  primitives.forEach((primitive, p) => {
    const merged = { members: [p], materials: new Set(materialsOf(primitive)) };
    for (let g = groups.length - 1; g >= 0; g--) {
      const group = groups[g];
      if (!group || ![...group.materials].some((material) => merged.materials.has(material))) continue;
      merged.members.push(...group.members);
      for (const material of group.materials) merged.materials.add(material);
      groups.splice(g, 1);
    }
    groups.push(merged);
  });
  return groups.map(({ members }) => members);
}

function boundsInTexture(arrays: readonly Float32Array[]): { min: [number, number]; max: [number, number] } {
  const min: [number, number] = [Infinity, Infinity];
  const max: [number, number] = [-Infinity, -Infinity];
  for (const array of arrays) {
    array.forEach((value, i) => {
      const axis = (i % 2) as 0 | 1;
      min[axis] = Math.min(min[axis], value);
      max[axis] = Math.max(max[axis], value);
    });
  }
  return { min, max };
}

function isUsedElsewhere(material: Material, primitives: readonly Primitive[]): boolean {
  return material.listParents().some((parent) => parent.propertyType === "Primitive" && !primitives.includes(parent as Primitive));
}

/**
 * Lets a material's textures read stored coordinates q where they meant u = min + span · q. KHR_texture_transform maps
 * u to T·R·S·u, so the stored ones need the scale S · span and the offset T + R·S·min.
 */
function applyRange(document: Document, material: Material, semantic: string, { min, span }: Range): void {
  const extension = document.createExtension(KHRTextureTransform);
  const infos = new Set(texturesOf(document, material).map(({ info }) => info));
  for (const info of infos) {
    if (semantic !== `TEXCOORD_${texCoordOf(info)}`) continue;
    const transform = info.getExtension<TextureTransform>("KHR_texture_transform") ?? extension.createTransform();
    const [sx, sy] = transform.getScale();
    const [tx, ty] = transform.getOffset();
    const angle = transform.getRotation();
    // The extension's rotation is (cos, sin; -sin, cos) for (u, v).
    const [u, v] = [sx * min[0], sy * min[1]];
    transform
      .setScale([sx * span[0], sy * span[1]])
      .setOffset([tx + Math.cos(angle) * u + Math.sin(angle) * v, ty - Math.sin(angle) * u + Math.cos(angle) * v]);
    info.setExtension("KHR_texture_transform", transform);
  }
}

/** Normalised 16-bit coordinates whose low bits, finer than a quarter of a texel, are zero and cost nothing. */
function inRange(coordinates: Float32Array, { min, span }: Range, textureSize: number): Uint16Array<ArrayBuffer> {
  const stored = new Uint16Array(coordinates.length);
  for (let i = 0; i < coordinates.length; i++) {
    const axis = (i % 2) as 0 | 1;
    const bits = Math.min(16, Math.max(8, Math.ceil(Math.log2(Math.max(textureSize, 1) * 4 * Math.max(span[axis], 1)))));
    const levels = 2 ** bits;
    const level = Math.round((((coordinates[i] ?? 0) - min[axis]) / span[axis]) * levels);
    stored[i] = Math.min(Math.max(level, 0) * 2 ** (16 - bits), 65535);
  }
  return stored;
}

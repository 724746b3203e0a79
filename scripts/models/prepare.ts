import type { Document, Node, Scene } from "@gltf-transform/core";
import type { Volume } from "@gltf-transform/extensions";
import { dedup, dequantize, metalRough, prune, uninstance } from "@gltf-transform/functions";
import { bake, type Baked } from "./bake.ts";
import { type Bounds, boundsOf, triangleCount } from "./geometry.ts";
import { mappingsOf } from "./materials.ts";
import { ModelError } from "./modelError.ts";
import { movingBounds } from "./movingBounds.ts";
import type { Source } from "./source.ts";

/** A source cleaned, placed and taken apart, ready for any tier to be made of it. */
export interface Prepared extends Baked {
  scene: Scene;
  /** In metres, the model standing on y = 0, centred on the y axis. */
  bounds: Bounds;
  /** Triangles of the parts and of what moves. */
  triangles: number;
  /** Names of the KHR_materials_variants variants, in the source's order. */
  variants: string[];
}

const NO_GEOMETRY = "it has no geometry: not one triangle in its scene";

/** Extensions that only say how the source's bytes were packed. */
const PACKING = [
  "KHR_draco_mesh_compression",
  "EXT_meshopt_compression",
  "KHR_mesh_quantization",
  "KHR_texture_basisu",
  "EXT_texture_webp",
  "EXT_texture_avif",
];

/** A source's axis that points up: Y, as glTF has it, or Z, as CAD programs and game engines export it all the same. */
export type UpAxis = "y" | "z";

/**
 * Unpacks a source, keeps its default scene, expands instances, joins what does not move, and stands the model on the
 * ground.
 *
 * @param heightMm the product's height in millimetres, to which the model is scaled; without it, its unit is the metre.
 * @throws ModelError when the source has no triangles, or no height to scale by.
 */
export async function prepare(source: Source, heightMm?: number, up: UpAxis = "y"): Promise<Prepared> {
  const { document, file } = source;
  const scene = await unpack(document, up);
  useOneBuffer(document);
  widenIndices(document);
  const baked = bake(document, scene);
  if (baked.parts.length === 0) baked.node.dispose();
  const bounds = place(baked, scene, file, heightMm);
  for (const mesh of document.getRoot().listMeshes()) mesh.setExtras({});
  await document.transform(
    dedup({ keepUniqueNames: true }),
    prune({ keepAttributes: true, keepIndices: true, keepLeaves: false, keepSolidTextures: true }),
  );
  const triangles = triangleCount(baked.parts) + drawnTriangles(document);
  if (triangles === 0) throw new ModelError(file, NO_GEOMETRY);
  const shown = shownVariants(document);
  return { ...baked, scene, bounds, triangles, variants: source.variants.filter((name) => shown.has(name)) };
}

/**
 * Undoes a document's packing in place, save its compression: one scene, upright, without instances or quantised
 * values, its materials of kinds that three.js reads.
 */
export async function unpack(document: Document, up: UpAxis): Promise<Scene> {
  document.setLogger({ debug() {}, info() {}, warn() {}, error() {} });
  const scene = keepOneScene(document);
  const used = new Set(document.getRoot().listExtensionsUsed().map((extension) => extension.extensionName));
  if (used.has("KHR_mesh_quantization")) await document.transform(dequantize());
  if (used.has("EXT_mesh_gpu_instancing")) await document.transform(uninstance());
  // three.js no longer reads specular-glossiness materials.
  if (used.has("KHR_materials_pbrSpecularGlossiness")) await document.transform(metalRough());
  for (const extension of document.getRoot().listExtensionsUsed()) {
    if (PACKING.includes(extension.extensionName)) extension.dispose();
  }
  if (up === "z") setUpright(document, scene);
  return scene;
}

/** Turns what stands on Z, a quarter around X, so that it stands on Y. */
function setUpright(document: Document, scene: Scene): void {
  const upright = document.createNode("upright").setRotation([-Math.SQRT1_2, 0, 0, Math.SQRT1_2]);
  for (const child of scene.listChildren()) upright.addChild(child);
  scene.addChild(upright);
}

/** A tier is a GLB, which has one buffer; accessors of zeros may come without any. */
function useOneBuffer(document: Document): void {
  const root = document.getRoot();
  const [first, ...others] = root.listBuffers();
  const buffer = first ?? document.createBuffer();
  for (const accessor of root.listAccessors()) accessor.setBuffer(buffer);
  for (const other of others) other.dispose();
}

/** meshopt's codec for indices takes 16 and 32 bits only. */
function widenIndices(document: Document): void {
  for (const primitive of document.getRoot().listMeshes().flatMap((mesh) => mesh.listPrimitives())) {
    const indices = primitive.getIndices();
    const array = indices?.getArray();
    if (array instanceof Uint8Array) indices?.setArray(new Uint16Array(array));
  }
}

function keepOneScene(document: Document): Scene {
  const root = document.getRoot();
  const scene = root.getDefaultScene() ?? root.listScenes()[0] ?? sceneOfAll(document);
  for (const other of root.listScenes()) if (other !== scene) other.dispose();
  root.setDefaultScene(scene);
  return scene;
}

/** glTF allows a file without scenes: then everything is shown. */
function sceneOfAll(document: Document): Scene {
  const scene = document.createScene();
  for (const node of document.getRoot().listNodes()) if (!node.getParentNode()) scene.addChild(node);
  return scene;
}

/** The names of the variants that something in the scene can show. */
export function shownVariants(document: Document): Set<string> {
  const primitives = document.getRoot().listMeshes().flatMap((mesh) => mesh.listPrimitives());
  const mappings = primitives.flatMap((primitive) => mappingsOf(primitive)?.listMappings() ?? []);
  return new Set(mappings.flatMap((mapping) => mapping.listVariants().map((variant) => variant.getName())));
}

function place(baked: Baked, scene: Scene, file: string, heightMm: number | undefined): Bounds {
  const moving = movingBounds(scene);
  const source = boundsOf(baked.parts);
  for (const axis of [0, 1, 2] as const) {
    source.min[axis] = Math.min(source.min[axis], moving.min[axis]);
    source.max[axis] = Math.max(source.max[axis], moving.max[axis]);
  }
  const placement = placementOf(source, file, heightMm);
  for (const { positions } of baked.parts) placePoints(positions, placement);
  placeMoving(baked, scene, placement);
  scaleLengths(baked, placement.scale);
  return placedBounds(source, placement);
}

/** How a model gets from its source's world space to where it stands: (p - offset) · scale. */
export interface Placement {
  offset: readonly [number, number, number];
  scale: number;
}

/**
 * The placement that stands a model on y = 0, centred on the y axis.
 *
 * @param source its bounds in its own world space.
 * @throws ModelError when they are of nothing, of a single point, or flat where a height is asked for.
 */
export function placementOf({ min, max }: Bounds, file: string, heightMm: number | undefined): Placement {
  if (!min.every(Number.isFinite) || !max.every(Number.isFinite)) throw new ModelError(file, NO_GEOMETRY);
  if (min.every((value, axis) => value === max[axis])) throw new ModelError(file, "it has no extent: all its vertices lie in one place");
  const height = max[1] - min[1];
  if (heightMm !== undefined && !(height > 0)) throw new ModelError(file, `it is flat, so it can't be made ${heightMm} mm high`);
  const scale = heightMm === undefined ? 1 : heightMm / 1000 / height;
  return { offset: [(min[0] + max[0]) / 2, min[1], (min[2] + max[2]) / 2], scale };
}

/** Places points in place. */
export function placePoints(points: Float32Array, { offset, scale }: Placement): void {
  for (let i = 0; i < points.length; i++) points[i] = (points[i]! - offset[i % 3]!) * scale;
}

export function placedBounds({ min, max }: Bounds, { offset, scale }: Placement): Bounds {
  const placed = (corner: Bounds["min"]): Bounds["min"] => [
    (corner[0] - offset[0]) * scale,
    (corner[1] - offset[1]) * scale,
    (corner[2] - offset[2]) * scale,
  ];
  return { min: placed(min), max: placed(max) };
}

/** Scales what a model's materials give as lengths. */
export function scaleLengths(baked: Pick<Baked, "document" | "unitLengths">, scale: number): void {
  baked.unitLengths.forEach((length, part) => (baked.unitLengths[part] = length * scale));
  scaleAttenuation(baked.document, scale);
}

/** What moves keeps its nodes and gets a parent that places it. */
function placeMoving(baked: Baked, scene: Scene, { offset, scale }: Placement): void {
  const others = scene.listChildren().filter((child: Node) => child !== baked.node);
  if (others.length === 0) return;
  const parent = baked.document
    .createNode("placement")
    .setScale([scale, scale, scale])
    .setTranslation([-offset[0] * scale, -offset[1] * scale, -offset[2] * scale]);
  scene.addChild(parent);
  for (const child of others) parent.addChild(child);
}

/** KHR_materials_volume gives the attenuation distance in world space. */
function scaleAttenuation(document: Document, scale: number): void {
  for (const material of document.getRoot().listMaterials()) {
    const volume = material.getExtension<Volume>("KHR_materials_volume");
    if (volume && Number.isFinite(volume.getAttenuationDistance())) {
      volume.setAttenuationDistance(volume.getAttenuationDistance() * scale);
    }
  }
}

/** Triangles of all primitives that have vertices. */
export function drawnTriangles(document: Document): number {
  let triangles = 0;
  for (const mesh of document.getRoot().listMeshes()) {
    for (const primitive of mesh.listPrimitives()) {
      if (primitive.getMode() < 4) continue;
      const corners = primitive.getIndices()?.getCount() ?? primitive.getAttribute("POSITION")?.getCount() ?? 0;
      triangles += Math.floor(primitive.getMode() === 4 ? corners / 3 : Math.max(corners - 2, 0));
    }
  }
  return triangles;
}

import { type Accessor, type Document, type mat4, Material, type Mesh, type Node, Primitive, type Scene } from "@gltf-transform/core";
import type { Mapping } from "@gltf-transform/extensions";
import { convertPrimitiveToTriangles } from "@gltf-transform/functions";
import { type Attribute, joinParts, type Part, weld } from "./geometry.ts";
import { mappingsOf, materialsOf, semanticsNeeded } from "./materials.ts";
import { determinant3, flip, transformNormals, transformPoints, transformTangents } from "./transform.ts";

/** A document whose unmoving triangles have been taken out of their nodes. */
export interface Baked {
  /** What stayed: materials, textures, moving meshes; and `mesh` with one empty primitive for each part. */
  document: Document;
  /** The node that carries the parts' mesh, a child of the scene, without a transform. */
  node: Node;
  /** In world space of the source; one for each set of material, variants and attributes, in the source's order. */
  parts: Part[];
  /** For each part, the length in world space of one unit of its first node, which thicknesses are given in. */
  unitLengths: number[];
}

const IDENTITY: mat4 = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];

/** What is joined into one part, before it is joined. */
export interface Group {
  template: Primitive;
  semantics: string[];
  /** Those of the semantics that a finish reads. */
  needed: Set<string>;
  members: { primitive: Primitive; matrix: mat4 }[];
  ordered: boolean;
}

/**
 * Takes every mesh that neither moves nor deforms out of its node, moves it to world space and joins what is drawn
 * alike. Borders between parts then stay closed through simplification, and the fewest draw calls remain.
 * Skinned, morphed and animated meshes, and points and lines, stay as they are.
 */
export function bake(document: Document, scene: Scene): Baked {
  const groups: Group[] = [];
  const parts: Part[] = [];
  for (const group of groupAlike(document, scene)) {
    const part = weld(join(group));
    if (part.indices.length === 0) continue;
    parts.push(part);
    groups.push(group);
  }
  return { document, node: addModelNode(document, scene, groups), parts, unitLengths: groups.map(unitLength) };
}

/** Takes every mesh that neither moves nor deforms out of its node; what is drawn alike comes as one group. */
export function groupAlike(document: Document, scene: Scene): Group[] {
  const animated = animatedNodes(document);
  const groups = new Map<string, Group>();
  const ids = new Map<object, number>();
  const idOf = (object: object | null): number => {
    if (!object) return -1;
    if (!ids.has(object)) ids.set(object, ids.size);
    return ids.get(object) ?? -1;
  };

  const visit = (node: Node, parentMoves: boolean): void => {
    const moves = parentMoves || animated.has(node);
    const mesh = node.getMesh();
    if (mesh && !moves && !node.getSkin() && mesh.listPrimitives().every(isPlain)) {
      const matrix = node.getWorldMatrix();
      for (const primitive of mesh.listPrimitives()) {
        const needed = semanticsNeeded(document, primitive);
        const semantics = primitive.listSemantics().filter((semantic) => needed.has(semantic) || isBelowNeeded(semantic, needed)).sort();
        const ordered = materialsOf(primitive).some((material) => material.getAlphaMode() === Material.AlphaMode.BLEND);
        const sizes = semantics.map((semantic) => `${semantic}:${primitive.getAttribute(semantic)?.getElementSize()}`);
        const look = [idOf(primitive.getMaterial()), mappingKey(primitive, idOf), sizes.join()];
        // Blended meshes are drawn in the source's order, so each stays by itself.
        const key = ordered ? `#${groups.size}` : look.join("|");
        const group = groups.get(key) ?? { template: primitive, semantics, needed, members: [], ordered };
        group.members.push({ primitive, matrix });
        groups.set(key, group);
      }
      node.setMesh(null);
    }
    for (const child of node.listChildren()) visit(child, moves);
  };
  for (const node of scene.listChildren()) visit(node, false);
  return [...groups.values()];
}

/** Adds the node whose mesh has an empty primitive for each group. */
export function addModelNode(document: Document, scene: Scene, groups: readonly Group[]): Node {
  const mesh = document.createMesh("model");
  const node = document.createNode("model").setMesh(mesh);
  scene.addChild(node);
  for (const { template } of groups) addPlaceholder(document, mesh, template);
  return node;
}

/** The length in world space of one unit of a group's first node. */
export function unitLength({ members }: Group): number {
  return Math.cbrt(Math.abs(determinant3(members[0]?.matrix ?? IDENTITY)));
}

/** Nodes whose place an animation changes, be it their own or an ancestor's. */
function animatedNodes(document: Document): Set<Node> {
  const nodes = new Set<Node>();
  for (const animation of document.getRoot().listAnimations()) {
    for (const channel of animation.listChannels()) {
      const node = channel.getTargetNode();
      if (node) nodes.add(node);
    }
  }
  return nodes;
}

function isPlain(primitive: Primitive): boolean {
  const { TRIANGLES, TRIANGLE_STRIP, TRIANGLE_FAN } = Primitive.Mode;
  const isTriangles = [TRIANGLES, TRIANGLE_STRIP, TRIANGLE_FAN].some((mode) => mode === primitive.getMode());
  return isTriangles && primitive.listTargets().length === 0 && primitive.getAttribute("POSITION") !== null;
}

function mappingKey(primitive: Primitive, idOf: (object: object | null) => number): string {
  const mappings: Mapping[] = mappingsOf(primitive)?.listMappings() ?? [];
  return mappings
    .map((mapping) => `${idOf(mapping.getMaterial())}:${mapping.listVariants().map(idOf).sort().join(",")}`)
    .sort()
    .join(";");
}

/** glTF counts sets of texture coordinates from 0 without a gap, so one that nobody reads stays, all zeros, below one that is read. */
function isBelowNeeded(semantic: string, needed: Set<string>): boolean {
  if (!semantic.startsWith("TEXCOORD_")) return false;
  return [...needed].some((other) => other.startsWith("TEXCOORD_") && Number(other.slice(9)) > Number(semantic.slice(9)));
}

function addPlaceholder(document: Document, mesh: Mesh, template: Primitive): void {
  const primitive = document.createPrimitive().setMaterial(template.getMaterial());
  const mappings = mappingsOf(template);
  if (mappings) primitive.setExtension("KHR_materials_variants", mappings);
  mesh.addPrimitive(primitive);
}

function join(group: Group): Part {
  return joinParts(group.members.map(({ primitive, matrix }) => gather(primitive, matrix, group)));
}

/** One primitive's used vertices in world space. */
function gather(primitive: Primitive, matrix: mat4, { semantics, needed, ordered }: Group): Part {
  if (primitive.getMode() !== Primitive.Mode.TRIANGLES) convertPrimitiveToTriangles(primitive);
  const position = primitive.getAttribute("POSITION");
  if (!position) throw new Error("A primitive without positions was taken for a plain one.");
  const source = primitive.getIndices();
  const count = source ? source.getCount() : position.getCount();
  const indices = new Uint32Array(count - (count % 3));
  for (let i = 0; i < indices.length; i++) indices[i] = source ? source.getScalar(i) : i;
  if (determinant3(matrix) < 0) flip(indices);

  const attributes = new Map<string, Attribute>();
  for (const semantic of semantics) {
    const accessor = primitive.getAttribute(semantic);
    if (!accessor) continue;
    const array = needed.has(semantic) ? floats(accessor) : new Float32Array(accessor.getCount() * accessor.getElementSize());
    if (semantic === "NORMAL") transformNormals(array, matrix);
    if (semantic === "TANGENT") transformTangents(array, matrix);
    attributes.set(semantic, { size: accessor.getElementSize(), array });
  }
  const positions = floats(position);
  transformPoints(positions, matrix);
  return { positions, attributes, indices, ordered };
}

/** A copy of an accessor's values, normalised integers decoded. */
function floats(accessor: Accessor): Float32Array {
  const source = accessor.getArray();
  if (source instanceof Float32Array) return source.slice();
  const size = accessor.getElementSize();
  const array = new Float32Array(accessor.getCount() * size);
  const element: number[] = [];
  for (let i = 0; i < accessor.getCount(); i++) array.set(accessor.getElement(i, element), i * size);
  return array;
}

import { open } from "node:fs/promises";
import { type Document, GLB_BUFFER, type GLTF, type mat4, type Node, NodeIO, type Primitive, type Scene } from "@gltf-transform/core";
import { ALL_EXTENSIONS } from "@gltf-transform/extensions";
import { prune } from "@gltf-transform/functions";
import sharp from "sharp";
import { addModelNode, groupAlike, unitLength } from "../bake.ts";
import { decodeKtx2 } from "../ktx2.ts";
import { shownVariants, unpack, type UpAxis } from "../prepare.ts";
import { readBytes, variantsOf } from "../source.ts";
import { type LargeSource, resourcePath } from "./largeSource.ts";

/** A source's scene without its vertices: what is drawn alike, and where in the source its triangles are. */
export interface Skeleton {
  /** Materials and textures; and `node` with one empty primitive for each group. */
  document: Document;
  scene: Scene;
  node: Node;
  groups: SkeletonGroup[];
  /** For each group, the length in the source's world space of one unit of its first node. */
  unitLengths: number[];
  /** Names of the variants that something in the scene can show. */
  variants: string[];
}

export interface SkeletonGroup {
  semantics: string[];
  /** Those of the semantics that a finish reads. */
  needed: Set<string>;
  ordered: boolean;
  members: SkeletonMember[];
}

export interface SkeletonMember {
  primitive: GLTF.IMeshPrimitive;
  /** From the primitive's to the source's world space. */
  matrix: mat4;
}

/**
 * Reads everything of a source but its vertices.
 *
 * @param withImages false puts a single texel in place of every image: the same document at next to no cost.
 * @throws ModelError when an image is missing or can't be decoded.
 */
export async function readSkeleton(source: LargeSource, up: UpAxis, withImages: boolean): Promise<Skeleton> {
  const { json, resources } = await withoutVertices(source, withImages);
  const document = await new NodeIO().registerExtensions(ALL_EXTENSIONS).readJSON({ json, resources });
  if (withImages) await decodeKtx2(source.file, document);
  const written = new Map<Primitive, GLTF.IMeshPrimitive>();
  document.getRoot().listMeshes().forEach((mesh, m) => {
    mesh.listPrimitives().forEach((primitive, p) => written.set(primitive, source.json.meshes![m]!.primitives[p]!));
  });
  const scene = await unpack(document, up);
  const groups = groupAlike(document, scene);
  const skeleton = {
    groups: groups.map(({ semantics, needed, ordered, members }) => ({
      semantics,
      needed,
      ordered,
      members: members.map(({ primitive, matrix }) => ({ primitive: written.get(primitive)!, matrix })),
    })),
    node: addModelNode(document, scene, groups),
    unitLengths: groups.map(unitLength),
  };
  await document.transform(prune({ keepAttributes: true, keepIndices: true, keepLeaves: false, keepSolidTextures: true }));
  const shown = shownVariants(document);
  return { ...skeleton, document, scene, variants: variantsOf(source.json).filter((name) => shown.has(name)) };
}

type Resources = Record<string, Uint8Array<ArrayBuffer>>;

/** The document with a single vertex in each mesh, and the bytes that it still refers to. */
async function withoutVertices(source: LargeSource, withImages: boolean): Promise<{ json: GLTF.IGLTF; resources: Resources }> {
  const json = structuredClone(source.json);
  const resources: Resources = {};
  const views = json.bufferViews ?? [];
  const kept = new KeptViews();
  const instances = new Set((json.nodes ?? []).flatMap((node) => Object.values(instanceAttributes(node))));
  for (const [index, accessor] of (json.accessors ?? []).entries()) {
    const view = views[accessor.bufferView ?? -1];
    if (instances.has(index) && view) {
      accessor.bufferView = kept.add(view, await readView(source, view));
      continue;
    }
    delete accessor.bufferView;
    delete accessor.byteOffset;
    delete accessor.sparse;
    accessor.count = 1;
  }
  const texel = new Uint8Array(await sharp({ create: { width: 1, height: 1, channels: 4, background: "white" } }).png().toBuffer());
  for (const [index, image] of (json.images ?? []).entries()) {
    const view = views[image.bufferView ?? -1];
    if (image.uri?.startsWith("data:")) continue;
    const uri = image.uri ?? `image-${index}`;
    if (!withImages) resources[uri] = texel;
    else resources[uri] = view ? await readView(source, view) : await readBytes(source.file, resourcePath(source.file, uri), `its image ${uri}`);
    delete image.bufferView;
    image.uri = uri;
  }
  json.bufferViews = kept.views;
  json.buffers = [{ byteLength: kept.bytes.byteLength }];
  return { json, resources: { ...resources, [GLB_BUFFER]: kept.bytes } };
}

/** Buffer views put one behind the other into one buffer. */
class KeptViews {
  readonly views: GLTF.IBufferView[] = [];
  bytes = new Uint8Array(4);

  add(view: GLTF.IBufferView, bytes: Uint8Array): number {
    const start = this.bytes.byteLength;
    const joined = new Uint8Array(start + Math.ceil(bytes.byteLength / 4) * 4);
    joined.set(this.bytes);
    joined.set(bytes, start);
    this.bytes = joined;
    return this.views.push({ ...view, buffer: 0, byteOffset: start }) - 1;
  }
}

function instanceAttributes(node: GLTF.INode): Record<string, number> {
  const instancing = node.extensions?.["EXT_mesh_gpu_instancing"] as { attributes?: Record<string, number> } | undefined;
  return instancing?.attributes ?? {};
}

async function readView(source: LargeSource, view: GLTF.IBufferView): Promise<Uint8Array<ArrayBuffer>> {
  const place = source.buffers[view.buffer]!;
  const handle = await open(place.path, "r");
  try {
    const bytes = new Uint8Array(view.byteLength);
    await handle.read(bytes, 0, view.byteLength, place.start + (view.byteOffset ?? 0));
    return bytes;
  } finally {
    await handle.close();
  }
}

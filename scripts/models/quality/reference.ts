import type { Document } from "@gltf-transform/core";
import { NodeIO } from "@gltf-transform/core";
import { ALL_EXTENSIONS } from "@gltf-transform/extensions";
import { cloneDocument } from "@gltf-transform/functions";
import type { Part } from "../geometry.ts";
import type { Prepared } from "../prepare.ts";
import { scaleThickness } from "../quantise.ts";
import type { RenderedModel } from "./renderer.ts";

/** The source as tiers are compared with it: cleaned and placed as they are, every number and picture as it came. */
export async function writeReference(prepared: Prepared): Promise<RenderedModel> {
  const document = referenceDocument(prepared, prepared.parts);
  const glb = await new NodeIO().registerExtensions(ALL_EXTENSIONS).writeBinary(document);
  return { glb, resource: () => undefined, bounds: prepared.bounds };
}

/** A source's document with these parts, one for each of its own, as uncompressed floats. */
export function referenceDocument(prepared: Prepared, parts: readonly Part[]): Document {
  const document = cloneDocument(prepared.document);
  const mesh = document.getRoot().listNodes()[prepared.document.getRoot().listNodes().indexOf(prepared.node)]?.getMesh();
  const primitives = mesh?.listPrimitives() ?? [];
  scaleThickness(primitives, prepared.unitLengths, 1);
  primitives.forEach((primitive, p) => {
    const part = parts[p];
    if (part && part.indices.length > 0) fillExactly(document, primitive, part);
    else primitive.dispose();
  });
  return document;
}

type Primitive = ReturnType<Document["createPrimitive"]>;

function fillExactly(document: Document, primitive: Primitive, part: Part): void {
  const buffer = document.getRoot().listBuffers()[0] ?? document.createBuffer();
  const accessor = (type: "SCALAR" | "VEC2" | "VEC3" | "VEC4", array: Float32Array | Uint32Array) =>
    document.createAccessor().setType(type).setArray(array as Float32Array<ArrayBuffer>).setBuffer(buffer);
  primitive.setIndices(accessor("SCALAR", part.indices));
  primitive.setAttribute("POSITION", accessor("VEC3", part.positions));
  for (const [semantic, { size, array }] of part.attributes) {
    primitive.setAttribute(semantic, accessor(size === 2 ? "VEC2" : size === 3 ? "VEC3" : "VEC4", array));
  }
}

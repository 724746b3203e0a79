import { type Document, type mat4, type Node, Primitive, type Texture, type vec2 } from "@gltf-transform/core";
import type { Transform as TextureTransform } from "@gltf-transform/extensions";
import { convertPrimitiveToTriangles } from "@gltf-transform/functions";
import { normalise } from "../geometry.ts";
import { texCoordOf, texturesOf } from "../materials.ts";
import { matricesOf, posed } from "../posing.ts";
import { usdMaterial, type UvSet } from "./usdMaterial.ts";

/** Digits after the point: a hundredth of a millimetre on what is a metre long, as many steps on what is not. */
const POSITION_DIGITS = 4.5;
const NORMAL_DIGITS = 3;
const UV_DIGITS = 4;

/**
 * A document of one finish as USD in text form: metres, Y up, one UsdGeomMesh a primitive with its vertices in world
 * space and its texture transforms applied, materials as UsdPreviewSurface. Skins stand at rest; nothing moves.
 *
 * @param diagonal the model's size in metres, which decides how finely positions are written.
 * @param fileOf path of a texture within the archive.
 * @see https://openusd.org/release/spec_usdpreviewsurface.html
 */
export function toUsda(document: Document, diagonal: number, fileOf: (texture: Texture) => string): string {
  const digits = Math.max(3, Math.ceil(POSITION_DIGITS - Math.log10(Math.max(diagonal, 1e-6))));
  const materials = document.getRoot().listMaterials();
  const uvSets = new Map(materials.map((material) => [material, uvSetsOf(document, material)]));
  const meshes: string[] = [];
  document.getRoot().listScenes()[0]?.traverse((node: Node) => {
    for (const primitive of node.getMesh()?.listPrimitives() ?? []) {
      const triangles = asTriangles(primitive);
      const material = primitive.getMaterial();
      if (!triangles) continue;
      const sets = (material && uvSets.get(material)) ?? [];
      meshes.push(usdMesh(`Mesh_${meshes.length}`, triangles, matricesOf(node), sets, material ? materials.indexOf(material) : -1, digits));
    }
  });
  const looks = materials.map((material, index) => usdMaterial(`Material_${index}`, document, material, uvSets.get(material) ?? [], fileOf));
  return `#usda 1.0
(
    customLayerData = {
        string creator = "Aurolot 3D"
    }
    defaultPrim = "Product"
    metersPerUnit = 1
    upAxis = "Y"
)

def Xform "Product" (
    kind = "component"
)
{
${meshes.join("\n")}
    def Scope "Materials"
    {
${looks.join("\n")}
    }
}
`;
}

/** Strips and fans as triangles; null for points, lines and what has no positions. */
function asTriangles(primitive: Primitive): Primitive | null {
  if (!primitive.getAttribute("POSITION")) return null;
  const mode = primitive.getMode();
  if (mode === Primitive.Mode.TRIANGLE_STRIP || mode === Primitive.Mode.TRIANGLE_FAN) convertPrimitiveToTriangles(primitive);
  return primitive.getMode() === Primitive.Mode.TRIANGLES ? primitive : null;
}

/**
 * The sets of coordinates that a material's textures read: one for each pair of glTF's set and texture transform, with
 * the transform applied, for Quick Look reads UsdTransform2d otherwise than USD does where it turns or shifts.
 */
function uvSetsOf(document: Document, material: NonNullable<ReturnType<Primitive["getMaterial"]>>): UvSet[] {
  const sets: UvSet[] = [];
  for (const { info } of texturesOf(document, material)) {
    const transform = info.getExtension<TextureTransform>("KHR_texture_transform");
    const values = transform ? [...transform.getOffset(), transform.getRotation(), ...transform.getScale()] : [0, 0, 0, 1, 1];
    const [tx = 0, ty = 0, angle = 0, sx = 1, sy = 1] = values;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    const key = `${texCoordOf(info)}:${values.join()}`;
    const known = sets.find((set) => set.key === key);
    if (known) known.infos.add(info);
    else {
      sets.push({
        key,
        name: sets.length === 0 ? "st" : `st${sets.length}`,
        semantic: `TEXCOORD_${texCoordOf(info)}`,
        infos: new Set([info]),
        // KHR_texture_transform: T · R · S, its rotation being (cos, sin; -sin, cos). USD's v runs upwards.
        apply: ([u, v]) => [tx + cos * sx * u + sin * sy * v, 1 - (ty - sin * sx * u + cos * sy * v)],
      });
    }
  }
  return sets;
}

function usdMesh(name: string, primitive: Primitive, matrices: readonly mat4[], sets: readonly UvSet[], material: number, digits: number): string {
  const positions = posed(primitive, "POSITION", matrices) ?? new Float32Array();
  const normals = posed(primitive, "NORMAL", matrices);
  if (normals) normalise(normals);
  const count = positions.length / 3;
  const indices = primitive.getIndices()?.getArray() ?? Array.from({ length: count }, (_, index) => index);
  const min = [0, 1, 2].map((axis) => lowest(positions, axis, Math.min));
  const max = [0, 1, 2].map((axis) => lowest(positions, axis, Math.max));
  const lines = [
    `uniform bool doubleSided = ${primitive.getMaterial()?.getDoubleSided() ? 1 : 0}`,
    `float3[] extent = [${tuple(min, digits)}, ${tuple(max, digits)}]`,
    `int[] faceVertexCounts = [${new Array(Math.floor(indices.length / 3)).fill(3).join(", ")}]`,
    `int[] faceVertexIndices = [${indices.join(", ")}]`,
    `point3f[] points = [${tuples(positions, 3, digits)}]`,
    'uniform token subdivisionScheme = "none"',
  ];
  if (normals) lines.push(`normal3f[] normals = [${tuples(normals, 3, NORMAL_DIGITS)}] (\n            interpolation = "vertex"\n        )`);
  for (const set of sets) {
    const source = primitive.getAttribute(set.semantic);
    if (!source) continue;
    const coordinates = new Float32Array(source.getCount() * 2);
    const element: number[] = [];
    for (let vertex = 0; vertex < source.getCount(); vertex++) coordinates.set(set.apply(source.getElement(vertex, element) as vec2), vertex * 2);
    lines.push(`texCoord2f[] primvars:${set.name} = [${tuples(coordinates, 2, UV_DIGITS)}] (\n            interpolation = "vertex"\n        )`);
  }
  if (material >= 0) lines.push(`rel material:binding = </Product/Materials/Material_${material}>`);
  return `    def Mesh "${name}" (
        prepend apiSchemas = ["MaterialBindingAPI"]
    )
    {
${lines.map((line) => `        ${line}`).join("\n")}
    }`;
}

function lowest(positions: Float32Array, axis: number, pick: (a: number, b: number) => number): number {
  let found = positions[axis] ?? 0;
  for (let i = axis; i < positions.length; i += 3) found = pick(found, positions[i] ?? 0);
  return found;
}

function tuples(values: Float32Array, size: number, digits: number): string {
  const written: string[] = [];
  for (let i = 0; i < values.length; i += size) written.push(tuple(values.subarray(i, i + size), digits));
  return written.join(", ");
}

function tuple(values: ArrayLike<number>, digits: number): string {
  return `(${Array.from(values, (value) => String(Number(value.toFixed(digits)))).join(", ")})`;
}

import { MeshoptSimplifier } from "meshoptimizer/simplifier";
import { type Attribute, compact, normalise, type Part } from "./geometry.ts";
import { texelLength } from "./texelDensity.ts";

/** Rendered beside their sources, previews were 1 to 2 dB better with 0.2 than with 0.5, and than with 0.1. */
const NORMAL_WEIGHT = 0.2;
const COLOR_WEIGHT = 1;
/** Texture slip along the surface, as a length, weighs as much as the surface's own movement. */
const UV_WEIGHT = 1;
const PROTECT = 2;

/** All parts in one vertex buffer. */
export interface Surface {
  indices: Uint32Array;
  positions: Float32Array;
  attributes: Float32Array;
  stride: number;
  weights: number[];
  locks: Uint8Array;
  /** Where each lane of `attributes` begins, by semantic. */
  lanes: Map<string, { offset: number; size: number }>;
  /** First vertex of each part, and one more for the end. */
  starts: number[];
  /** For each part, what its texture coordinates were multiplied with. */
  uvScales: number[];
}

/** What is left of a surface: its vertices, some moved, and the triangles that are kept. */
export interface Remains {
  indices: Uint32Array;
  positions: Float32Array;
  attributes: Float32Array;
}

/** Joins parts into one surface. */
export function merge(parts: readonly Part[]): Surface {
  const lanes = new Map<string, { offset: number; size: number }>();
  for (const part of parts) {
    for (const [semantic, { size }] of part.attributes) {
      lanes.set(semantic, { offset: 0, size: Math.max(size, lanes.get(semantic)?.size ?? 0) });
    }
  }
  let stride = 0;
  const weights: number[] = [];
  for (const [semantic, lane] of lanes) {
    lane.offset = stride;
    stride += lane.size;
    weights.push(...new Array<number>(lane.size).fill(weightOf(semantic)));
  }
  const starts = [0];
  for (const part of parts) starts.push((starts.at(-1) ?? 0) + part.positions.length / 3);
  const vertices = starts.at(-1) ?? 0;
  const positions = new Float32Array(vertices * 3);
  const attributes = new Float32Array(vertices * stride);
  const indices = new Uint32Array(parts.reduce((total, part) => total + part.indices.length, 0));
  parts.forEach((part, p) => positions.set(part.positions, (starts[p] ?? 0) * 3));
  const extent = MeshoptSimplifier.getScale(positions, 3);
  const uvScales: number[] = [];
  let offset = 0;
  parts.forEach((part, p) => {
    const start = starts[p] ?? 0;
    part.indices.forEach((index, i) => (indices[offset + i] = index + start));
    offset += part.indices.length;
    // Texture coordinates are measured as lengths on the surface, so that a tiled and an unwrapped texture weigh alike.
    const uvScale = (texelLength(part, "TEXCOORD_0") || extent) / (extent || 1);
    uvScales.push(uvScale);
    for (const [semantic, attribute] of part.attributes) {
      const lane = lanes.get(semantic);
      if (lane) spread(attribute, attributes, start * stride + lane.offset, stride, semantic.startsWith("TEXCOORD") ? uvScale : 1);
    }
  });
  const locks = protectSeams(positions, attributes, stride, lanes, starts);
  return { indices, positions, attributes, stride, weights, locks, lanes, starts, uvScales };
}

function weightOf(semantic: string): number {
  if (semantic === "NORMAL" || semantic === "TANGENT") return NORMAL_WEIGHT;
  return semantic.startsWith("TEXCOORD") ? UV_WEIGHT : COLOR_WEIGHT;
}

function spread({ size, array }: Attribute, target: Float32Array, offset: number, stride: number, scale: number): void {
  for (let vertex = 0; vertex * size < array.length; vertex++) {
    for (let i = 0; i < size; i++) target[offset + vertex * stride + i] = (array[vertex * size + i] ?? 0) * scale;
  }
}

/** Marks the vertices at which materials or texture charts meet, so that permissive collapses keep the seam. */
function protectSeams(
  positions: Float32Array,
  attributes: Float32Array,
  stride: number,
  lanes: Surface["lanes"],
  starts: readonly number[],
): Uint8Array {
  const uvLanes = [...lanes].filter(([semantic]) => semantic.startsWith("TEXCOORD")).map(([, lane]) => lane);
  const remap = MeshoptSimplifier.generatePositionRemap(positions, 3);
  const locks = new Uint8Array(remap.length);
  let part = 0;
  const partOf = new Uint32Array(remap.length);
  for (let vertex = 0; vertex < remap.length; vertex++) {
    while (vertex >= (starts[part + 1] ?? Infinity)) part++;
    partOf[vertex] = part;
  }
  remap.forEach((twin, vertex) => {
    if (twin === vertex) return;
    const differs =
      partOf[twin] !== partOf[vertex] ||
      uvLanes.some(({ offset, size }) => {
        for (let i = offset; i < offset + size; i++) {
          if (attributes[twin * stride + i] !== attributes[vertex * stride + i]) return true;
        }
        return false;
      });
    if (differs) locks[vertex] = locks[twin] = PROTECT;
  });
  // A mark on any of the vertices at a place counts for all of them.
  remap.forEach((twin, vertex) => (locks[vertex] = locks[twin] ?? 0));
  return locks;
}

/** Takes a surface apart again, into one part for each that was merged; some may be empty. */
export function split(parts: readonly Part[], surface: Surface, candidate: Remains): Part[] {
  const buckets = parts.map((): number[] => []);
  for (let i = 0; i < candidate.indices.length; i += 3) {
    const first = candidate.indices[i] ?? 0;
    const p = surface.starts.findLastIndex((start) => start <= first);
    const start = surface.starts[p] ?? 0;
    for (let corner = 0; corner < 3; corner++) buckets[p]?.push((candidate.indices[i + corner] ?? 0) - start);
  }
  return parts.map((part, p) => {
    const start = surface.starts[p] ?? 0;
    const end = surface.starts[p + 1] ?? start;
    const attributes = new Map<string, Attribute>();
    for (const [semantic, { size }] of part.attributes) {
      const lane = surface.lanes.get(semantic);
      if (!lane) continue;
      const scale = semantic.startsWith("TEXCOORD") ? 1 / (surface.uvScales[p] ?? 1) : 1;
      const array = new Float32Array((end - start) * size);
      for (let vertex = start; vertex < end; vertex++) {
        for (let k = 0; k < size; k++) {
          array[(vertex - start) * size + k] = (candidate.attributes[vertex * surface.stride + lane.offset + k] ?? 0) * scale;
        }
      }
      if (semantic === "NORMAL") normalise(array);
      if (semantic === "TANGENT") straighten(array);
      if (semantic.startsWith("COLOR")) array.forEach((value, k) => (array[k] = Math.min(Math.max(value, 0), 1)));
      attributes.set(semantic, { size, array });
    }
    const positions = candidate.positions.slice(start * 3, end * 3);
    return compact({ positions, attributes, indices: Uint32Array.from(buckets[p] ?? []), ordered: part.ordered });
  });
}

/** Gives averaged tangents their unit length and their side back. */
function straighten(tangents: Float32Array): void {
  for (let i = 0; i < tangents.length; i += 4) {
    const [x = 0, y = 0, z = 0, side = 1] = tangents.subarray(i, i + 4);
    const length = Math.hypot(x, y, z);
    tangents.set(length > 0 ? [x / length, y / length, z / length, side < 0 ? -1 : 1] : [1, 0, 0, 1], i);
  }
}

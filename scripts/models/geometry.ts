/** A vertex attribute other than the position: `array` holds `size` floats a vertex. */
export interface Attribute {
  size: number;
  array: Float32Array;
}

/** Triangles of one material, in metres, in the place where the model stands. */
export interface Part {
  positions: Float32Array;
  /** By glTF semantic: NORMAL, TEXCOORD_n, COLOR_0. */
  attributes: Map<string, Attribute>;
  indices: Uint32Array;
  /** Whether the order of the triangles is kept, as blended materials need. */
  ordered: boolean;
}

export function triangleCount(parts: readonly Part[]): number {
  return parts.reduce((total, part) => total + part.indices.length / 3, 0);
}

export function vertexCount(part: Part): number {
  return part.positions.length / 3;
}

/** Puts parts of the same attributes one behind the other. */
export function joinParts(parts: readonly Part[]): Part {
  const indices = new Uint32Array(parts.reduce((total, part) => total + part.indices.length, 0));
  let indexOffset = 0;
  let vertexOffset = 0;
  for (const part of parts) {
    for (let i = 0; i < part.indices.length; i++) indices[indexOffset + i] = part.indices[i]! + vertexOffset;
    indexOffset += part.indices.length;
    vertexOffset += vertexCount(part);
  }
  const attributes = new Map<string, Attribute>();
  const lanes = parts.find((part) => part.attributes.size > 0)?.attributes ?? new Map<string, Attribute>();
  for (const [semantic, { size }] of lanes) {
    attributes.set(semantic, { size, array: concatenate(parts.map((part) => part.attributes.get(semantic)?.array ?? new Float32Array())) });
  }
  return { positions: concatenate(parts.map((part) => part.positions)), attributes, indices, ordered: parts[0]?.ordered ?? false };
}

/** Arrays one behind the other in one. */
export function concatenate(arrays: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  const joined = new Float32Array(arrays.reduce((total, array) => total + array.length, 0));
  let offset = 0;
  for (const array of arrays) {
    joined.set(array, offset);
    offset += array.length;
  }
  return joined;
}

/** Merges vertices that are bit for bit the same and drops triangles that thereby lose their area. */
export function weld(part: Part): Part {
  const count = vertexCount(part);
  const lanes = [{ size: 3, array: part.positions }, ...part.attributes.values()];
  const stride = lanes.reduce((total, lane) => total + lane.size, 0);
  const rows = new Float32Array(count * stride);
  let offset = 0;
  for (const { size, array } of lanes) {
    for (let vertex = 0; vertex < count; vertex++) {
      // Adding zero turns -0 into 0, which is another bit pattern of the same value.
      for (let i = 0; i < size; i++) rows[vertex * stride + offset + i] = (array[vertex * size + i] ?? 0) + 0;
    }
    offset += size;
  }
  const first = firstEqualRow(new Uint32Array(rows.buffer), count, stride);
  const indices = part.indices.map((index) => first[index] ?? index);
  return compact({ ...part, indices: withoutDegenerate(indices) });
}

/** For each row the number of the first row with the same words: an open-addressing hash table with FNV-1a hashes. */
function firstEqualRow(words: Uint32Array, count: number, stride: number): Uint32Array {
  let capacity = 16;
  while (capacity < count * 2) capacity *= 2;
  const table = new Int32Array(capacity).fill(-1);
  const first = new Uint32Array(count);
  for (let row = 0; row < count; row++) {
    let hash = 0x811c9dc5;
    for (let i = row * stride; i < (row + 1) * stride; i++) {
      const word = words[i] ?? 0;
      hash = Math.imul(hash ^ word ^ (word >>> 15), 0x01000193);
    }
    hash ^= hash >>> 13;
    let slot = hash & (capacity - 1);
    for (;;) {
      const other = table[slot] ?? -1;
      if (other < 0) {
        table[slot] = row;
        first[row] = row;
        break;
      }
      if (sameRow(words, row * stride, other * stride, stride)) {
        first[row] = other;
        break;
      }
      slot = (slot + 1) & (capacity - 1);
    }
  }
  return first;
}

function sameRow(words: Uint32Array, a: number, b: number, stride: number): boolean {
  for (let i = 0; i < stride; i++) if (words[a + i] !== words[b + i]) return false;
  return true;
}

function withoutDegenerate(indices: Uint32Array): Uint32Array {
  const kept = new Uint32Array(indices.length);
  let length = 0;
  for (let i = 0; i < indices.length; i += 3) {
    const [a = 0, b = 0, c = 0] = [indices[i], indices[i + 1], indices[i + 2]];
    if (a === b || b === c || a === c) continue;
    kept[length++] = a;
    kept[length++] = b;
    kept[length++] = c;
  }
  return kept.slice(0, length);
}

/** Drops the vertices that no triangle uses; the rest come in the order of their first use. */
export function compact(part: Part): Part {
  const order = new Uint32Array(vertexCount(part)).fill(0xffffffff);
  let used = 0;
  const indices = part.indices.map((index) => {
    if (order[index] === 0xffffffff) order[index] = used++;
    return order[index] ?? 0;
  });
  return reorderVertices({ ...part, indices }, order, used);
}

/**
 * Moves each vertex to `order[vertex]`, dropping those whose place is 0xffffffff. The indices are taken to be
 * renumbered already.
 */
export function reorderVertices(part: Part, order: Uint32Array, used: number): Part {
  const move = (array: Float32Array, size: number): Float32Array => {
    const moved = new Float32Array(used * size);
    order.forEach((place, vertex) => {
      if (place !== 0xffffffff) moved.set(array.subarray(vertex * size, (vertex + 1) * size), place * size);
    });
    return moved;
  };
  return {
    ...part,
    positions: move(part.positions, 3),
    attributes: new Map([...part.attributes].map(([name, { size, array }]) => [name, { size, array: move(array, size) }])),
  };
}

/** Axis-aligned bounds of all vertices, in the unit of the positions. */
export interface Bounds {
  min: [number, number, number];
  max: [number, number, number];
}

export function boundsOf(parts: readonly Part[]): Bounds {
  const min: Bounds["min"] = [Infinity, Infinity, Infinity];
  const max: Bounds["max"] = [-Infinity, -Infinity, -Infinity];
  for (const { positions } of parts) {
    for (let i = 0; i < positions.length; i++) {
      const axis = (i % 3) as 0 | 1 | 2;
      const value = positions[i] ?? 0;
      if (value < min[axis]) min[axis] = value;
      if (value > max[axis]) max[axis] = value;
    }
  }
  return { min, max };
}

/** Length of the bounds' diagonal. */
export function diagonal({ min, max }: Bounds): number {
  return Math.hypot(max[0] - min[0], max[1] - min[1], max[2] - min[2]);
}

/** Scales every vector of three to length 1; those without a length become +Y. */
export function normalise(vectors: Float32Array): void {
  for (let i = 0; i < vectors.length; i += 3) {
    const length = Math.hypot(vectors[i] ?? 0, vectors[i + 1] ?? 0, vectors[i + 2] ?? 0);
    if (length > 0) for (let axis = 0; axis < 3; axis++) vectors[i + axis] = (vectors[i + axis] ?? 0) / length;
    else vectors.set([0, 1, 0], i);
  }
}

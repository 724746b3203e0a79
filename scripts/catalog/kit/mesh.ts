import { Matrix3, Matrix4, Quaternion, Vector3, Euler } from "three";

/** A point or direction: metres, Y up, front of the product towards +Z. */
export type Vec3 = readonly [number, number, number];
export type Vec2 = readonly [number, number];

/**
 * Indexed triangles, counter-clockwise from outside.
 * `positions` and `normals` hold 3 floats a vertex (metres), `uvs` 2 (metres too: one unit of UV is one
 * metre of surface, so a texture's `tileMetres` gives its physical scale on every part).
 */
export interface Mesh {
  positions: Float32Array;
  normals: Float32Array;
  uvs: Float32Array;
  indices: Uint32Array;
}

export const triangleCount = (mesh: Mesh): number => mesh.indices.length / 3;

/** A mesh from plain arrays; missing normals are computed with `creaseDegrees`. */
export function meshFrom(
  positions: ArrayLike<number>,
  indices: ArrayLike<number>,
  uvs?: ArrayLike<number>,
  creaseDegrees = 35,
): Mesh {
  const mesh: Mesh = {
    positions: Float32Array.from(positions),
    normals: new Float32Array(positions.length),
    uvs: uvs ? Float32Array.from(uvs) : new Float32Array((positions.length / 3) * 2),
    indices: Uint32Array.from(indices),
  };
  return computeNormals(mesh, creaseDegrees);
}

/** One mesh holding all triangles of `meshes`, in order. */
export function merge(meshes: readonly Mesh[]): Mesh {
  const sum = (f: (m: Mesh) => number) => meshes.reduce((n, m) => n + f(m), 0);
  const out: Mesh = {
    positions: new Float32Array(sum((m) => m.positions.length)),
    normals: new Float32Array(sum((m) => m.normals.length)),
    uvs: new Float32Array(sum((m) => m.uvs.length)),
    indices: new Uint32Array(sum((m) => m.indices.length)),
  };
  let vertex = 0;
  let index = 0;
  for (const m of meshes) {
    out.positions.set(m.positions, vertex * 3);
    out.normals.set(m.normals, vertex * 3);
    out.uvs.set(m.uvs, vertex * 2);
    for (let i = 0; i < m.indices.length; i++) out.indices[index + i] = m.indices[i]! + vertex;
    vertex += m.positions.length / 3;
    index += m.indices.length;
  }
  return out;
}

/** The mesh moved by `matrix`; a mirroring matrix turns the winding back to counter-clockwise. */
export function transform(mesh: Mesh, matrix: Matrix4): Mesh {
  const p = new Float32Array(mesh.positions.length);
  const n = new Float32Array(mesh.normals.length);
  const e = matrix.elements as readonly number[] as number[];
  const k = new Matrix3().getNormalMatrix(matrix).elements as number[];
  for (let i = 0; i < p.length; i += 3) {
    const x = mesh.positions[i]!, y = mesh.positions[i + 1]!, z = mesh.positions[i + 2]!;
    p[i] = e[0]! * x + e[4]! * y + e[8]! * z + e[12]!;
    p[i + 1] = e[1]! * x + e[5]! * y + e[9]! * z + e[13]!;
    p[i + 2] = e[2]! * x + e[6]! * y + e[10]! * z + e[14]!;
    const a = mesh.normals[i]!, b = mesh.normals[i + 1]!, c = mesh.normals[i + 2]!;
    const u = k[0]! * a + k[3]! * b + k[6]! * c;
    const v = k[1]! * a + k[4]! * b + k[7]! * c;
    const w = k[2]! * a + k[5]! * b + k[8]! * c;
    const l = Math.hypot(u, v, w) || 1;
    n[i] = u / l;
    n[i + 1] = v / l;
    n[i + 2] = w / l;
  }
  const indices = mesh.indices.slice();
  if (matrix.determinant() < 0) flip(indices);
  return { positions: p, normals: n, uvs: mesh.uvs.slice(), indices };
}

function flip(indices: Uint32Array): void {
  for (let i = 0; i < indices.length; i += 3) {
    const a = indices[i + 1]!;
    indices[i + 1] = indices[i + 2]!;
    indices[i + 2] = a;
  }
}

/** The mesh turned inside out (normals and winding). */
export function inverted(mesh: Mesh): Mesh {
  const indices = mesh.indices.slice();
  flip(indices);
  return { ...mesh, normals: mesh.normals.map((v) => -v), indices };
}

export interface Placement {
  /** metres */
  at?: Vec3;
  /** Euler angles in degrees, applied in XYZ order. */
  rotate?: Vec3;
  scale?: number | Vec3;
}

/** A placement as a matrix. */
export function placed({ at = [0, 0, 0], rotate = [0, 0, 0], scale = 1 }: Placement): Matrix4 {
  const s = typeof scale === "number" ? new Vector3(scale, scale, scale) : new Vector3(...scale);
  const r = new Euler((rotate[0] * Math.PI) / 180, (rotate[1] * Math.PI) / 180, (rotate[2] * Math.PI) / 180);
  return new Matrix4().compose(new Vector3(...at), new Quaternion().setFromEuler(r), s);
}

/** `transform` by a placement: `place(mesh, { at: [0, 0.4, 0], rotate: [0, 90, 0] })`. */
export const place = (mesh: Mesh, placement: Placement): Mesh => transform(mesh, placed(placement));

/** The mesh mirrored through the plane where `axis` is 0. */
export function mirror(mesh: Mesh, axis: "x" | "y" | "z"): Mesh {
  return place(mesh, { scale: [axis === "x" ? -1 : 1, axis === "y" ? -1 : 1, axis === "z" ? -1 : 1] });
}

/** The mesh and its mirror image as one. */
export const mirrored = (mesh: Mesh, axis: "x" | "y" | "z"): Mesh => merge([mesh, mirror(mesh, axis)]);

/** Copies of `mesh` at each matrix, as one mesh. */
export const instantiate = (mesh: Mesh, matrices: readonly Matrix4[]): Mesh =>
  merge(matrices.map((m) => transform(mesh, m)));

/** Turns a mesh's UVs: scaled by `su`, `sv`, then moved by `du`, `dv`; `swap` exchanges u and v first. */
export function mapUvs(
  mesh: Mesh,
  { su = 1, sv = 1, du = 0, dv = 0, swap = false }: { su?: number; sv?: number; du?: number; dv?: number; swap?: boolean },
): Mesh {
  const uvs = new Float32Array(mesh.uvs.length);
  for (let i = 0; i < uvs.length; i += 2) {
    const u = mesh.uvs[i + (swap ? 1 : 0)]!, v = mesh.uvs[i + (swap ? 0 : 1)]!;
    uvs[i] = u * su + du;
    uvs[i + 1] = v * sv + dv;
  }
  return { ...mesh, uvs };
}

/**
 * Bends space: every position through `warp`; normals follow by its Jacobian (central differences of
 * 0.1 mm), so hard edges stay hard. `warp` must keep orientation.
 */
export function deform(mesh: Mesh, warp: (p: Vec3) => Vec3): Mesh {
  const h = 1e-4;
  const positions = new Float32Array(mesh.positions.length);
  const normals = new Float32Array(mesh.normals.length);
  for (let i = 0; i < positions.length; i += 3) {
    const x = mesh.positions[i]!, y = mesh.positions[i + 1]!, z = mesh.positions[i + 2]!;
    const q = warp([x, y, z]);
    positions[i] = q[0];
    positions[i + 1] = q[1];
    positions[i + 2] = q[2];
    const a = difference(warp([x + h, y, z]), warp([x - h, y, z]));
    const b = difference(warp([x, y + h, z]), warp([x, y - h, z]));
    const c = difference(warp([x, y, z + h]), warp([x, y, z - h]));
    const bc = cross(b, c), ca = cross(c, a), ab = cross(a, b);
    const nx = mesh.normals[i]!, ny = mesh.normals[i + 1]!, nz = mesh.normals[i + 2]!;
    const u = bc[0] * nx + ca[0] * ny + ab[0] * nz;
    const v = bc[1] * nx + ca[1] * ny + ab[1] * nz;
    const w = bc[2] * nx + ca[2] * ny + ab[2] * nz;
    const l = Math.hypot(u, v, w) || 1;
    normals[i] = u / l;
    normals[i + 1] = v / l;
    normals[i + 2] = w / l;
  }
  return { ...mesh, positions, normals };
}

/** Moves every vertex along its normal by `height` (metres) of position, normal and UV; call `computeNormals` after. */
export function displace(mesh: Mesh, height: (p: Vec3, n: Vec3, uv: Vec2) => number): Mesh {
  const positions = new Float32Array(mesh.positions.length);
  for (let v = 0; v < positions.length / 3; v++) {
    const i = v * 3;
    const p: Vec3 = [mesh.positions[i]!, mesh.positions[i + 1]!, mesh.positions[i + 2]!];
    const n: Vec3 = [mesh.normals[i]!, mesh.normals[i + 1]!, mesh.normals[i + 2]!];
    const d = height(p, n, [mesh.uvs[v * 2]!, mesh.uvs[v * 2 + 1]!]);
    positions[i] = p[0] + n[0] * d;
    positions[i + 1] = p[1] + n[1] * d;
    positions[i + 2] = p[2] + n[2] * d;
  }
  return { ...mesh, positions };
}

export interface Bounds {
  min: Vec3;
  max: Vec3;
  size: Vec3;
  centre: Vec3;
}

/** Axis-aligned bounds, metres. */
export function bounds(mesh: Mesh): Bounds {
  const min: [number, number, number] = [Infinity, Infinity, Infinity];
  const max: [number, number, number] = [-Infinity, -Infinity, -Infinity];
  for (let i = 0; i < mesh.positions.length; i++) {
    const a = (i % 3) as 0 | 1 | 2;
    const v = mesh.positions[i]!;
    if (v < min[a]) min[a] = v;
    if (v > max[a]) max[a] = v;
  }
  return {
    min,
    max,
    size: [max[0] - min[0], max[1] - min[1], max[2] - min[2]],
    centre: [(max[0] + min[0]) / 2, (max[1] + min[1]) / 2, (max[2] + min[2]) / 2],
  };
}

export const add = (a: Vec3, b: Vec3, s = 1): Vec3 => [a[0] + b[0] * s, a[1] + b[1] * s, a[2] + b[2] * s];
export const difference = (a: Vec3, b: Vec3): Vec3 => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
export const dot = (a: Vec3, b: Vec3): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
export const cross = (a: Vec3, b: Vec3): Vec3 => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
export const length = (a: Vec3): number => Math.hypot(a[0], a[1], a[2]);
export function normalize(a: Vec3): Vec3 {
  const l = length(a) || 1;
  return [a[0] / l, a[1] / l, a[2] / l];
}
export const lerp = (a: Vec3, b: Vec3, t: number): Vec3 => [
  a[0] + (b[0] - a[0]) * t,
  a[1] + (b[1] - a[1]) * t,
  a[2] + (b[2] - a[2]) * t,
];

/** For each vertex the first vertex at the same place (within 1 µm). */
export function weld(positions: Float32Array): Uint32Array {
  const count = positions.length / 3;
  let slots = 1;
  while (slots < count * 2) slots *= 2;
  const table = new Int32Array(slots).fill(-1);
  const first = new Uint32Array(count);
  const scale = 1e6;
  for (let v = 0; v < count; v++) {
    const x = Math.round(positions[v * 3]! * scale);
    const y = Math.round(positions[v * 3 + 1]! * scale);
    const z = Math.round(positions[v * 3 + 2]! * scale);
    let slot = (Math.imul(x, 73856093) ^ Math.imul(y, 19349663) ^ Math.imul(z, 83492791)) & (slots - 1);
    for (;;) {
      const w = table[slot]!;
      if (w < 0) {
        table[slot] = v;
        first[v] = v;
        break;
      }
      if (
        Math.round(positions[w * 3]! * scale) === x &&
        Math.round(positions[w * 3 + 1]! * scale) === y &&
        Math.round(positions[w * 3 + 2]! * scale) === z
      ) {
        first[v] = w;
        break;
      }
      slot = (slot + 1) & (slots - 1);
    }
  }
  return first;
}

/**
 * Vertex normals weighted by corner angle and area (Thürmer and Wüthrich 1998). Faces meeting at more than
 * `creaseDegrees` keep a hard edge: their shared vertices are split. UV seams stay smooth.
 */
export function computeNormals(mesh: Mesh, creaseDegrees = 35): Mesh {
  const { positions, indices } = mesh;
  const corners = indices.length;
  const faces = corners / 3;
  const first = weld(positions);
  const face = new Float32Array(faces * 3);
  const weight = new Float32Array(corners);
  for (let f = 0; f < faces; f++) {
    const a = indices[f * 3]! * 3, b = indices[f * 3 + 1]! * 3, c = indices[f * 3 + 2]! * 3;
    const abx = positions[b]! - positions[a]!, aby = positions[b + 1]! - positions[a + 1]!, abz = positions[b + 2]! - positions[a + 2]!;
    const bcx = positions[c]! - positions[b]!, bcy = positions[c + 1]! - positions[b + 1]!, bcz = positions[c + 2]! - positions[b + 2]!;
    const cax = positions[a]! - positions[c]!, cay = positions[a + 1]! - positions[c + 1]!, caz = positions[a + 2]! - positions[c + 2]!;
    const nx = abz * cay - aby * caz, ny = abx * caz - abz * cax, nz = aby * cax - abx * cay;
    const area = Math.hypot(nx, ny, nz);
    if (area === 0) continue;
    face[f * 3] = nx / area;
    face[f * 3 + 1] = ny / area;
    face[f * 3 + 2] = nz / area;
    const ab = Math.sqrt(abx * abx + aby * aby + abz * abz), bc = Math.sqrt(bcx * bcx + bcy * bcy + bcz * bcz), ca = Math.sqrt(cax * cax + cay * cay + caz * caz);
    weight[f * 3] = angleOf(-(abx * cax + aby * cay + abz * caz) / (ab * ca)) * area;
    weight[f * 3 + 1] = angleOf(-(abx * bcx + aby * bcy + abz * bcz) / (ab * bc)) * area;
    weight[f * 3 + 2] = angleOf(-(bcx * cax + bcy * cay + bcz * caz) / (bc * ca)) * area;
  }
  // corners by welded vertex, compressed rows
  const vertices = positions.length / 3;
  const start = new Uint32Array(vertices + 1);
  for (let c = 0; c < corners; c++) start[first[indices[c]!]! + 1]!++;
  for (let v = 0; v < vertices; v++) start[v + 1]! += start[v]!;
  const fill = start.slice(0, vertices);
  const rows = new Uint32Array(corners);
  for (let c = 0; c < corners; c++) {
    const w = first[indices[c]!]!;
    rows[fill[w]!++] = c;
  }
  const cosine = creaseDegrees >= 180 ? -2 : Math.cos((creaseDegrees * Math.PI) / 180);
  const outPosition: number[] = [];
  const outNormal: number[] = [];
  const outUv: number[] = [];
  const outIndex = new Uint32Array(corners);
  const head = new Int32Array(vertices).fill(-1);
  const next: number[] = [];
  for (let c = 0; c < corners; c++) {
    const v = indices[c]!;
    const w = first[v]!;
    const f = (c / 3) | 0;
    const fx = face[f * 3]!, fy = face[f * 3 + 1]!, fz = face[f * 3 + 2]!;
    let x = 0, y = 0, z = 0;
    for (let r = start[w]!; r < start[w + 1]!; r++) {
      const o = rows[r]!;
      const g = ((o / 3) | 0) * 3;
      const gx = face[g]!, gy = face[g + 1]!, gz = face[g + 2]!;
      if (fx * gx + fy * gy + fz * gz < cosine) continue;
      const k = weight[o]!;
      x += gx * k;
      y += gy * k;
      z += gz * k;
    }
    const l = Math.hypot(x, y, z) || 1;
    x /= l;
    y /= l;
    z /= l;
    let found = head[v]!;
    while (found >= 0) {
      if (outNormal[found * 3]! * x + outNormal[found * 3 + 1]! * y + outNormal[found * 3 + 2]! * z > 0.99995) break;
      found = next[found]!;
    }
    if (found < 0) {
      found = next.length;
      next.push(head[v]!);
      head[v] = found;
      outPosition.push(positions[v * 3]!, positions[v * 3 + 1]!, positions[v * 3 + 2]!);
      outNormal.push(x, y, z);
      outUv.push(mesh.uvs[v * 2]!, mesh.uvs[v * 2 + 1]!);
    }
    outIndex[c] = found;
  }
  return {
    positions: Float32Array.from(outPosition),
    normals: Float32Array.from(outNormal),
    uvs: Float32Array.from(outUv),
    indices: outIndex,
  };
}

function angleOf(cosine: number): number {
  return Math.acos(cosine < -1 ? -1 : cosine > 1 ? 1 : cosine);
}

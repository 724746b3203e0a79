import type { Mesh } from "./mesh.ts";

export type Axis = "x" | "y" | "z";
const axisIndex = { x: 0, y: 1, z: 2 } as const;

/** The plane's (u, v) axes seen along each axis; v follows the grain where it lies in the plane. */
function planeAxes(along: number, grain: number): readonly [number, number] {
  const rest = [0, 1, 2].filter((a) => a !== along);
  const v = rest.includes(grain) ? grain : rest.includes(1) ? 1 : 2;
  return [rest.find((a) => a !== v)!, v];
}

/** UVs by one plane, metres; `along` is the direction looked along, v runs along `grain` where it can. */
export function planarUvs(mesh: Mesh, along: Axis, grain: Axis = "y"): Mesh {
  const [u, v] = planeAxes(axisIndex[along], axisIndex[grain]);
  const uvs = new Float32Array(mesh.uvs.length);
  for (let i = 0; i < uvs.length / 2; i++) {
    uvs[i * 2] = mesh.positions[i * 3 + u]!;
    uvs[i * 2 + 1] = mesh.positions[i * 3 + v]!;
  }
  return { ...mesh, uvs };
}

/**
 * UVs by the plane each triangle faces most (box projection), metres. v runs along `grain`, so wood grain
 * follows a board. Vertices on the border between planes are split; normals stay.
 * `offset` moves the UVs, so that two boards don't show the same figure.
 */
export function boxUvs(mesh: Mesh, { grain = "y" as Axis, offset = [0, 0] as readonly [number, number] } = {}): Mesh {
  const planes = [0, 1, 2].map((a) => planeAxes(a, axisIndex[grain]));
  const seen = new Map<number, number>();
  const positions: number[] = [], normals: number[] = [], uvs: number[] = [];
  const indices = new Uint32Array(mesh.indices.length);
  for (let t = 0; t < indices.length; t += 3) {
    const plane = dominantAxis(mesh, t);
    for (let k = 0; k < 3; k++) {
      const i = mesh.indices[t + k]!;
      const key = i * 3 + plane;
      let w = seen.get(key);
      if (w === undefined) {
        w = positions.length / 3;
        seen.set(key, w);
        positions.push(mesh.positions[i * 3]!, mesh.positions[i * 3 + 1]!, mesh.positions[i * 3 + 2]!);
        normals.push(mesh.normals[i * 3]!, mesh.normals[i * 3 + 1]!, mesh.normals[i * 3 + 2]!);
        const [u, v] = planes[plane]!;
        uvs.push(mesh.positions[i * 3 + u]! + offset[0] + plane * 0.37, mesh.positions[i * 3 + v]! + offset[1]);
      }
      indices[t + k] = w;
    }
  }
  return { positions: Float32Array.from(positions), normals: Float32Array.from(normals), uvs: Float32Array.from(uvs), indices };
}

/** UVs around Y: u is angle × `radius`, v the height (metres). Triangles across the seam are split. */
export function cylinderUvs(mesh: Mesh, radius: number): Mesh {
  const positions: number[] = Array.from(mesh.positions), normals: number[] = Array.from(mesh.normals);
  const uvs: number[] = [];
  const indices = mesh.indices.slice();
  for (let i = 0; i < mesh.positions.length / 3; i++) {
    uvs.push(Math.atan2(mesh.positions[i * 3]!, mesh.positions[i * 3 + 2]!) * radius, mesh.positions[i * 3 + 1]!);
  }
  const turn = 2 * Math.PI * radius;
  const copies = new Map<number, number>();
  for (let t = 0; t < indices.length; t += 3) {
    const us = [0, 1, 2].map((k) => uvs[indices[t + k]! * 2]!);
    const high = Math.max(...us);
    if (high - Math.min(...us) < turn / 2) continue;
    for (let k = 0; k < 3; k++) {
      const i = indices[t + k]!;
      if (high - uvs[i * 2]! < turn / 2) continue;
      let w = copies.get(i);
      if (w === undefined) {
        w = positions.length / 3;
        copies.set(i, w);
        positions.push(positions[i * 3]!, positions[i * 3 + 1]!, positions[i * 3 + 2]!);
        normals.push(normals[i * 3]!, normals[i * 3 + 1]!, normals[i * 3 + 2]!);
        uvs.push(uvs[i * 2]! + turn, uvs[i * 2 + 1]!);
      }
      indices[t + k] = w;
    }
  }
  return { positions: Float32Array.from(positions), normals: Float32Array.from(normals), uvs: Float32Array.from(uvs), indices };
}

function dominantAxis(mesh: Mesh, t: number): number {
  const n = [0, 0, 0];
  for (let k = 0; k < 3; k++) for (let a = 0; a < 3; a++) n[a]! += mesh.normals[mesh.indices[t + k]! * 3 + a]!;
  const m = n.map(Math.abs) as [number, number, number];
  return m[0] >= m[1] && m[0] >= m[2] ? 0 : m[1] >= m[2] ? 1 : 2;
}

/**
 * The mesh cut along the planes where `axis` is each of `values` (metres, ascending): the slabs between them, in order.
 * Normals and UVs are interpolated, so a surface stays smooth over the cut; boards glued to a panel come of it.
 */
export function slabs(mesh: Mesh, axis: Axis, values: readonly number[]): Mesh[] {
  const a = axisIndex[axis];
  const data: number[][] = [];
  for (let i = 0; i < mesh.positions.length / 3; i++) {
    data.push([...mesh.positions.subarray(i * 3, i * 3 + 3), ...mesh.normals.subarray(i * 3, i * 3 + 3), ...mesh.uvs.subarray(i * 2, i * 2 + 2)]);
  }
  const clip = (polygon: number[][], at: number, keepAbove: boolean): number[][] => {
    const out: number[][] = [];
    polygon.forEach((p, i) => {
      const q = polygon[(i + 1) % polygon.length]!;
      const dp = (p[a]! - at) * (keepAbove ? 1 : -1), dq = (q[a]! - at) * (keepAbove ? 1 : -1);
      if (dp >= 0) out.push(p);
      if (dp >= 0 !== dq >= 0) out.push(p.map((v, k) => v + ((q[k]! - v) * dp) / (dp - dq)));
    });
    return out;
  };
  const bands = values.length + 1;
  const lists = Array.from({ length: bands }, () => ({ vertices: [] as number[][], indices: [] as number[], whole: new Map<number, number>() }));
  for (let t = 0; t < mesh.indices.length; t += 3) {
    const ids = [mesh.indices[t]!, mesh.indices[t + 1]!, mesh.indices[t + 2]!];
    const triangle = ids.map((i) => data[i]!);
    const low = Math.min(...triangle.map((p) => p[a]!)), high = Math.max(...triangle.map((p) => p[a]!));
    for (let b = 0; b < bands; b++) {
      const from = values[b - 1] ?? -Infinity, to = values[b] ?? Infinity;
      const list = lists[b]!;
      if (low >= from && high <= to) {
        for (const i of ids) {
          let w = list.whole.get(i);
          if (w === undefined) list.whole.set(i, (w = list.vertices.push(data[i]!) - 1));
          list.indices.push(w);
        }
        break;
      }
      if (high <= from || low >= to) continue;
      let polygon = triangle;
      if (from > low) polygon = clip(polygon, from, true);
      if (to < high) polygon = clip(polygon, to, false);
      if (polygon.length < 3) continue;
      const base = list.vertices.length;
      list.vertices.push(...polygon);
      for (let k = 1; k < polygon.length - 1; k++) list.indices.push(base, base + k, base + k + 1);
    }
  }
  return lists.map(({ vertices, indices }) => ({
    positions: Float32Array.from(vertices.flatMap((v) => v.slice(0, 3))),
    normals: Float32Array.from(vertices.flatMap((v) => v.slice(3, 6))),
    uvs: Float32Array.from(vertices.flatMap((v) => v.slice(6, 8))),
    indices: Uint32Array.from(indices),
  }));
}

/** Splits a mesh into the triangles facing ±`axis` (a board's end grain) and the rest (its sides). */
export function splitByAxis(mesh: Mesh, axis: Axis): { ends: Mesh; sides: Mesh } {
  const ends: number[] = [], sides: number[] = [];
  for (let t = 0; t < mesh.indices.length; t += 3) {
    const list = dominantAxis(mesh, t) === axisIndex[axis] ? ends : sides;
    list.push(mesh.indices[t]!, mesh.indices[t + 1]!, mesh.indices[t + 2]!);
  }
  return { ends: subset(mesh, ends), sides: subset(mesh, sides) };
}

/** The mesh reduced to the triangles of `indices`, unused vertices dropped. */
export function subset(mesh: Mesh, triangles: readonly number[]): Mesh {
  const map = new Map<number, number>();
  const positions: number[] = [], normals: number[] = [], uvs: number[] = [];
  const indices = triangles.map((i) => {
    let w = map.get(i);
    if (w === undefined) {
      w = map.size;
      map.set(i, w);
      positions.push(mesh.positions[i * 3]!, mesh.positions[i * 3 + 1]!, mesh.positions[i * 3 + 2]!);
      normals.push(mesh.normals[i * 3]!, mesh.normals[i * 3 + 1]!, mesh.normals[i * 3 + 2]!);
      uvs.push(mesh.uvs[i * 2]!, mesh.uvs[i * 2 + 1]!);
    }
    return w;
  });
  return { positions: Float32Array.from(positions), normals: Float32Array.from(normals), uvs: Float32Array.from(uvs), indices: Uint32Array.from(indices) };
}

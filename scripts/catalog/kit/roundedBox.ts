import type { Mesh } from "./mesh.ts";

export interface RoundedBoxOptions {
  /** Arc steps for half an edge. */
  steps?: number;
  /** Cells on the flat of each face, for later bending. */
  cells?: number;
}

/**
 * A box of `width` × `height` × `depth` metres, centred on the origin, edges and corners rounded by
 * `radius`, with exact normals. UV: each face by its own plane, metres (v runs along Y on the sides).
 */
export function roundedBox(width: number, height: number, depth: number, radius: number, options: RoundedBoxOptions = {}): Mesh {
  const { steps = 4, cells = 1 } = options;
  const half = [width / 2, height / 2, depth / 2] as const;
  const r = Math.min(radius, ...half);
  const positions: number[] = [];
  const normals: number[] = [];
  const uvs: number[] = [];
  const indices: number[] = [];
  // nodes across a face: the flat's coordinate and the tangent of the lean towards the neighbour face
  const nodes = (h: number) => {
    const flat = h - r;
    const list: { at: number; lean: number }[] = [];
    for (let k = steps; k > 0; k--) list.push({ at: -flat, lean: -Math.tan((Math.PI / 4) * (k / steps)) });
    for (let k = 0; k <= cells; k++) list.push({ at: -flat + (2 * flat * k) / cells, lean: 0 });
    for (let k = 1; k <= steps; k++) list.push({ at: flat, lean: Math.tan((Math.PI / 4) * (k / steps)) });
    return list;
  };
  const faces = [
    { u: 2, v: 1, n: 0, sign: 1, su: -1 }, { u: 2, v: 1, n: 0, sign: -1, su: 1 },
    { u: 0, v: 2, n: 1, sign: 1, su: -1 }, { u: 0, v: 2, n: 1, sign: -1, su: 1 },
    { u: 0, v: 1, n: 2, sign: 1, su: 1 }, { u: 0, v: 1, n: 2, sign: -1, su: -1 },
  ] as const;
  for (const f of faces) {
    const us = nodes(half[f.u]), vs = nodes(half[f.v]);
    const base = positions.length / 3;
    for (const b of vs) {
      for (const a of us) {
        const l = Math.hypot(a.lean, b.lean, 1);
        const d = [0, 0, 0], p = [0, 0, 0];
        d[f.u] = a.lean / l;
        d[f.v] = b.lean / l;
        d[f.n] = f.sign / l;
        p[f.u] = a.at + d[f.u]! * r;
        p[f.v] = b.at + d[f.v]! * r;
        p[f.n] = f.sign * (half[f.n] - r) + d[f.n]! * r;
        positions.push(...p);
        normals.push(...d);
        uvs.push(p[f.u]! * f.su, p[f.v]!);
      }
    }
    for (let j = 0; j < vs.length - 1; j++) {
      for (let i = 0; i < us.length - 1; i++) {
        const a = base + j * us.length + i, b = a + 1, c = b + us.length, d = a + us.length;
        if (f.su > 0) indices.push(a, b, c, a, c, d);
        else indices.push(a, c, b, a, d, c);
      }
    }
  }
  const mesh: Mesh = {
    positions: Float32Array.from(positions),
    normals: Float32Array.from(normals),
    uvs: Float32Array.from(uvs),
    indices: Uint32Array.from(indices),
  };
  return orient(mesh);
}

/** Turns triangles whose winding disagrees with their vertex normals. */
export function orient(mesh: Mesh): Mesh {
  const { positions: p, normals: n, indices } = mesh;
  for (let t = 0; t < indices.length; t += 3) {
    const a = indices[t]! * 3, b = indices[t + 1]! * 3, c = indices[t + 2]! * 3;
    const ux = p[b]! - p[a]!, uy = p[b + 1]! - p[a + 1]!, uz = p[b + 2]! - p[a + 2]!;
    const vx = p[c]! - p[a]!, vy = p[c + 1]! - p[a + 1]!, vz = p[c + 2]! - p[a + 2]!;
    const nx = n[a]! + n[b]! + n[c]!, ny = n[a + 1]! + n[b + 1]! + n[c + 1]!, nz = n[a + 2]! + n[b + 2]! + n[c + 2]!;
    if ((uy * vz - uz * vy) * nx + (uz * vx - ux * vz) * ny + (ux * vy - uy * vx) * nz < 0) {
      const keep = indices[t + 1]!;
      indices[t + 1] = indices[t + 2]!;
      indices[t + 2] = keep;
    }
  }
  return mesh;
}

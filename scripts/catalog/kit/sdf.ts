import type { Mesh, Vec3 } from "./mesh.ts";

/** Signed distance at a point, metres; negative inside. */
export type Sdf = (x: number, y: number, z: number) => number;

// Primitives, after Inigo Quilez, https://iquilezles.org/articles/distfunctions/
export const sphere = (r: number): Sdf => (x, y, z) => Math.sqrt(x * x + y * y + z * z) - r;

/** Bound only (not exact away from the surface). */
export const ellipsoid = (rx: number, ry: number, rz: number): Sdf => (x, y, z) => {
  const k0 = Math.hypot(x / rx, y / ry, z / rz);
  const k1 = Math.hypot(x / (rx * rx), y / (ry * ry), z / (rz * rz));
  return k1 < 1e-9 ? -Math.min(rx, ry, rz) : (k0 * (k0 - 1)) / k1;
};

/** Outer size in metres, edges rounded by `r`. */
export const box = (w: number, h: number, d: number, r = 0): Sdf => {
  const hx = w / 2 - r, hy = h / 2 - r, hz = d / 2 - r;
  return (x, y, z) => {
    const qx = Math.abs(x) - hx, qy = Math.abs(y) - hy, qz = Math.abs(z) - hz;
    const ax = Math.max(qx, 0), ay = Math.max(qy, 0), az = Math.max(qz, 0);
    return Math.sqrt(ax * ax + ay * ay + az * az) + Math.min(Math.max(qx, qy, qz), 0) - r;
  };
};

export const capsule = (a: Vec3, b: Vec3, ra: number, rb = ra): Sdf => {
  const bx = b[0] - a[0], by = b[1] - a[1], bz = b[2] - a[2];
  const l = bx * bx + by * by + bz * bz || 1;
  return (x, y, z) => {
    const px = x - a[0], py = y - a[1], pz = z - a[2];
    const t = Math.min(1, Math.max(0, (px * bx + py * by + pz * bz) / l));
    return Math.hypot(px - bx * t, py - by * t, pz - bz * t) - (ra + (rb - ra) * t);
  };
};

/** About Y, height `h` centred, edges rounded by `round`. */
export const cylinder = (r: number, h: number, round = 0): Sdf => (x, y, z) => {
  const dx = Math.hypot(x, z) - r + round, dy = Math.abs(y) - h / 2 + round;
  return Math.min(Math.max(dx, dy), 0) + Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) - round;
};

/** Ring about Y. */
export const torus = (R: number, r: number): Sdf => (x, y, z) => Math.hypot(Math.hypot(x, z) - R, y) - r;

export const plane = (nx: number, ny: number, nz: number, d: number): Sdf => (x, y, z) => x * nx + y * ny + z * nz - d;

export const union = (...list: Sdf[]): Sdf => (x, y, z) => {
  let d = Infinity;
  for (const f of list) d = Math.min(d, f(x, y, z));
  return d;
};
export const intersect = (...list: Sdf[]): Sdf => (x, y, z) => {
  let d = -Infinity;
  for (const f of list) d = Math.max(d, f(x, y, z));
  return d;
};
export const subtract = (a: Sdf, b: Sdf): Sdf => (x, y, z) => Math.max(a(x, y, z), -b(x, y, z));

/** Polynomial smooth minimum over a width of `k` metres. */
export function smoothMin(a: number, b: number, k: number): number {
  const h = Math.max(k - Math.abs(a - b), 0) / k;
  return Math.min(a, b) - h * h * k * 0.25;
}
export const smoothUnion = (k: number, ...list: Sdf[]): Sdf => (x, y, z) => {
  let d = list[0]!(x, y, z);
  for (let i = 1; i < list.length; i++) d = smoothMin(d, list[i]!(x, y, z), k);
  return d;
};
export const smoothSubtract = (k: number, a: Sdf, b: Sdf): Sdf => (x, y, z) => -smoothMin(-a(x, y, z), b(x, y, z), k);
export const smoothIntersect = (k: number, a: Sdf, b: Sdf): Sdf => (x, y, z) => -smoothMin(-a(x, y, z), -b(x, y, z), k);

export const at = (p: Vec3, f: Sdf): Sdf => (x, y, z) => f(x - p[0], y - p[1], z - p[2]);
export const scaled = (s: number, f: Sdf): Sdf => (x, y, z) => f(x / s, y / s, z / s) * s;
/** Grown (or, negative, shrunk) by `r` metres, which also rounds outer edges. */
export const offset = (r: number, f: Sdf): Sdf => (x, y, z) => f(x, y, z) - r;
/** A skin of `thickness` metres about the surface. */
export const shell = (thickness: number, f: Sdf): Sdf => (x, y, z) => Math.abs(f(x, y, z)) - thickness / 2;
/** Symmetric in x: the part at positive x also stands at negative x. */
export const symmetricX = (f: Sdf): Sdf => (x, y, z) => f(Math.abs(x), y, z);
/** The solid turned by `degrees` about an axis through the origin. */
export function rotated(axis: "x" | "y" | "z", degrees: number, f: Sdf): Sdf {
  const c = Math.cos((degrees * Math.PI) / 180), s = Math.sin((degrees * Math.PI) / 180);
  if (axis === "x") return (x, y, z) => f(x, c * y + s * z, -s * y + c * z);
  if (axis === "y") return (x, y, z) => f(c * x - s * z, y, s * x + c * z);
  return (x, y, z) => f(c * x + s * y, -s * x + c * y, z);
}
/** `f` with its surface pushed outwards by `height` metres at each point (small, slowly varying). */
export const displaced = (f: Sdf, height: (x: number, y: number, z: number) => number): Sdf =>
  (x, y, z) => f(x, y, z) - height(x, y, z);

export interface NetsOptions {
  min: Vec3;
  max: Vec3;
  /** Edge of a grid cell, metres. Triangles are about 2 × area / cell². */
  cell: number;
  /** Largest gradient of the field; above 1 where space is stretched, so that no block is skipped wrongly. */
  lipschitz?: number;
}

/**
 * The zero surface by naive surface nets (Gibson 1998), pulled onto the surface by Newton steps, with
 * normals from the field's gradient. Blocks far from the surface are skipped. UVs are 0: follow with
 * `boxUvs`, `planarUvs` or `cylinderUvs`.
 */
export function surfaceNets(f: Sdf, { min, max, cell, lipschitz = 1.5 }: NetsOptions): Mesh {
  const nx = Math.ceil((max[0] - min[0]) / cell) + 1, ny = Math.ceil((max[1] - min[1]) / cell) + 1, nz = Math.ceil((max[2] - min[2]) / cell) + 1;
  if (nx * ny * nz > 60e6) throw new Error(`surfaceNets: ${nx} × ${ny} × ${nz} cells are too many; raise \`cell\` (now ${cell} m)`);
  const grid = new Float32Array(nx * ny * nz);
  const B = 8;
  const reach = (Math.sqrt(3) / 2) * (B + 1) * cell * lipschitz;
  for (let bz = 0; bz < nz; bz += B) for (let by = 0; by < ny; by += B) for (let bx = 0; bx < nx; bx += B) {
    const d = f(min[0] + (bx + B / 2) * cell, min[1] + (by + B / 2) * cell, min[2] + (bz + B / 2) * cell);
    const far = Math.abs(d) > reach;
    for (let z = bz; z < Math.min(bz + B, nz); z++) for (let y = by; y < Math.min(by + B, ny); y++) for (let x = bx; x < Math.min(bx + B, nx); x++) {
      grid[(z * ny + y) * nx + x] = far ? d : f(min[0] + x * cell, min[1] + y * cell, min[2] + z * cell);
    }
  }
  const vertexAt = new Int32Array(nx * ny * nz).fill(-1);
  const positions: number[] = [];
  const corner = new Float64Array(8);
  const edges = [0, 1, 2, 3, 4, 5, 6, 7, 0, 2, 1, 3, 4, 6, 5, 7, 0, 4, 1, 5, 2, 6, 3, 7];
  for (let z = 0; z < nz - 1; z++) for (let y = 0; y < ny - 1; y++) for (let x = 0; x < nx - 1; x++) {
    const i = (z * ny + y) * nx + x;
    let inside = 0;
    for (let c = 0; c < 8; c++) {
      const v = grid[i + (c & 1) + ((c >> 1) & 1) * nx + (c >> 2) * nx * ny]!;
      corner[c] = v;
      if (v < 0) inside++;
    }
    if (inside === 0 || inside === 8) continue;
    let sx = 0, sy = 0, sz = 0, count = 0;
    for (let e = 0; e < 24; e += 2) {
      const a = edges[e]!, b = edges[e + 1]!, va = corner[a]!, vb = corner[b]!;
      if (va < 0 === vb < 0) continue;
      const t = va / (va - vb);
      sx += (a & 1) + ((b & 1) - (a & 1)) * t;
      sy += ((a >> 1) & 1) + (((b >> 1) & 1) - ((a >> 1) & 1)) * t;
      sz += (a >> 2) + ((b >> 2) - (a >> 2)) * t;
      count++;
    }
    vertexAt[i] = positions.length / 3;
    positions.push(min[0] + (x + sx / count) * cell, min[1] + (y + sy / count) * cell, min[2] + (z + sz / count) * cell);
  }
  const indices: number[] = [];
  const quad = (a: number, b: number, c: number, d: number, turn: boolean) => {
    if (a < 0 || b < 0 || c < 0 || d < 0) return;
    if (turn) indices.push(a, c, b, a, d, c);
    else indices.push(a, b, c, a, c, d);
  };
  const X = 1, Y = nx, Z = nx * ny;
  for (let z = 1; z < nz - 1; z++) for (let y = 1; y < ny - 1; y++) for (let x = 1; x < nx - 1; x++) {
    const i = (z * ny + y) * nx + x;
    const inside = grid[i]! < 0;
    const q = (u: number, v: number, turn: boolean) => quad(vertexAt[i - u - v]!, vertexAt[i - v]!, vertexAt[i]!, vertexAt[i - u]!, turn);
    if (inside !== grid[i + X]! < 0) q(Y, Z, !inside);
    if (inside !== grid[i + Y]! < 0) q(Z, X, !inside);
    if (inside !== grid[i + Z]! < 0) q(X, Y, !inside);
  }
  const normals = new Float32Array(positions.length);
  const h = cell * 0.05;
  for (let i = 0; i < positions.length; i += 3) {
    let px = positions[i]!, py = positions[i + 1]!, pz = positions[i + 2]!;
    for (let pass = 0; ; pass++) {
      const gx = f(px + h, py, pz) - f(px - h, py, pz), gy = f(px, py + h, pz) - f(px, py - h, pz), gz = f(px, py, pz + h) - f(px, py, pz - h);
      const l = Math.hypot(gx, gy, gz) || 1;
      if (pass === 2) {
        normals[i] = gx / l;
        normals[i + 1] = gy / l;
        normals[i + 2] = gz / l;
        break;
      }
      // at most half a cell a step, so a kink cannot throw the vertex away
      const step = Math.max(-cell / 2, Math.min(cell / 2, f(px, py, pz) / Math.max(0.3, l / (2 * h))));
      px -= (gx / l) * step;
      py -= (gy / l) * step;
      pz -= (gz / l) * step;
    }
    positions[i] = px;
    positions[i + 1] = py;
    positions[i + 2] = pz;
  }
  return { positions: Float32Array.from(positions), normals, uvs: new Float32Array((positions.length / 3) * 2), indices: Uint32Array.from(indices) };
}

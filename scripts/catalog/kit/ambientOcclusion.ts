import { cross, dot, normalize, weld, type Mesh, type Vec3 } from "./mesh.ts";

export interface OcclusionOptions {
  /** Directions looked in, over the whole sphere. */
  directions?: number;
  /** Edge of each depth map in pixels; gaps narrower than about three pixels are not seen. */
  resolution?: number;
  /** 0 none to 1 as measured. */
  strength?: number;
}

/**
 * How open each vertex is to its surroundings, 0..1, for all meshes of a product together: the cosine-weighted
 * share of directions in which nothing of the product, nor the ground at y = 0 close by, is in the way. Measured with
 * an orthographic depth map for each direction; brightened for light bounced within the product (Jimenez et al. 2016).
 * One array a mesh, one value a vertex.
 */
export function ambientOcclusion(meshes: readonly Mesh[], options: OcclusionOptions = {}): Float32Array[] {
  const { directions = 64, resolution: size = 400, strength = 0.9 } = options;
  const { centre, radius } = sphereAround(meshes);
  const pixel = (2 * radius * 1.02) / size;
  const open = meshes.map((m) => new Float32Array(m.positions.length / 3));
  const total = meshes.map((m) => new Float32Array(m.positions.length / 3));
  const depth = new Float32Array(size * size);
  for (let k = 0; k < directions; k++) {
    const d = fibonacci(k, directions);
    const right = normalize(cross(Math.abs(d[1]) < 0.9 ? [0, 1, 0] : [1, 0, 0], d));
    const up = cross(d, right);
    const view: View = { right, up, d, offset: [size / 2 - dot(right, centre) / pixel, size / 2 - dot(up, centre) / pixel], pixel, size };
    depth.fill(-Infinity);
    for (const mesh of meshes) draw(mesh, view, depth);
    meshes.forEach((mesh, m) => look(mesh, view, depth, radius, open[m]!, total[m]!));
  }
  return open.map((sum, m) => evenOut(meshes[m]!, sum.map((v, i) => (total[m]![i]! > 0 ? v / total[m]![i]! : 1)), 16).map((a) => {
    const bounced = Math.max(a, ((a * 0.688 - 1.756) * a + 2.068) * a);
    return 1 - (1 - bounced) * strength;
  }));
}

/** Averages values with those of neighbouring vertices, `passes` times: few directions leave the edges of single shadows. */
function evenOut({ positions, indices }: Mesh, values: Float32Array, passes: number): Float32Array {
  const first = weld(positions);
  const sum = new Float32Array(values.length), count = new Float32Array(values.length);
  let from = values;
  for (let pass = 0; pass < passes; pass++) {
    sum.fill(0);
    count.fill(0);
    for (let t = 0; t < indices.length; t += 3) {
      const a = first[indices[t]!]!, b = first[indices[t + 1]!]!, c = first[indices[t + 2]!]!;
      const mean = from[a]! + from[b]! + from[c]!;
      sum[a]! += mean;
      sum[b]! += mean;
      sum[c]! += mean;
      count[a]! += 3;
      count[b]! += 3;
      count[c]! += 3;
    }
    const next = new Float32Array(values.length);
    for (let v = 0; v < next.length; v++) {
      const w = first[v]!;
      next[v] = count[w]! > 0 ? sum[w]! / count[w]! : from[v]!;
    }
    from = next;
  }
  return from;
}

interface View {
  right: Vec3;
  up: Vec3;
  /** Towards the light. */
  d: Vec3;
  offset: readonly [number, number];
  pixel: number;
  size: number;
}

function fibonacci(k: number, n: number): Vec3 {
  const y = 1 - (2 * k + 1) / n, r = Math.sqrt(1 - y * y), a = k * Math.PI * (3 - Math.sqrt(5));
  return [Math.cos(a) * r, y, Math.sin(a) * r];
}

function sphereAround(meshes: readonly Mesh[]): { centre: Vec3; radius: number } {
  const low = [Infinity, Infinity, Infinity], high = [-Infinity, -Infinity, -Infinity];
  for (const { positions } of meshes) {
    for (let i = 0; i < positions.length; i++) {
      const v = positions[i]!;
      if (v < low[i % 3]!) low[i % 3] = v;
      if (v > high[i % 3]!) high[i % 3] = v;
    }
  }
  const centre: Vec3 = [(low[0]! + high[0]!) / 2, (low[1]! + high[1]!) / 2, (low[2]! + high[2]!) / 2];
  return { centre, radius: Math.hypot(high[0]! - low[0]!, high[1]! - low[1]!, high[2]! - low[2]!) / 2 || 1 };
}

/** Keeps for each pixel the place nearest to the light. */
function draw({ positions, indices }: Mesh, { right, up, d, offset, pixel, size }: View, depth: Float32Array): void {
  const count = positions.length / 3;
  const px = new Float32Array(count), py = new Float32Array(count), pz = new Float32Array(count);
  for (let v = 0; v < count; v++) {
    const x = positions[v * 3]!, y = positions[v * 3 + 1]!, z = positions[v * 3 + 2]!;
    px[v] = (x * right[0] + y * right[1] + z * right[2]) / pixel + offset[0];
    py[v] = (x * up[0] + y * up[1] + z * up[2]) / pixel + offset[1];
    pz[v] = x * d[0] + y * d[1] + z * d[2];
    const at = (py[v]! | 0) * size + (px[v]! | 0);
    if (pz[v]! > depth[at]!) depth[at] = pz[v]!;
  }
  for (let t = 0; t < indices.length; t += 3) {
    const a = indices[t]!, b = indices[t + 1]!, c = indices[t + 2]!;
    const ax = px[a]!, ay = py[a]!, bx = px[b]!, by = py[b]!, cx = px[c]!, cy = py[c]!;
    const x0 = Math.ceil(Math.min(ax, bx, cx) - 0.5), x1 = Math.floor(Math.max(ax, bx, cx) - 0.5);
    const y0 = Math.ceil(Math.min(ay, by, cy) - 0.5), y1 = Math.floor(Math.max(ay, by, cy) - 0.5);
    if (x1 < x0 || y1 < y0) continue;
    const area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
    if (area === 0) continue;
    const az = pz[a]!, ux = (pz[b]! - az) / area, vx = (pz[c]! - az) / area;
    for (let y = y0; y <= y1; y++) {
      const fy = y + 0.5;
      for (let x = x0; x <= x1; x++) {
        const fx = x + 0.5;
        const wc = (bx - ax) * (fy - ay) - (by - ay) * (fx - ax);
        const wb = (cy - ay) * (fx - ax) - (cx - ax) * (fy - ay);
        const wa = area - wb - wc;
        if (area > 0 ? wa < 0 || wb < 0 || wc < 0 : wa > 0 || wb > 0 || wc > 0) continue;
        const z = az + wb * ux + wc * vx;
        const at = y * size + x;
        if (z > depth[at]!) depth[at] = z;
      }
    }
  }
}

/** Adds what each vertex sees in this direction; it looks from 1.6 pixels above its surface, so that it does not shade itself. */
function look({ positions, normals }: Mesh, { right, up, d, offset, pixel, size }: View, depth: Float32Array, radius: number, open: Float32Array, total: Float32Array): void {
  const lift = pixel * 1.6, near = radius * 0.12;
  for (let v = 0; v < open.length; v++) {
    const nx = normals[v * 3]!, ny = normals[v * 3 + 1]!, nz = normals[v * 3 + 2]!;
    const weight = nx * d[0] + ny * d[1] + nz * d[2];
    if (weight <= 0) continue;
    total[v]! += weight;
    const x = positions[v * 3]! + nx * lift, y = positions[v * 3 + 1]! + ny * lift, z = positions[v * 3 + 2]! + nz * lift;
    const sx = Math.min(size - 1, Math.max(0, ((x * right[0] + y * right[1] + z * right[2]) / pixel + offset[0]) | 0));
    const sy = Math.min(size - 1, Math.max(0, ((x * up[0] + y * up[1] + z * up[2]) / pixel + offset[1]) | 0));
    if (x * d[0] + y * d[1] + z * d[2] + pixel * 0.3 < depth[sy * size + sx]!) continue;
    open[v]! += d[1] < 0 ? weight * (1 - 0.6 * Math.exp(-Math.max(0, y) / -d[1] / near)) : weight;
  }
}

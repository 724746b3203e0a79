import { arcLengths } from "./curve.ts";
import { computeNormals, merge, normalize, type Mesh, type Vec2, type Vec3 } from "./mesh.ts";
import { inset, roundedRect } from "./outline.ts";
import { tube } from "./sweep.ts";
import { valueNoise3 } from "./textures/noise.ts";

export interface CushionOptions {
  /** Outer size, metres: x, z, and the height of the boxing between the two seams. */
  width: number;
  depth: number;
  boxing: number;
  /** How far the filling lifts the panels above their seams, metres. */
  crown: number;
  /** Radius of the corners seen from above. */
  corner?: number;
  /** Radius of the piping in the seams; 0 leaves a plain seam. */
  piping?: number;
  /** 0 (taut, new foam) to 1 (down-filled): folds at the seams and unevenness. */
  softness?: number;
  /** Moves the finished form: sag, lean, a place where one sits. Metres. */
  shape?: (p: Vec3) => Vec3;
  seed?: number;
  /** Points around; the rest follows. */
  segments?: number;
}

/**
 * A box cushion lying flat, centred on the origin: two crowned panels, a boxing strip that bulges, and piping
 * in both seams. UVs: panels from above, the boxing along its length (metres).
 */
export function boxCushion(options: CushionOptions): { cover: Mesh; piping: Mesh } {
  const { width, depth, boxing, crown, corner = 0.045, piping = 0.0045, softness = 0.4, shape = (p) => p, seed = 1, segments = 400 } = options;
  const outline = even(roundedRect(width, depth, corner, 12), segments);
  const n = outline.length;
  const around = arcLengths(outline.map((p): Vec3 => [p[0], p[1], 0]), true);
  const h = boxing / 2;
  const unevenness = (x: number, z: number, side: number) => softness * 0.0042 * valueNoise3(x * 7, side * 3, z * 7, seed) + softness * 0.0016 * valueNoise3(x * 19, side * 5, z * 19, seed + 1);
  // small folds run inwards from the seam, where cloth meets the stiffer cord
  const folds = (s: number, d: number, side: number) => {
    const long = valueNoise3(s * 24, side * 7, d * 4, seed + 2), short = valueNoise3(s * 60, side * 9, d * 8, seed + 3);
    return softness * (0.0034 * long * Math.exp(-d / 0.04) + 0.0018 * short * Math.exp(-d / 0.016)) * Math.min(1, d / 0.006);
  };
  const rings = 56;
  const panel = (side: 1 | -1): Mesh => {
    const positions: number[] = [], uvs: number[] = [], indices: number[] = [];
    for (let k = 0; k <= rings; k++) {
      const t = k / rings;
      // closer together near the seam, where the form turns
      const s = 1 - t * (0.35 + 0.65 * t) ;
      for (let j = 0; j < n; j++) {
        const [ox, oz] = outline[j]!;
        const x = ox * s, z = oz * s;
        const d = (1 - s) * Math.min(width, depth) * 0.5;
        const ex = Math.abs(x) / (width / 2), ez = Math.abs(z) / (depth / 2);
        const rise = ((1 - Math.min(1, ex) ** 3.2) * (1 - Math.min(1, ez) ** 3.2)) ** 0.5 || 0;
        const lip = 1 - Math.exp(-d / 0.012);
        const y = h + crown * (0.28 * lip + 0.72 * rise * lip) + (unevenness(x, z, side) * lip + folds(around[j]!, d, side)) ;
        positions.push(...shape([x, side * y, z]));
        uvs.push(x, z * side);
      }
    }
    for (let k = 0; k < rings; k++) for (let j = 0; j < n; j++) {
      const a = k * n + j, b = k * n + ((j + 1) % n), c = a + n, d = b + n;
      const last = k === rings - 1;
      if (side > 0) indices.push(a, d, b, ...(last ? [] : [a, c, d]));
      else indices.push(a, b, d, ...(last ? [] : [a, d, c]));
    }
    return smooth(positions, uvs, indices);
  };
  const rows = 18;
  const strip = (): Mesh => {
    const positions: number[] = [], uvs: number[] = [], indices: number[] = [];
    for (let k = 0; k <= rows; k++) {
      const v = (k / rows) * 2 - 1, d = (1 - Math.abs(v)) * h;
      const bulge = 0.009 * (1 - v * v) * (0.6 + softness);
      const ring = inset(outline, -bulge);
      for (let j = 0; j <= n; j++) {
        const i = j % n, p = ring[i]!, o = outline[i]!;
        const wave = folds(around[i]!, d, v > 0 ? 2 : -2) * 0.8 + softness * 0.0018 * (1 - v * v) * valueNoise3(around[i]! * 9, v * 2, 1, seed + 5);
        const out = normalize([p[0] - o[0] * 0.9, 0, p[1] - o[1] * 0.9]);
        positions.push(...shape([p[0] + out[0] * wave, v * h, p[1] + out[2] * wave]));
        uvs.push(around[j]!, v * h);
      }
    }
    for (let k = 0; k < rows; k++) for (let j = 0; j < n; j++) {
      const a = k * (n + 1) + j, b = a + 1, c = a + n + 1, d = c + 1;
      indices.push(a, d, b, a, c, d);
    }
    return smooth(positions, uvs, indices);
  };
  const cords = [1, -1].map((side) => tube(outline.map((p) => shape([p[0] * (1 + 0.002 / width), side * (h + 0.0006), p[1] * (1 + 0.002 / depth)])), piping, { closed: true, segments: 14 }));
  const parts = [panel(1), panel(-1), strip()];
  return { cover: merge(parts), piping: merge(piping > 0 ? cords : []) };
}

function smooth(positions: number[], uvs: number[], indices: number[]): Mesh {
  return computeNormals({ positions: Float32Array.from(positions), normals: new Float32Array(positions.length), uvs: Float32Array.from(uvs), indices: Uint32Array.from(indices) }, 80);
}

/** A closed outline with `count` evenly spaced points. */
function even(points: readonly Vec2[], count: number): Vec2[] {
  const lengths = arcLengths(points.map((p): Vec3 => [p[0], p[1], 0]), true);
  const total = lengths[lengths.length - 1]!;
  let k = 0;
  return Array.from({ length: count }, (_, i): Vec2 => {
    const s = (total * i) / count;
    while (lengths[k + 1]! < s) k++;
    const a = points[k % points.length]!, b = points[(k + 1) % points.length]!;
    const t = (s - lengths[k]!) / (lengths[k + 1]! - lengths[k]! || 1);
    return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
  });
}

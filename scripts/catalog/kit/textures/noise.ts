/** Seeded, tileable noise on square fields of `size`² floats, row by row. */

/** A random number generator (mulberry32), 0 ≤ r < 1. */
export function random(seed: number): () => number {
  let a = seed | 0;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A hash of up to three integers, 0 ≤ h < 1. */
export function hash(x: number, y: number, seed: number): number {
  let h = Math.imul(x, 374761393) + Math.imul(y, 668265263) + Math.imul(seed, 1274126177);
  h = Math.imul(h ^ (h >>> 13), 1274126177);
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296;
}

/** Noise in space, not tileable, about -1..1, for displacing geometry: frequency 1 per unit of its arguments. */
export function valueNoise3(x: number, y: number, z: number, seed = 0): number {
  const ix = Math.floor(x), iy = Math.floor(y), iz = Math.floor(z);
  const u = fade(x - ix), v = fade(y - iy), w = fade(z - iz), near = seed + iz * 131, far = near + 131;
  const a = mix(hash(ix, iy, near), hash(ix + 1, iy, near), u), b = mix(hash(ix, iy + 1, near), hash(ix + 1, iy + 1, near), u);
  const c = mix(hash(ix, iy, far), hash(ix + 1, iy, far), u), d = mix(hash(ix, iy + 1, far), hash(ix + 1, iy + 1, far), u);
  return mix(mix(a, b, v), mix(c, d, v), w) * 2 - 1;
}

function fade(t: number): number {
  return t * t * t * (t * (t * 6 - 15) + 10);
}

function mix(a: number, b: number, t: number): number {
  return a + (b - a) * t;
}

export interface NoiseOptions {
  seed?: number;
  /** Lattice cells across the tile, integers: the noise repeats with the tile. */
  fx: number;
  fy?: number;
  octaves?: number;
  /** Amplitude of each octave to the one before. */
  gain?: number;
}

/** Perlin noise (2002) summed over octaves, about -1..1. */
export function perlin(size: number, { seed = 1, fx, fy = fx, octaves = 1, gain = 0.5 }: NoiseOptions): Float32Array {
  const out = new Float32Array(size * size);
  let amplitude = 1, total = 0;
  for (let o = 0; o < octaves; o++) {
    if (o > 0 && Math.max(fx << o, fy << o) > size) break;
    const px = Math.min(fx << o, size), py = Math.min(fy << o, size);
    addPerlin(out, size, px, py, seed + o * 101, amplitude);
    total += amplitude;
    amplitude *= gain;
  }
  const k = 1.5 / total;
  for (let i = 0; i < out.length; i++) out[i]! *= k;
  return out;
}

function addPerlin(out: Float32Array, size: number, px: number, py: number, seed: number, amplitude: number): void {
  const gx = new Float32Array(px * py), gy = new Float32Array(px * py);
  const rng = random(seed * 7919 + 17);
  for (let i = 0; i < gx.length; i++) {
    const a = rng() * 2 * Math.PI;
    gx[i] = Math.cos(a);
    gy[i] = Math.sin(a);
  }
  const x0 = new Int32Array(size), tx = new Float32Array(size), sx = new Float32Array(size);
  for (let x = 0; x < size; x++) {
    const f = ((x + 0.5) * px) / size;
    x0[x] = Math.floor(f);
    const t = f - Math.floor(f);
    tx[x] = t;
    sx[x] = t * t * t * (t * (t * 6 - 15) + 10);
  }
  for (let y = 0; y < size; y++) {
    const f = ((y + 0.5) * py) / size, iy = Math.floor(f), ty = f - iy;
    const sy = ty * ty * ty * (ty * (ty * 6 - 15) + 10);
    const r0 = iy * px, r1 = ((iy + 1) % py) * px;
    for (let x = 0; x < size; x++) {
      const a = x0[x]!, b = a + 1 === px ? 0 : a + 1, t = tx[x]!, s = sx[x]!;
      const n00 = gx[r0 + a]! * t + gy[r0 + a]! * ty;
      const n10 = gx[r0 + b]! * (t - 1) + gy[r0 + b]! * ty;
      const n01 = gx[r1 + a]! * t + gy[r1 + a]! * (ty - 1);
      const n11 = gx[r1 + b]! * (t - 1) + gy[r1 + b]! * (ty - 1);
      const low = n00 + (n10 - n00) * s, high = n01 + (n11 - n01) * s;
      out[y * size + x]! += (low + (high - low) * sy) * amplitude;
    }
  }
}

export interface WorleyField {
  /** Distance to the nearest and second nearest point, in cells. */
  f1: Float32Array;
  f2: Float32Array;
  /** A random number 0..1 of the nearest point's cell. */
  id: Float32Array;
}

/** Cellular noise (Worley 1996) with `cells` jittered points across the tile; `warp` fields move the lookup, in cells. */
export function worley(size: number, cells: number, seed = 1, jitter = 1, warp?: { x: Float32Array; y: Float32Array; amount: number }): WorleyField {
  const f1 = new Float32Array(size * size), f2 = new Float32Array(size * size), id = new Float32Array(size * size);
  const ox = new Float32Array(cells * cells), oy = new Float32Array(cells * cells), rnd = new Float32Array(cells * cells);
  const rng = random(seed * 131 + 7);
  for (let i = 0; i < ox.length; i++) {
    ox[i] = 0.5 + (rng() - 0.5) * jitter;
    oy[i] = 0.5 + (rng() - 0.5) * jitter;
    rnd[i] = rng();
  }
  const k = cells / size;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const i = y * size + x;
      let px = (x + 0.5) * k, py = (y + 0.5) * k;
      if (warp) {
        px += warp.x[i]! * warp.amount;
        py += warp.y[i]! * warp.amount;
      }
      const cx = Math.floor(px), cy = Math.floor(py);
      let a = 9, b = 9, best = 0;
      for (let dy = -1; dy <= 1; dy++) {
        const wy = (cy + dy + cells * 4) % cells;
        for (let dx = -1; dx <= 1; dx++) {
          const c = wy * cells + ((cx + dx + cells * 4) % cells);
          const qx = cx + dx + ox[c]! - px, qy = cy + dy + oy[c]! - py;
          const d = qx * qx + qy * qy;
          if (d < a) {
            b = a;
            a = d;
            best = c;
          } else if (d < b) b = d;
        }
      }
      f1[i] = Math.sqrt(a);
      f2[i] = Math.sqrt(b);
      id[i] = rnd[best]!;
    }
  }
  return { f1, f2, id };
}
